/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * privileges.c - identity and capabilities, by plain calls.
 *
 * glibc's setuid() tells all threads by signals; the process that is to be the guest
 * shares lxrun's memory, so the calls are made directly.
 */
#include "contain/privileges.h"

#include <errno.h>
#include <linux/capability.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BIT(capability) (1UL << (capability))
#define CAPABILITY_COUNT 64

/* What a root inside still needs to install, chown and serve, and what can do no harm
 * outside of its mounts and processes.  No device files, no raw sockets, no tracing
 * of others. */
static const uint64_t kept =
    BIT(CAP_CHOWN) | BIT(CAP_DAC_OVERRIDE) | BIT(CAP_FOWNER) | BIT(CAP_FSETID) |
    BIT(CAP_KILL) | BIT(CAP_SETGID) | BIT(CAP_SETUID) | BIT(CAP_SETPCAP) |
    BIT(CAP_NET_BIND_SERVICE) | BIT(CAP_SYS_CHROOT) | BIT(CAP_SETFCAP);

struct capabilities {
    uint64_t effective, permitted, inheritable;
};

static bool read_capabilities(struct capabilities *out)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3];

    if (syscall(SYS_capget, &header, data) != 0)
        return false;
    out->effective = data[0].effective | (uint64_t)data[1].effective << 32;
    out->permitted = data[0].permitted | (uint64_t)data[1].permitted << 32;
    out->inheritable = data[0].inheritable | (uint64_t)data[1].inheritable << 32;
    return true;
}

bool privileges_have(int capability)
{
    struct capabilities own;

    return read_capabilities(&own) && (own.effective & BIT(capability)) != 0;
}

static long change_groups(int64_t gid)
{
    if (gid < 0)
        return 0;
    /* A user namespace of somebody who is not root forbids it. */
    if (syscall(SYS_setgroups, 0, NULL) != 0 && errno != EPERM)
        return -errno;
    return syscall(SYS_setresgid, gid, gid, gid) == 0 ? 0 : -errno;
}

long privileges_become(int64_t uid, int64_t gid)
{
    long err = change_groups(gid);

    if (err != 0 || uid < 0)
        return err;
    return syscall(SYS_setresuid, uid, uid, uid) == 0 ? 0 : -errno;
}

/* The kernel may know of more or fewer than our headers: EINVAL is the end. */
static void drop_bounding(void)
{
    for (unsigned long capability = 0; capability < CAPABILITY_COUNT; capability++)
        if ((kept & BIT(capability)) == 0 &&
            prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0 && errno == EINVAL)
            return;
}

long privileges_drop(void)
{
    struct __user_cap_header_struct header = { _LINUX_CAPABILITY_VERSION_3, 0 };
    struct __user_cap_data_struct data[_LINUX_CAPABILITY_U32S_3] = { { 0 } };
    struct capabilities own;

    if (!read_capabilities(&own))
        return -errno;
    if (own.permitted == 0)
        return 0;
    drop_bounding();
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (syscall(SYS_geteuid) != 0)
        own = (struct capabilities){ 0 };
    data[0].effective = (uint32_t)(own.effective & kept);
    data[0].permitted = (uint32_t)(own.permitted & kept);
    return syscall(SYS_capset, &header, data) == 0 ? 0 : -errno;
}
