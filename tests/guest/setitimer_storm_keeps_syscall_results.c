/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Under a storm of signals with SA_RESTART no system call gives a wrong result. */
#include "check.h"

static volatile int count;

static void handler(int sig, siginfo_t *info, void *context)
{
    struct timespec zero = { 0, 0 };

    (void)sig, (void)info, (void)context;
    count++;
    CHECK_OK(getppid());
    CHECK_OK(nanosleep(&zero, NULL));
}

int main(void)
{
    pid_t pid = getpid(), parent = getppid();
    long end = now_ms() + 500;
    int pipes[2];

    CHECK_OK(pipe(pipes));
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(90);
    for (long i = 0; count < 500 || now_ms() < end; i++) {
        struct stat st;
        long word = 0;
        char *p;

        CHECK_EQ(syscall(SYS_getpid), pid);
        CHECK_EQ(getppid(), parent);
        CHECK_EQ(write(pipes[1], &i, sizeof i), sizeof i);
        CHECK_EQ(read(pipes[0], &word, sizeof word), sizeof word);
        CHECK_EQ(word, i);
        CHECK_EQ(fstat(pipes[0], &st), 0);
        CHECK_ERR(syscall(SYS_close, 12345), EBADF);
        CHECK_ERR(syscall(9999), ENOSYS);
        p = map_anon(PAGE, PROT_READ | PROT_WRITE);
        p[7] = 1;
        CHECK_OK(munmap(p, PAGE));
        CHECK_EQ(syscall(SYS_futex, &word, 1, 1, NULL, NULL, 0), 0);
    }
    alarm_every_us(0);
    return passed();
}
