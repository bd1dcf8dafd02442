/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * landlock_rules.c - from a policy to what Landlock is to allow.
 *
 * Landlock can only grant, and a grant reaches everything beneath.  Where there is a
 * mount namespace, mounts cover what is hidden.  Where there is none, a directory that
 * has something hidden in it is granted entry by entry (siblings.c).
 */
#include "policy/landlock.h"

#include <errno.h>
#include <linux/sched.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "policy/landlock_abi.h"
#include "policy/list.h"
#include "policy/policy.h"
#include "policy/siblings.h"
#include "supervisor/say.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* The first version that has it. */
#define VERSION_TRUNCATE 3
#define VERSION_NET 4
#define VERSION_IOCTL 5
#define VERSION_SCOPES 6

bool landlock_knows_ports(void)
{
    return landlock_version() >= VERSION_NET;
}

static const char *const plain_devices[] = {
    "/dev/null",    "/dev/zero", "/dev/full", "/dev/random",
    "/dev/urandom", "/dev/tty",  "/dev/ptmx", "/dev/pts",
};

static uint64_t known_files(int version)
{
    uint64_t all = FS_MAKE_SYM | (FS_MAKE_SYM - 1);

    if (version >= 2)
        all |= FS_REFER;
    if (version >= VERSION_TRUNCATE)
        all |= FS_TRUNCATE;
    if (version >= VERSION_IOCTL)
        all |= FS_IOCTL_DEV;
    return all;
}

/* Nobody is ever granted the making of device files. */
static uint64_t access_of(unsigned rights)
{
    uint64_t access = 0;

    if (rights & RIGHT_READ)
        access |= FS_READ_FILE | FS_READ_DIR;
    if (rights & RIGHT_LIST)
        access |= FS_READ_DIR;
    if (rights & RIGHT_WRITE)
        access |= FS_WRITE_FILE | FS_TRUNCATE;
    if (rights & RIGHT_CREATE)
        access |= FS_REMOVE_DIR | FS_REMOVE_FILE | FS_MAKE_DIR | FS_MAKE_REG |
                  FS_MAKE_SOCK | FS_MAKE_FIFO | FS_MAKE_SYM | FS_REFER;
    if (rights & RIGHT_EXECUTE)
        access |= FS_EXECUTE;
    if (rights & RIGHT_DEVICE)
        access |= FS_IOCTL_DEV;
    return access;
}

static long add_rule(struct landlock *landlock, const char *path, unsigned rights,
                     bool is_optional)
{
    const struct landlock_rule rule = {
        .path = path,
        .access = access_of(rights) & landlock->files,
        .is_optional = is_optional,
    };

    if (rule.access == 0)
        return 0;
    return list_append(&landlock->rules, &landlock->rule_count, &rule, sizeof(rule));
}

static long add_entry(void *owner, const char *path, unsigned rights)
{
    struct landlock *landlock = owner;
    const struct landlock_rule rule = {
        .path = path,
        .access = access_of(rights) & landlock->files,
        .is_optional = true,
        .is_entry = true,
    };

    return list_append(&landlock->rules, &landlock->rule_count, &rule, sizeof(rule));
}

static long add_devices(struct landlock *landlock, bool has_mounts)
{
    const unsigned rights = RIGHT_READ | RIGHT_WRITE | RIGHT_DEVICE;
    long err = 0;

    if (has_mounts)
        return add_rule(landlock, "/dev", rights | RIGHT_CREATE, true);
    for (size_t i = 0; err == 0 && i < ARRAY_LEN(plain_devices); i++)
        err = add_rule(landlock, plain_devices[i], rights, true);
    return err;
}

/* What a private mount stands for: everything in it is the run's own. */
static long add_private(struct landlock *landlock, const struct policy *policy)
{
    const unsigned all = RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE | RIGHT_EXECUTE;
    long err = add_rule(landlock, "/proc", RIGHT_READ | RIGHT_WRITE, true);

    if (err == 0 && policy->paths.has_private_tmp)
        err = add_rule(landlock, "/tmp", all, true);
    for (size_t i = 0; err == 0 && i < policy->mounts.count; i++) {
        const struct policy_mount *mount = &policy->mounts.items[i];
        bool is_fixed = mount->is_read_only || mount->kind == MOUNT_SYMLINK;

        err = add_rule(landlock, mount->target,
                       is_fixed ? RIGHT_READ | RIGHT_EXECUTE : RIGHTS_ALL, true);
    }
    return err;
}

