/* SPDX-License-Identifier: GPL-2.0-or-later */
/* filters.h - small seccomp filters for the tests of seccomp(2). */
#ifndef LXRUN_GUEST_FILTERS_H
#define LXRUN_GUEST_FILTERS_H

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>

#include "check.h"

#define DATA(field) offsetof(struct seccomp_data, field)
#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, DATA(field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, value)
/* Go on if the accumulator is `value`, else skip so many instructions. */
#define UNLESS(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0, skip)
#define COUNT(code) (sizeof(code) / sizeof((code)[0]))

static inline long seccomp_call(unsigned op, unsigned flags, const void *args)
{
    return syscall(SYS_seccomp, op, flags, args);
}

static inline long install_code(unsigned flags, struct sock_filter *code, size_t count)
{
    struct sock_fprog program = { (unsigned short)count, code };

    return seccomp_call(SECCOMP_SET_MODE_FILTER, flags, &program);
}

/* `verdict` for the one call, everything else is allowed. */
static inline long filter_call(unsigned flags, int nr, unsigned verdict)
{
    struct sock_filter code[] = {
        LOAD(nr),
        UNLESS((unsigned)nr, 1),
        RETURN(verdict),
        RETURN(SECCOMP_RET_ALLOW),
    };

    return install_code(flags, code, COUNT(code));
}

static inline void no_new_privs(void)
{
    CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
}

#endif
