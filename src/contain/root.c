/* SPDX-License-Identifier: GPL-2.0-or-later */
/* root.c - from the host's root to the guest's. */
#include "contain/root.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contain/build.h"
#include "contain/contain.h"
#include "contain/tree.h"
#include "supervisor/say.h"

int root_replace(struct build *build, int tree)
{
    if (build->replaces_root)
        return -EOPNOTSUPP;
    if (move_mount(tree, "", AT_FDCWD, "/", MOVE_MOUNT_F_EMPTY_PATH) != 0)
        return -errno;
    build->root = tree;
    build->replaces_root = true;
    return 0;
}

static int begin_empty(struct build *build)
{
    int tree = tree_tmpfs(build, 0755);
    int err = tree < 0 ? tree : root_replace(build, tree);

    if (err != 0) {
        say("cannot make an empty root: %s", strerror(-err));
        return STATUS_LXRUN_FAILED;
    }
    if (build->contain->mounts.read_only)
        build->sealed[build->sealed_count++] = dup(tree);
    return 0;
}

int root_begin(struct build *build)
{
    const struct mounts *mounts = &build->contain->mounts;
    bool is_read_only = mounts->read_only && mounts->base == ROOT_HOST;
    long err;

    build->host_dev = open("/dev", O_PATH | O_DIRECTORY | O_CLOEXEC);
    build->root = open("/", O_PATH | O_DIRECTORY | O_CLOEXEC);
    if (build->root < 0) {
        say("cannot open /: %s", strerror(errno));
        return STATUS_LXRUN_FAILED;
    }
    err = tree_set_attributes(build->root, is_read_only ? MOUNT_ATTR_RDONLY : 0, MS_PRIVATE,
                              AT_RECURSIVE);
    if (err != 0)
        return contain_refuse(build->contain, "cannot set up the guest's mounts: %s%s",
                              strerror((int)-err),
                              err == -ENOSYS ? "; lxrun needs Linux 5.12 or later for it"
                              : err == -EINVAL
                                  ? "; is / a mount point? (chroot is not enough)"
                                  : "; a security module or a container forbids mounting");
    return mounts->base == ROOT_EMPTY ? begin_empty(build) : 0;
}

int root_seal(struct build *build)
{
    for (size_t i = 0; i < build->sealed_count; i++)
        if (tree_set_attributes(build->sealed[i], MOUNT_ATTR_RDONLY, 0, 0) != 0) {
            say("cannot make the guest's root read-only: %s", strerror(errno));
            return STATUS_LXRUN_FAILED;
        }
    return 0;
}

/* Nothing is above the guest's root. */
static bool is_inside(const struct build *build)
{
    struct stat wanted, root, above;

    errno = EXDEV;
    return fstat(build->root, &wanted) == 0 && stat("/", &root) == 0 &&
           stat("/..", &above) == 0 && wanted.st_dev == root.st_dev &&
           wanted.st_ino == root.st_ino && root.st_dev == above.st_dev &&
           root.st_ino == above.st_ino;
}

/* The old root is put on top of the new one and taken away from there: pivot_root(2). */
int root_enter(struct build *build)
{
    if (!build->replaces_root)
        return 0;
    if (fchdir(build->root) == 0 && syscall(SYS_pivot_root, ".", ".") == 0 &&
        umount2(".", MNT_DETACH) == 0 && chdir("/") == 0 && is_inside(build))
        return 0;
    say("cannot enter the guest's root: %s%s", strerror(errno),
        errno == EINVAL ? "; is lxrun's own root the initial RAM disk's?" : "");
    return STATUS_LXRUN_FAILED;
}
