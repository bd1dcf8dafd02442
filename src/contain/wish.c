/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * wish.c - a policy's paths, mounts, network and identity, as namespaces and rows.
 *
 * The same paths are Landlock's rules, too.  Mounts add what Landlock does not know
 * of: modes, owners, times and attributes of a read-only file cannot be changed, and
 * what is hidden has not even a size.
 */
#include "contain/wish.h"

#include <sched.h>
#include <string.h>
#include <unistd.h>

#include "broker/resolver.h"
#include "supervisor/run.h"
#include "supervisor/say.h"

#define PRIVATE_SPACES (CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWUTS)
#define RIGHTS_TO_CHANGE (RIGHT_WRITE | RIGHT_CREATE)

static bool add(struct contain *contain, struct mount_row row)
{
    return mounts_add(&contain->mounts, &row);
}

static bool is_root(const char *path)
{
    return path[strspn(path, "/.")] == '\0';
}

/* What the paths say of the root: all beneath is as it says, but for other rows. */
static unsigned rights_of_root(const struct policy_paths *paths)
{
    unsigned rights = paths->is_limited ? 0 : RIGHTS_ALL;

    for (size_t i = 0; i < paths->count; i++)
        if (is_root(paths->items[i].path))
            rights |= paths->items[i].rights;
    return rights;
}

static bool is_among(const char *path, const char *directory)
{
    size_t size = strlen(directory);

    return strncmp(path, directory, size) == 0 &&
           (path[size] == '/' || path[size] == '\0');
}

/* Where the host's files are there to be looked at, Landlock opens what may be opened. */
static unsigned rights_that_need_a_mount(unsigned base)
{
    return base & RIGHT_LOOK ? RIGHTS_TO_CHANGE :
                               RIGHTS_TO_CHANGE | RIGHT_READ | RIGHT_EXECUTE;
}

/* A private /tmp must not cover what was granted in the host's: rows of that come
 * after it, and are made anew in it. */
static bool add_path(struct contain *contain, const struct policy_path *path,
                     unsigned base, bool has_private_tmp)
{
    unsigned added = path->rights & ~base;
    bool is_covered = has_private_tmp && is_among(path->path, "/tmp");

    if (path->rights == 0 || is_root(path->path))
        return true;
    if (!is_covered && (added & rights_that_need_a_mount(base)) == 0)
        return true;
    if (has_private_tmp && strcmp(path->path, "/tmp") == 0)
        return true;
    return add(contain, (struct mount_row){
                            .kind = ROW_BIND,
                            .source = path->path,
                            .target = path->path,
                            .option = path->origin,
                            .read_only = (path->rights & RIGHTS_TO_CHANGE) == 0,
                            .devices = is_among(path->path, "/dev"),
                            .may_miss = true,
                        });
}

static bool add_hidden(struct contain *contain, const struct policy_path *path)
{
    return path->rights != 0 ||
           add(contain, (struct mount_row){ .kind = ROW_HIDE,
                                            .target = path->path,
                                            .option = path->origin });
}

static bool add_simple(struct contain *contain, enum row_kind kind, const char *target)
{
    return add(contain,
               (struct mount_row){ .kind = kind, .target = target, .option = "profile" });
}

/* The rows of a profile; those of options come after them. */
static bool add_paths(struct contain *contain, const struct policy_paths *paths)
{
    unsigned base = rights_of_root(paths);
    bool is_done = true;

    contain->mounts.base = (base & (RIGHT_READ | RIGHT_LOOK)) != 0 ? ROOT_HOST : ROOT_EMPTY;
    contain->mounts.read_only = (base & RIGHTS_TO_CHANGE) == 0;
    is_done = add_simple(contain, ROW_DEV, "/dev");
    if (is_done && paths->has_private_tmp)
        is_done = add_simple(contain, ROW_TMPFS, "/tmp");
    for (size_t i = 0; i < paths->count && is_done; i++)
        is_done = add_path(contain, &paths->items[i], base, paths->has_private_tmp);
    for (size_t i = 0; i < paths->count && is_done; i++)
        is_done = add_hidden(contain, &paths->items[i]);
    return is_done && add_simple(contain, ROW_PROC, "/proc");
}

static const enum row_kind kinds[] = {
    [MOUNT_BIND] = ROW_BIND, [MOUNT_DEV_BIND] = ROW_BIND, [MOUNT_TMPFS] = ROW_TMPFS,
    [MOUNT_PROC] = ROW_PROC, [MOUNT_DEV] = ROW_DEV,       [MOUNT_SYMLINK] = ROW_SYMLINK,
    [MOUNT_DIR] = ROW_DIR,
};

