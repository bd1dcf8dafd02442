/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A bad pointer to any kind of call is EFAULT: neither death nor a signal. */
#include <sys/resource.h>

#include "check.h"

static void *bad;

static void never(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    CHECK(!"a signal");
}

static void try_all(void)
{
    int fds[2], word = 0;
    char *argv[] = { "x", NULL };

    CHECK_OK(pipe(fds));
    CHECK_EQ(write(fds[1], "abc", 3), 3);
    CHECK_ERR(syscall(SYS_read, fds[0], bad, 3), EFAULT);
    CHECK_ERR(syscall(SYS_write, fds[1], bad, 3), EFAULT);
    CHECK_ERR(syscall(SYS_open, bad, 0), EFAULT);
    CHECK_ERR(syscall(SYS_openat, -100, bad, 0), EFAULT);
    CHECK_ERR(syscall(SYS_openat2, -100, ".", bad, 24), EFAULT);
    CHECK_ERR(syscall(SYS_stat, bad, &word), EFAULT);
    CHECK_ERR(syscall(SYS_stat, "/", bad), EFAULT);
    CHECK_ERR(syscall(SYS_fstat, 0, bad), EFAULT);
    CHECK_ERR(syscall(SYS_newfstatat, -100, "/", bad, 0), EFAULT);
    CHECK_ERR(syscall(SYS_statx, -100, "/", 0, 0xfff, bad), EFAULT);
    CHECK_ERR(syscall(SYS_readlink, "/proc/self/exe", bad, 10), EFAULT);
    CHECK_ERR(syscall(SYS_readlinkat, -100, bad, &word, 4), EFAULT);
    CHECK_ERR(syscall(SYS_pipe2, bad, 0), EFAULT);
    CHECK_ERR(syscall(SYS_execve, bad, argv, NULL), EFAULT);
    CHECK_ERR(syscall(SYS_execve, "/proc/self/exe", bad, NULL), EFAULT);
    CHECK_ERR(syscall(SYS_execveat, -100, bad, argv, NULL, 0), EFAULT);
    CHECK_ERR(syscall(SYS_clone3, bad, 88), EFAULT);
    CHECK_ERR(syscall(SYS_futex, bad, 0, 0, NULL, NULL, 0), EFAULT);
    CHECK_ERR(syscall(SYS_futex, bad, 128, 0, NULL, NULL, 0), EFAULT);
    CHECK_ERR(syscall(SYS_futex, &word, 128, 0, bad, NULL, 0), EFAULT);
    CHECK_ERR(syscall(SYS_futex, &word, 4, 1, 1, bad, 0), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigaction, SIGUSR1, bad, NULL, 8), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigprocmask, 0, bad, NULL, 8), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigpending, bad, 8), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigsuspend, bad, 8), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigtimedwait, bad, NULL, NULL, 8), EFAULT);
    CHECK_ERR(syscall(SYS_sigaltstack, bad, NULL), EFAULT);
    CHECK_ERR(syscall(SYS_signalfd4, -1, bad, 8, 0), EFAULT);
    CHECK_ERR(syscall(SYS_ppoll, bad, 1, NULL, NULL, 8), EFAULT);
    CHECK_ERR(syscall(SYS_poll, bad, 1, 0), EFAULT);
    CHECK_ERR(syscall(SYS_nanosleep, bad, NULL), EFAULT);
    CHECK_ERR(syscall(SYS_arch_prctl, 0x1003 /* ARCH_GET_FS */, bad), EFAULT);
    CHECK_ERR(syscall(SYS_prctl, 15 /* PR_SET_NAME */, bad), EFAULT);
    CHECK_ERR(syscall(SYS_prctl, 16 /* PR_GET_NAME */, bad), EFAULT);
    CHECK_ERR(syscall(SYS_getdents64, open("/", O_RDONLY), bad, 4096), EFAULT);
    CHECK_ERR(syscall(SYS_mincore, (long)&word & -PAGE, PAGE, bad), EFAULT);
    CHECK_ERR(syscall(SYS_getrlimit, RLIMIT_CORE, bad), EFAULT);
    CHECK_ERR(syscall(SYS_uname, bad), EFAULT);
    CHECK_ERR(syscall(SYS_readv, fds[0], bad, 1), EFAULT);
    CHECK_ERR(syscall(SYS_sched_getaffinity, 0, 128, bad), EFAULT);
}

int main(void)
{
    char *p = map_anon(PAGE, PROT_NONE);

    set_handler(SIGSEGV, never, 0);
    set_handler(SIGBUS, never, 0);
    bad = p;
    try_all();
    bad = (void *)8;
    try_all();
    bad = (void *)0xffff800000001000; /* the kernel's half */
    try_all();
    return passed();
}
