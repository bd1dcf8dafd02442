/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_filter.c - see call_filter.h. */
#include "policy/call_filter.h"

#include <seccomp.h>
#include <string.h>

#include "report/usage.h"

#include "syscall_nr.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

static const int vital[] = {
    SYS_rt_sigreturn,  SYS_rt_sigprocmask,  SYS_rt_sigaction,
    SYS_rt_sigpending, SYS_rt_sigqueueinfo, SYS_rt_tgsigqueueinfo,
    SYS_sigaltstack,   SYS_restart_syscall, SYS_exit,
    SYS_exit_group,    SYS_futex,           SYS_mmap,
    SYS_munmap,        SYS_mprotect,        SYS_arch_prctl,
    SYS_prctl,         SYS_gettid,          SYS_getpid,
    SYS_tgkill,        SYS_membarrier,      SYS_close,
    SYS_read,          SYS_pread64,         SYS_fstat,
    SYS_fcntl,         SYS_execveat,        SYS_set_robust_list,
    SYS_seccomp,       SYS_mseal,
};

int call_filter_number(const char *name)
{
    for (size_t i = 0; i < SYSCALL_TABLE_SIZE; i++)
        if (syscall_notes[i].name != NULL && strcmp(syscall_notes[i].name, name) == 0)
            return (int)i;
    return -1;
}

bool call_filter_is_vital(int number)
{
    for (size_t i = 0; i < ARRAY_LEN(vital); i++)
        if (vital[i] == number)
            return true;
    return false;
}

int call_filter_stand_in(int number)
{
    switch (number) {
    case SYS_execve:
        return SYS_execveat;
    case SYS_fork:
    case SYS_vfork:
    case SYS_clone3:
        return SYS_clone;
    default:
        return -1;
    }
}