static long add_paths(struct landlock *landlock, struct policy *policy, bool has_mounts)
{
    struct siblings siblings = { .add = add_entry, .owner = landlock };
    long err = has_mounts ? 0 : siblings_hide_for(&siblings, policy);

    for (size_t i = 0; err == 0 && i < policy->paths.count; i++) {
        const struct policy_path *path = &policy->paths.items[i];

        if ((path->rights & ~RIGHT_LOOK) == 0)
            continue;
        if (siblings_are_needed(&siblings, path->path))
            err = siblings_grant(&siblings, path);
        else
            err = add_rule(landlock, path->path, path->rights, path->is_optional);
    }
    if (err == 0 && policy->paths.has_devices)
        err = add_devices(landlock, has_mounts);
    if (err == 0 && has_mounts)
        err = add_private(landlock, policy);
    return err;
}

static int limit_files(struct landlock *landlock, struct policy *policy, int version,
                       bool has_mounts)
{
    long err;

    landlock->files = known_files(version);
    if (version < VERSION_TRUNCATE && !has_mounts)
        policy->calls.needs |= CALLS_NO_TRUNCATE;
    err = add_paths(landlock, policy, has_mounts);
    if (err == -EACCES) {
        landlock->files = 0;
        return STATUS_LXRUN_FAILED;
    }
    if (err == 0)
        err = policy_rules_add(&policy->rules, "files", BY_LANDLOCK, NULL);
    if (err == 0)
        return 0;
    say("cannot make the rules on files: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int limit_ports(struct landlock *landlock, struct policy *policy, int version)
{
    const struct policy_network *network = &policy->network;

    if (!network->is_limited_bind && !network->is_limited_connect)
        return 0;
    if (version < VERSION_NET)
        return policy_give_up(policy, "the TCP ports that are allowed",
                              "this kernel's Landlock knows nothing of ports; Linux 6.7 "
                              "or later does");
    landlock->net = (network->is_limited_bind ? NET_BIND_TCP : 0) |
                    (network->is_limited_connect ? NET_CONNECT_TCP : 0);
    for (size_t i = 0; i < network->count; i++) {
        const struct policy_peer *peer = &network->items[i];
        const struct landlock_port port = {
            .access = peer->kind == PEER_BIND_TCP ? NET_BIND_TCP : NET_CONNECT_TCP,
            .port = peer->port,
        };

        if (peer->kind != PEER_ALLOW && (port.access & landlock->net) != 0 &&
            list_append(&landlock->ports, &landlock->port_count, &port, sizeof(port)) !=
                0)
            return STATUS_LXRUN_FAILED;
    }
    policy_rules_add(&policy->rules, "TCP ports", BY_LANDLOCK, NULL);
    return 0;
}

/* A pid namespace keeps signals inside by itself. */
static int limit_scopes(struct landlock *landlock, struct policy *policy, int version,
                        uint64_t spaces)
{
    if (!policy->network.is_scoped)
        return 0;
    if (version >= VERSION_SCOPES) {
        landlock->scoped = SCOPE_ABSTRACT_UNIX | SCOPE_SIGNAL;
        policy_rules_add(&policy->rules, "signals, abstract sockets", BY_LANDLOCK, NULL);
        return 0;
    }
    if (spaces & CLONE_NEWPID)
        return 0;
    return policy_give_up(
        policy, "no signals to processes outside",
        "this kernel's Landlock knows nothing of signals (Linux 6.12 or "
        "later does), and there is no pid namespace");
}

static bool has_wishes(const struct policy *policy)
{
    const struct policy_network *network = &policy->network;

    return policy->paths.is_limited || network->is_limited_bind ||
           network->is_limited_connect || network->is_scoped;
}

static int do_without(struct policy *policy, uint64_t spaces)
{
    policy->calls.needs |= spaces & CLONE_NEWPID ? 0 : CALLS_NO_TRACING;
    if ((spaces & CLONE_NEWNS) && (spaces & CLONE_NEWPID) &&
        !policy_paths_look(&policy->paths) &&
        !policy->network.is_limited_bind && !policy->network.is_limited_connect)
        return 0;
    return policy_give_up(
        policy, "what files, ports and processes are allowed",
        "this kernel has no Landlock, or it is switched off; it needs "
        "Linux 5.13 with CONFIG_SECURITY_LANDLOCK and `landlock` in the "
        "boot parameter lsm= (see lxrun doctor)");
}

int landlock_prepare(struct landlock *landlock, struct policy *policy, uint64_t spaces)
{
    int version = landlock_version();
    int status = 0;

    *landlock = (struct landlock){ 0 };
    if (!has_wishes(policy))
        return 0;
    if (version == 0)
        return do_without(policy, spaces);
    if (policy->paths.is_limited)
        status = limit_files(landlock, policy, version, (spaces & CLONE_NEWNS) != 0);
    if (status == 0)
        status = limit_ports(landlock, policy, version);
    if (status == 0)
        status = limit_scopes(landlock, policy, version, spaces);
    return status;
}
