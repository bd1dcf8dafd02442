/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A program's own seccomp filter makes a call fail with the errno it says
 * (seccomp(2)).
 */
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "check.h"

int main(void)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_getppid, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 77),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_close, 0, 3),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 444, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | 78),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    struct sock_fprog filter = { sizeof code / sizeof *code, code };
    pid_t pid;

    CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    CHECK_OK(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter));
    CHECK_ERR(syscall(SYS_getppid), 77);
    CHECK_ERR(close(444), 78);
    CHECK_ERR(close(445), EBADF);
    CHECK_EQ(syscall(SYS_getpid), getpid());
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_ERR(syscall(SYS_getppid), 77);
        _exit(0);
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
