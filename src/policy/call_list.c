/* SPDX-License-Identifier: GPL-2.0-or-later */
/* call_list.c - a list of the only calls that a program may make, as a part of the floor. */
#include <errno.h>

#include "policy/call_filter.h"
#include "policy/floor_filter.h"

#include "syscall_nr.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* What lxcore asks of a program's file before it runs it. */
static const int for_exec[] = { SYS_faccessat2, SYS_openat, SYS_newfstatat };

/* How lxcore tells lxrun of what was denied: a message, with the name of a directory. */
static const int for_telling[] = { SYS_sendto, SYS_readlink, SYS_readlinkat };

static int allow(scmp_filter_ctx filter, int number)
{
    int err = number < 0 ? 0 : seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);

    return err == -EEXIST ? 0 : err;
}

static int allow_these(scmp_filter_ctx filter, const int *numbers, size_t count)
{
    int err = 0;

    for (size_t i = 0; err == 0 && i < count; i++)
        err = allow(filter, numbers[i]);
    return err;
}

static int allow_all(scmp_filter_ctx filter, const struct policy_calls *calls)
{
    int err = allow_these(filter, for_telling, ARRAY_LEN(for_telling));

    for (int number = 0; err == 0 && number < 512; number++)
        if (call_filter_is_vital(number))
            err = allow(filter, number);
    for (size_t i = 0; err == 0 && i < calls->only_count; i++) {
        err = allow(filter, calls->only[i]);
        if (err == 0)
            err = allow(filter, call_filter_stand_in(calls->only[i]));
        if (err == 0 && (calls->only[i] == SYS_execve || calls->only[i] == SYS_execveat))
            err = allow_these(filter, for_exec, ARRAY_LEN(for_exec));
    }
    return err;
}

long call_list_add(struct floor *floor, const struct policy_calls *calls)
{
    scmp_filter_ctx filter = compile_begin(SCMP_ACT_ERRNO(EPERM));

    if (filter == NULL)
        return -ENOMEM;
    return floor_add_filter(floor, filter, allow_all(filter, calls));
}