static bool add_mount(struct contain *contain, const struct policy_mount *mount)
{
    return add(contain, (struct mount_row){
                            .kind = kinds[mount->kind],
                            .source = mount->source,
                            .target = mount->target,
                            .option = mount->origin,
                            .read_only = mount->is_read_only,
                            .devices = mount->kind == MOUNT_DEV_BIND,
                            .may_miss = mount->is_optional,
                        });
}

static bool add_root(struct contain *contain, const struct policy_mounts *mounts)
{
    if (mounts->is_read_only && mounts->root == NULL)
        contain->mounts.read_only = true;
    return mounts->root == NULL ||
           add(contain, (struct mount_row){ .kind = ROW_BIND,
                                            .source = mounts->root,
                                            .target = "/",
                                            .option = "--rootfs",
                                            .read_only = mounts->is_read_only });
}

/* Nothing but --overlay asks for it: all of the host's files. */
static bool add_host(struct contain *contain, const struct policy_mounts *mounts)
{
    return mounts->is_read_only ||
           add(contain, (struct mount_row){ .kind = ROW_BIND,
                                            .source = "/",
                                            .target = "/",
                                            .option = "--overlay" });
}

static bool add_rows(struct contain *contain, const struct policy *policy)
{
    const struct policy_mounts *mounts = &policy->mounts;
    bool is_done = add_root(contain, mounts);

    if (is_done && mounts->is_private)
        is_done = add_paths(contain, &policy->paths);
    else if (is_done && mounts->has_overlay && mounts->root == NULL)
        is_done = add_host(contain, mounts);
    for (size_t i = 0; i < mounts->count && is_done; i++)
        is_done = add_mount(contain, &mounts->items[i]);
    return is_done;
}

static void take_identity(struct contain *contain, const struct policy_identity *identity)
{
    contain->uid = identity->has_uid ? (int64_t)identity->uid : CONTAIN_NO_ID;
    contain->gid = identity->has_gid ? (int64_t)identity->gid : CONTAIN_NO_ID;
    contain->hostname = identity->hostname;
}

/* Names are the broker's to answer where it connects for the guest. */
static bool add_resolver(struct contain *contain, const struct policy_network *network)
{
    const char *file;

    if (!policy_connects_outside(network))
        return true;
    file = resolver_make();
    return file != NULL && add(contain, (struct mount_row){
                                            .kind = ROW_BIND,
                                            .source = file,
                                            .target = "/etc/resolv.conf",
                                            .option = "--allow",
                                            .read_only = true,
                                            .may_miss = true,
                                        });
}

static bool wants_spaces(const struct policy *policy)
{
    return policy->mounts.is_needed || policy->mounts.is_private ||
           policy->network.has_loopback;
}

/* Landlock and the floor keep the rules of a profile as well; what an option has mounted,
 * or who the guest is to be, nobody can but a namespace. */
static bool can_do_without(const struct policy *policy)
{
    const struct policy_identity *identity = &policy->identity;

    if (policy->mounts.count != 0 || policy->mounts.root != NULL ||
        policy->mounts.has_overlay || policy_connects_outside(&policy->network) || identity->has_uid || identity->has_gid)
        return false;
    return !policy->mounts.is_needed || policy->is_best_effort;
}

/* A kernel without control groups has nothing to be kept from. */
static uint64_t private_spaces(void)
{
    return PRIVATE_SPACES |
           (access("/proc/self/ns/cgroup", F_OK) == 0 ? (uint64_t)CLONE_NEWCGROUP : 0);
}

int contain_wish(struct contain *contain, const struct run *run)
{
    const struct policy *policy = &run->policy;
    bool is_done = true;

    contain_begin(contain);
    take_identity(contain, &policy->identity);
    contain->directory = run->directory;
    contain->is_optional = can_do_without(policy);
    contain->spaces = policy->mounts.spaces;
    if (wants_spaces(policy) && policy->network.mode == NETWORK_NONE)
        contain->spaces |= CLONE_NEWNET;
    if (wants_spaces(policy) && policy->mounts.is_private)
        contain->spaces |= private_spaces();
    if (wants_spaces(policy))
        is_done = add_rows(contain, policy);
    if (!is_done || !add_resolver(contain, &policy->network)) {
        say("out of memory");
        return STATUS_LXRUN_FAILED;
    }
    contain_complete(contain);
    return 0;
}
