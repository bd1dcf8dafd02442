/* SPDX-License-Identifier: GPL-2.0-or-later */
/* notify.c - see notify.h. */
#include "seccomp/notify.h"

#include "abi/errno.h"
#include "core/guest.h"
#include "core/host.h"
#include "dispatch/dispatch.h"
#include "seccomp/bpf.h"

/* Where a call's number is put; below the bit of x32.  The numbers of an lxcore
 * inside this one are such numbers themselves, and go one step further. */
#define NOTIFY_BASE 0x20000000U
#define NOTIFY_STEP 0x10000U
#define NOTIFY_END 0x30000000U
/* What a listener's lxcore answers for SECCOMP_USER_NOTIF_FLAG_CONTINUE. */
#define NOTIFY_CONTINUE (-0x7ffffffffffffe00L)

#define HOST_FLAGS \
    (SECCOMP_FILTER_FLAG_NEW_LISTENER | SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV | \
     SECCOMP_FILTER_FLAG_TSYNC | SECCOMP_FILTER_FLAG_TSYNC_ESRCH)

long notify_listen(uint32_t flags)
{
    struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, NOTIFY_END, 2, 0),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, NOTIFY_BASE, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_USER_NOTIF),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = { .len = ARRAY_LEN(code), .filter = code };

    return host_call3(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags & HOST_FLAGS,
                      HOST_POINTER(&program));
}

static bool is_put(uint64_t nr)
{
    return nr >= NOTIFY_BASE && nr < NOTIFY_END;
}

/* What goes on in an inner lxcore is for that to say. */
bool notify_ask(struct task *task, const struct sys_args *args, long *result)
{
    bool is_inner = is_put((uint64_t)args->nr);
    struct sys_args host = *args;

    *result = -ENOSYS;
    if (!is_inner && (uint64_t)args->nr >= NOTIFY_STEP)
        return false;
    host.nr += is_inner ? NOTIFY_STEP : NOTIFY_BASE;
    *result = dispatch_run(task, &host);
    return *result == NOTIFY_CONTINUE && !is_inner;
}

#define NOTIF_NR \
    (offsetof(struct seccomp_notif, data) + offsetof(struct seccomp_data, nr))
#define NOTIF_IP \
    (offsetof(struct seccomp_notif, data) + \
     offsetof(struct seccomp_data, instruction_pointer))

long notify_receive(struct task *task, const struct sys_args *args)
{
    gaddr_t notif = args->arg[2];
    long err = dispatch_forward_fds(task, args);
    uint32_t nr;

    if (err != 0)
        return err;
    if (guest_load32(notif + NOTIF_NR, &nr) != 0 || !is_put(nr))
        return 0;
    nr -= nr >= NOTIFY_BASE + NOTIFY_STEP ? NOTIFY_STEP : NOTIFY_BASE;
    guest_store32(notif + NOTIF_NR, nr);
    guest_store64(notif + NOTIF_IP, 0);
    return 0;
}

/* The kernel would let the call go on that lxcore has made. */
long notify_respond(struct task *task, const struct sys_args *args)
{
    struct sys_args host = *args;
    struct seccomp_notif_resp response;

    if (guest_copy_in(&response, args->arg[2], sizeof(response)) != 0)
        return dispatch_forward_fds(task, args);
    if (response.flags == SECCOMP_USER_NOTIF_FLAG_CONTINUE && response.error == 0 &&
        response.val == 0) {
        response.flags = 0;
        response.val = NOTIFY_CONTINUE;
        host.arg[2] = HOST_POINTER(&response);
    }
    return dispatch_forward_fds(task, &host);
}
