/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A system call changes rax, rcx (return address) and r11 (flags), nothing
 * else (syscall(2), ABI).
 */
#include "check.h"
#include "regs.h"

REGS_ROUTINE(call, "syscall");

int main(void)
{
    int calls[] = { SYS_getpid,      SYS_getppid, SYS_brk,         SYS_munmap,
                    SYS_futex,       SYS_close,   SYS_mprotect,    SYS_rt_sigprocmask,
                    SYS_sigaltstack, SYS_clone3,  SYS_openat,      SYS_readlink,
                    SYS_prctl,       SYS_madvise, SYS_sched_yield, SYS_execve,
                    SYS_dup2,        9999 };
    long expected_pid = getpid();

    for (int i = 0; i < 18 * 60; i++) {
        struct regs in = some_regs(i), out;

        in.r[RAX] = calls[i % 18];
        in.r[FLAGS] = i % 4 == 3 ? 0x202 | 0x8d5 : i % 4 == 2 ? 0x602 : 0x202;
        call(&in, &out);
        for (int r = RAX + 1; r < 16; r++)
            if (r != RCX && r != R11)
                CHECK_EQ(out.r[r], in.r[r]);
        CHECK_EQ(out.r[RCX], call_next);
        CHECK_EQ(out.r[R11] & ~2UL, in.r[FLAGS] & ~2UL);
        CHECK_EQ(out.r[FLAGS], in.r[FLAGS]);
        if (in.r[RAX] == SYS_getpid)
            CHECK_EQ(out.r[RAX], expected_pid);
        if (in.r[RAX] == 9999)
            CHECK_EQ(out.r[RAX], -ENOSYS);
    }
    return passed();
}
