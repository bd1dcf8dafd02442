/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_seccomp.c - seccomp(2), and what prctl(2) has of it.
 *
 * The order in which mistakes are found is the kernel's: flags, the head of the
 * program, the right to install one, its instructions, the mode, the room.
 */
#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "seccomp/bpf.h"
#include "seccomp/filter.h"
#include "task/task.h"

#include "syscall_entries.h"

#include <linux/capability.h>
#include <linux/prctl.h>

#define KNOWN_FLAGS \
    (SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_LOG | \
     SECCOMP_FILTER_FLAG_SPEC_ALLOW | SECCOMP_FILTER_FLAG_NEW_LISTENER | \
     SECCOMP_FILTER_FLAG_TSYNC_ESRCH | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV)

/* A result could be the tid of TSYNC as well as a listener. */
static bool flags_make_sense(uint32_t flags)
{
    const uint32_t both = SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_NEW_LISTENER;

    if (flags & ~(uint32_t)KNOWN_FLAGS)
        return false;
    if ((flags & both) == both && !(flags & SECCOMP_FILTER_FLAG_TSYNC_ESRCH))
        return false;
    return !(flags & SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV) ||
           (flags & SECCOMP_FILTER_FLAG_NEW_LISTENER);
}

/* In its user namespace, which is what the kernel asks, too. */
bool seccomp_may_administrate(void)
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { 0 };

    return host_call3(SYS_capget, HOST_POINTER(&header), HOST_POINTER(data), 0) == 0 &&
           (data[0].effective & (1U << CAP_SYS_ADMIN)) != 0;
}

/* The head of the program, checked, and the right to install it. */
static long read_head(const struct task *task, gaddr_t at, struct sock_fprog *program)
{
    if (guest_copy_in(program, at, sizeof(*program)) != 0)
        return -EFAULT;
    if (program->len == 0 || program->len > BPF_MAXINSNS)
        return -EINVAL;
    if (!task->seccomp.has_no_new_privs && !seccomp_may_administrate())
        return -EACCES;
    return program->filter != NULL ? 0 : -EINVAL;
}

static long read_code(struct seccomp_filter *filter, gaddr_t at)
{
    if (guest_copy_in(filter->code, at, filter->count * sizeof(filter->code[0])) != 0)
        return -EFAULT;
    return filter_complete(filter);
}

static long set_filter(struct task *task, uint32_t flags, gaddr_t program_at)
{
    struct seccomp_filter *filter;
    struct sock_fprog program;
    long err, listener = 0;

    if (!flags_make_sense(flags))
        return -EINVAL;
    err = read_head(task, program_at, &program);
    if (err != 0)
        return err;
    filter = filter_make(task, program.len);
    if (filter == NULL)
        return -ENOMEM;
    filter->is_logged = (flags & SECCOMP_FILTER_FLAG_LOG) != 0;
    err = read_code(filter, HOST_POINTER(program.filter));
    if (err == 0)
        err = filter_attach(task, filter, flags, &listener);
    if (err != 0)
        filter_put(task, filter);
    return err != 0 ? err : listener;
}

/* The strict mode takes the time stamp counter away as well. */
static long set_strict(struct task *task)
{
    long err = filter_forgo(task);

    if (err == 0)
        host_call3(SYS_prctl, PR_SET_TSC, PR_TSC_SIGSEGV, 0);
    return err;
}

long lx_sys_seccomp_seccomp(struct task *task, const struct sys_args *args)
{
    uint32_t flags = (uint32_t)args->arg[1];

    switch ((uint32_t)args->arg[0]) {
    case SECCOMP_SET_MODE_STRICT:
        return flags != 0 || args->arg[2] != 0 ? -EINVAL : set_strict(task);
    case SECCOMP_SET_MODE_FILTER:
        return set_filter(task, flags, args->arg[2]);
    case SECCOMP_GET_ACTION_AVAIL:
    case SECCOMP_GET_NOTIF_SIZES:
        return host_call_restartable(task, args);
    default:
        return -EINVAL;
    }
}

long seccomp_prctl_set(struct task *task, uint64_t mode, gaddr_t program)
{
    switch (mode) {
    case SECCOMP_MODE_STRICT:
        return set_strict(task);
    case SECCOMP_MODE_FILTER:
        return set_filter(task, 0, program);
    default:
        return -EINVAL;
    }
}
