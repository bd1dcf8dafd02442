/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * mount_options.c - what the guest sees of files, processes and the network, in the
 * words of bwrap(1) and docker-run(1).
 *
 * bwrap's options have two arguments.  getopt_long(3) gives one; the second is the
 * next word, which option_next_word() takes.
 */
#include <errno.h>
#include <getopt.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/option_table.h"
#include "supervisor/say.h"

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif

static int add(struct options *options, struct policy_mount mount)
{
    options->run.policy.mounts.is_needed = true;
    if (policy_mounts_add(&options->run.policy.mounts, &mount) == 0)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

static int refuse_relative(const char *option, const char *path)
{
    say("%s: %s: the place in the guest must be an absolute path", option, path);
    return STATUS_LXRUN_FAILED;
}

static int add_pair(struct options *options, const char *source, struct policy_mount mount)
{
    mount.source = source;
    mount.target = option_next_word();
    if (mount.target == NULL) {
        say("option %s needs two values: what, and where in the guest", mount.origin);
        return STATUS_LXRUN_FAILED;
    }
    if (mount.target[0] != '/')
        return refuse_relative(mount.origin, mount.target);
    return add(options, mount);
}

static int take_bind(struct options *options, char *source)
{
    return add_pair(options, source, (struct policy_mount){ .origin = "--bind" });
}

static int take_bind_try(struct options *options, char *source)
{
    return add_pair(options, source,
                    (struct policy_mount){ .origin = "--bind-try", .is_optional = true });
}

static int take_ro_bind(struct options *options, char *source)
{
    return add_pair(options, source,
                    (struct policy_mount){ .origin = "--ro-bind", .is_read_only = true });
}

static int take_ro_bind_try(struct options *options, char *source)
{
    return add_pair(options, source,
                    (struct policy_mount){ .origin = "--ro-bind-try",
                                           .is_read_only = true,
                                           .is_optional = true });
}

static int take_dev_bind(struct options *options, char *source)
{
    return add_pair(options, source,
                    (struct policy_mount){ .origin = "--dev-bind", .kind = MOUNT_DEV_BIND });
}

static int take_dev_bind_try(struct options *options, char *source)
{
    return add_pair(options, source,
                    (struct policy_mount){ .origin = "--dev-bind-try",
                                           .kind = MOUNT_DEV_BIND,
                                           .is_optional = true });
}

static int take_symlink(struct options *options, char *text)
{
    return add_pair(options, text,
                    (struct policy_mount){ .origin = "--symlink", .kind = MOUNT_SYMLINK });
}

static int add_one(struct options *options, const char *target, enum policy_mount_kind kind,
                   const char *option)
{
    if (target[0] != '/')
        return refuse_relative(option, target);
    return add(options,
               (struct policy_mount){ .kind = kind, .target = target, .origin = option });
}

static int take_tmpfs(struct options *options, char *target)
{
    return add_one(options, target, MOUNT_TMPFS, "--tmpfs");
}

static int take_proc(struct options *options, char *target)
{
    return add_one(options, target, MOUNT_PROC, "--proc");
}

static int take_dev(struct options *options, char *target)
{
    return add_one(options, target, MOUNT_DEV, "--dev");
}

static int take_dir(struct options *options, char *target)
{
    return add_one(options, target, MOUNT_DIR, "--dir");
}

static int refuse_volume(const char *value)
{
    say("-v %s: is not SOURCE:PLACE or SOURCE:PLACE:ro with an absolute PLACE", value);
    return STATUS_LXRUN_FAILED;
}

/* SRC:DST[:ro|:rw] */
static int take_volume(struct options *options, char *value)
{
    struct policy_mount mount = { .origin = "-v" };
    char *copy = strdup(value), *target, *mode;

    if (copy == NULL || (target = strchr(copy, ':')) == NULL)
        return refuse_volume(value);
    *target++ = '\0';
    mode = strchr(target, ':');
    if (mode != NULL)
        *mode++ = '\0';
    if (mode != NULL && strcmp(mode, "ro") != 0 && strcmp(mode, "rw") != 0)
        return refuse_volume(value);
    mount.source = copy;
    mount.target = target;
    mount.is_read_only = mode != NULL && mode[1] == 'o';
    return copy[0] == '\0' || target[0] != '/' ? refuse_volume(value) : add(options, mount);
}

static int take_read_only(struct options *options, char *value)
{
    (void)value;
    options->run.policy.mounts.is_read_only = true;
    options->run.policy.mounts.is_needed = true;
    return 0;
}

static int take_overlay(struct options *options, char *place)
{
    options->run.policy.mounts.has_overlay = true;
    options->run.policy.mounts.overlay_place = place;
    options->run.policy.mounts.is_needed = true;
    return 0;
}

static int take_rootfs(struct options *options, char *directory)
{
    options->run.policy.mounts.root = directory;
    options->run.policy.mounts.is_needed = true;
    return 0;
}

/* Loopback alone is a network namespace of the guest's own. */
static int take_network(struct options *options, char *mode)
{
    struct policy *policy = &options->run.policy;
    bool is_none = strcmp(mode, "none") == 0;

    if (!is_none && strcmp(mode, "host") != 0) {
        say("--network=%s: is neither `none` (loopback alone) nor `host`", mode);
        return STATUS_LXRUN_FAILED;
    }
    policy->network.has_loopback = is_none;
    policy->network.mode = is_none ? NETWORK_NONE : NETWORK_HOST;
    return 0;
}

static int unshare_space(struct options *options, uint64_t spaces)
{
    options->run.policy.mounts.spaces |= spaces;
    options->run.policy.mounts.is_needed = true;
    return 0;
}

#define UNSHARE(name, space)                                          \
    static int take_unshare_##name(struct options *options, char *value) \
    {                                                                 \
        (void)value;                                                  \
        return unshare_space(options, space);                         \
    }

UNSHARE(user, CLONE_NEWUSER)
UNSHARE(ipc, CLONE_NEWIPC)
UNSHARE(pid, CLONE_NEWPID)
UNSHARE(net, CLONE_NEWNET)
UNSHARE(uts, CLONE_NEWUTS)
UNSHARE(cgroup, CLONE_NEWCGROUP)
UNSHARE(time, CLONE_NEWTIME)
UNSHARE(all, CLONE_NEWIPC | CLONE_NEWPID | CLONE_NEWNET | CLONE_NEWUTS | CLONE_NEWCGROUP)

static int take_id(const char *option, const char *value, bool *is_set, unsigned *id)
{
    char *end;
    unsigned long number;

    errno = 0;
    number = strtoul(value, &end, 10);
    if (value[0] < '0' || value[0] > '9' || *end != '\0' || errno != 0 ||
        number >= UINT32_MAX) {
        say("%s %s: is not the number of a user or group", option, value);
        return STATUS_LXRUN_FAILED;
    }
    *is_set = true;
    *id = (unsigned)number;
    return 0;
}

static int take_uid(struct options *options, char *value)
{
    struct policy_identity *identity = &options->run.policy.identity;

    return take_id("--uid", value, &identity->has_uid, &identity->uid);
}

static int take_gid(struct options *options, char *value)
{
    struct policy_identity *identity = &options->run.policy.identity;

    return take_id("--gid", value, &identity->has_gid, &identity->gid);
}

static int take_hostname(struct options *options, char *name)
{
    options->run.policy.identity.hostname = name;
    options->run.policy.mounts.is_needed = true;
    return 0;
}

const struct option_row mount_options[] = {
    { "bind", 0, required_argument, take_bind },
    { "bind-try", 0, required_argument, take_bind_try },
    { "ro-bind", 0, required_argument, take_ro_bind },
    { "ro-bind-try", 0, required_argument, take_ro_bind_try },
    { "dev-bind", 0, required_argument, take_dev_bind },
    { "dev-bind-try", 0, required_argument, take_dev_bind_try },
    { "tmpfs", 0, required_argument, take_tmpfs },
    { "proc", 0, required_argument, take_proc },
    { "dev", 0, required_argument, take_dev },
    { "dir", 0, required_argument, take_dir },
    { "symlink", 0, required_argument, take_symlink },
    { "volume", 'v', required_argument, take_volume },
    { "read-only", 0, no_argument, take_read_only },
    { "overlay", 0, optional_argument, take_overlay },
    { "rootfs", 0, required_argument, take_rootfs },
    { "network", 0, required_argument, take_network },
    { "unshare-user", 0, no_argument, take_unshare_user },
    { "unshare-ipc", 0, no_argument, take_unshare_ipc },
    { "unshare-pid", 0, no_argument, take_unshare_pid },
    { "unshare-net", 0, no_argument, take_unshare_net },
    { "unshare-uts", 0, no_argument, take_unshare_uts },
    { "unshare-cgroup", 0, no_argument, take_unshare_cgroup },
    { "unshare-time", 0, no_argument, take_unshare_time },
    { "unshare-all", 0, no_argument, take_unshare_all },
    { "uid", 0, required_argument, take_uid },
    { "gid", 0, required_argument, take_gid },
    { "hostname", 0, required_argument, take_hostname },
    { 0 },
};
