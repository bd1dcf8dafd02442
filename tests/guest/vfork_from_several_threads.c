/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * vfork and exec from several threads at once: each its own child, none
 * disturbed (vfork(2)).
 */
#include "check.h"

static void *spawner(void *arg)
{
    for (int i = 0; i < 10; i++) {
        char code[12];
        pid_t pid;

        snprintf(code, sizeof code, "%ld", (long)arg * 10 + i);
        pid = vfork();
        CHECK_OK(pid);
        if (pid == 0) {
            execl("/proc/self/exe", "x", code, NULL);
            _exit(99);
        }
        CHECK_EQ(wait_status(pid), EXITED((long)arg * 10 + i));
    }
    return arg;
}

int main(int argc, char **argv)
{
    pthread_t threads[4];

    if (argc > 1)
        return atoi(argv[1]);
    for (long i = 0; i < 4; i++)
        threads[i] = start_thread(spawner, (void *)i);
    for (int i = 0; i < 4; i++)
        join_thread(threads[i]);
    return passed();
}
