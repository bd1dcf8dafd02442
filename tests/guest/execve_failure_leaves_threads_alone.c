/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A failed exec in a process of many threads changes nothing for any of them
 * (execve(2)).
 */
#include "check.h"

static volatile int stop, ticks;
static pthread_barrier_t
    all_started; /* no thread can be made while another is in execve */

static void *worker(void *arg)
{
    while (!stop) {
        __atomic_add_fetch(&ticks, 1, __ATOMIC_SEQ_CST);
        CHECK_OK(getppid());
    }
    return arg;
}

static void *failing(void *arg)
{
    char *argv[] = { "x", NULL };

    pthread_barrier_wait(&all_started);
    for (int i = 0; i < 30; i++) {
        CHECK_ERR(execv("/nowhere", argv), ENOENT);
        CHECK_ERR(execv("/", argv), EACCES);
        CHECK_ERR(execv("./text", argv), ENOEXEC);
        CHECK_ERR(execv("./script", argv), ENOENT);
    }
    return arg;
}

int main(void)
{
    pthread_t workers[2], execs[2];
    int before;

    write_file("text", "text", 0700);
    write_file("script", "#!/nowhere\n", 0700);
    CHECK_EQ(pthread_barrier_init(&all_started, NULL, 2), 0);
    for (int i = 0; i < 2; i++)
        workers[i] = start_thread(worker, NULL);
    for (int i = 0; i < 2; i++)
        execs[i] = start_thread(failing, NULL);
    for (int i = 0; i < 2; i++)
        join_thread(execs[i]);
    before = ticks;
    while (ticks < before + 100)
        usleep(100);
    stop = 1;
    for (int i = 0; i < 2; i++)
        join_thread(workers[i]);
    return passed();
}
