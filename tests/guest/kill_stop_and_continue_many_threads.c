/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGSTOP stops all threads wherever they are, SIGCONT continues them with
 * nothing lost.
 */
#include "check.h"

static volatile long *shared;

static void *counting(void *arg)
{
    for (;;) {
        __atomic_add_fetch(&shared[(long)arg], 1, __ATOMIC_SEQ_CST);
        if ((long)arg == 1)
            CHECK_OK(syscall(SYS_getppid));
        if ((long)arg == 2)
            usleep(50);
        if (shared[0])
            return NULL;
    }
}

static void child(void)
{
    pthread_t threads[3];

    for (long i = 0; i < 3; i++)
        threads[i] = start_thread(counting, (void *)(i + 1));
    for (int i = 0; i < 3; i++)
        join_thread(threads[i]);
}

int main(void)
{
    pid_t pid;
    int status;

    shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK((void *)shared != MAP_FAILED);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        child();
        _exit(0);
    }
    for (int round = 0; round < 20; round++) {
        long before[4];

        CHECK_OK(kill(pid, SIGSTOP));
        CHECK_EQ(waitpid(pid, &status, WUNTRACED), pid);
        CHECK(WIFSTOPPED(status));
        memcpy(before, (void *)shared, sizeof before);
        usleep(1000);
        for (int i = 1; i < 4; i++)
            CHECK_EQ(shared[i], before[i]);
        CHECK_OK(kill(pid, SIGCONT));
        for (int i = 1; i < 4; i++)
            while (shared[i] == before[i])
                usleep(50);
    }
    shared[0] = 1;
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
