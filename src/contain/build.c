/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * build.c - the rows, one after the other.
 *
 * Sources are cloned before anything is changed, so that no row can lead another one
 * astray, and keep their own flags where the root around them becomes read-only.
 */
#include "contain/build.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "contain/contain.h"
#include "contain/devices.h"
#include "contain/place.h"
#include "supervisor/say.h"

#define NO_TREE (-1)
#define SKIPPED (-2)

int build_complain(const struct mount_row *row, const char *what)
{
    say("%s %s%s%s: %s: %s", row->option, row->source == NULL ? "" : row->source,
        row->source == NULL ? "" : " ", row->target, what, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

bool build_owns(const struct build *build, int fd)
{
    struct stat status;

    if (fstat(fd, &status) != 0)
        return false;
    for (size_t i = 0; i < build->own_count; i++)
        if (build->own[i] == status.st_dev)
            return true;
    return false;
}

static void note_own(struct build *build, int fd)
{
    struct stat status;

    if (build->own_count < BUILD_OWN_MOST && fstat(fd, &status) == 0)
        build->own[build->own_count++] = status.st_dev;
}

/* A new, empty file system that is mounted nowhere yet; or a negated errno. */
int build_tmpfs(struct build *build, unsigned mode)
{
    char text[16];
    int context = fsopen("tmpfs", FSOPEN_CLOEXEC), fd = -1;
    int error;

    snprintf(text, sizeof(text), "0%o", mode);
    if (context >= 0 && fsconfig(context, FSCONFIG_SET_STRING, "mode", text, 0) == 0 &&
        fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
        fd = fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV);
    error = errno;
    if (context >= 0)
        close(context);
    if (fd < 0)
        return -error;
    note_own(build, fd);
    return fd;
}

static long set_attributes(int fd, uint64_t attributes, uint64_t propagation, int recursive)
{
    struct mount_attr change = { .attr_set = attributes, .propagation = propagation };

    return mount_setattr(fd, "", AT_EMPTY_PATH | (unsigned)recursive, &change, sizeof(change)) == 0
               ? 0 : -errno;
}

/* SKIPPED where the source may be missing and is. */
static int clone_source(const struct mount_row *row, int *status)
{
    uint64_t attributes = MOUNT_ATTR_NOSUID | (row->devices ? 0 : MOUNT_ATTR_NODEV) |
                          (row->read_only ? MOUNT_ATTR_RDONLY : 0);
    int tree = open_tree(AT_FDCWD, row->source,
                         OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_RECURSIVE);

    if (tree < 0 && errno == ENOENT && row->may_miss)
        return SKIPPED;
    if (tree < 0)
        *status = build_complain(row, "cannot take the source");
    else if (set_attributes(tree, attributes, 0, AT_RECURSIVE) != 0)
        *status = build_complain(row, "cannot restrict the source");
    return tree;
}

static int clone_sources(const struct mounts *mounts, int *trees)
{
    int status = 0;

    for (size_t i = 0; i < mounts->count && status == 0; i++)
        trees[i] = mounts->rows[i].kind == ROW_BIND
                       ? clone_source(&mounts->rows[i], &status) : NO_TREE;
    return status;
}

/* On top of what lxrun has as its root; entered at the end. */
static int replace_root(struct build *build, int tree)
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
    int tree = build_tmpfs(build, 0755);
    int err = tree < 0 ? tree : replace_root(build, tree);

    if (err != 0) {
        say("cannot make an empty root: %s", strerror(-err));
        return STATUS_LXRUN_FAILED;
    }
    if (build->contain->mounts.read_only)
        build->sealed[build->sealed_count++] = dup(tree);
    return 0;
}

/* Nothing that is mounted on the host later on shall appear in the guest's view, and
 * nothing of the guest's on the host. */
static int begin(struct build *build)
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
    err = set_attributes(build->root, is_read_only ? MOUNT_ATTR_RDONLY : 0, MS_PRIVATE,
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

static bool is_directory(int fd)
{
    struct stat status;

    return fstat(fd, &status) == 0 && S_ISDIR(status.st_mode);
}

int build_attach(struct build *build, int tree, int place, const struct mount_row *row)
{
    (void)build;
    if (is_directory(tree) != is_directory(place)) {
        errno = ENOTDIR;
        return build_complain(row, "one is a directory and the other is not");
    }
    if (move_mount(tree, "", place, "",
                   MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) == 0)
        return 0;
    return build_complain(row, "cannot be mounted");
}

static int complain_place(const struct mount_row *row, int err)
{
    errno = -err;
    return build_complain(row, err == -E2BIG
                                   ? "the target is missing, and its directory holds too many "
                                     "files to show a copy with it; make the target first"
                               : err == -EOPNOTSUPP
                                   ? "the target is missing in the guest's root; make it there "
                                     "first"
                                   : "cannot find or make the target");
}

static int attach_at_target(struct build *build, int tree, const struct mount_row *row)
{
    int place = place_make(build, row->target, is_directory(tree)), status;

    if (place < 0)
        return complain_place(row, place);
    status = build_attach(build, tree, place, row);
    close(place);
    return status;
}

static bool is_slash(const char *path)
{
    return path[strspn(path, "/.")] == '\0';
}

static int do_bind(struct build *build, const struct mount_row *row, int tree)
{
    if (tree == SKIPPED)
        return 0;
    if (is_slash(row->target)) {
        if (!is_directory(tree))
            errno = ENOTDIR;
        else if ((errno = -replace_root(build, tree)) == 0)
            return 0;
        return build_complain(row, "cannot be the root");
    }
    return attach_at_target(build, tree, row);
}

static int do_tmpfs(struct build *build, const struct mount_row *row)
{
    /* As /tmp is, where it is one; 0755 elsewhere. */
    unsigned mode = strcmp(row->target, "/tmp") == 0 ? 01777 : 0755;
    int tree = build_tmpfs(build, mode), status;

    if (tree < 0) {
        errno = -tree;
        return build_complain(row, "cannot make a file system in memory");
    }
    status = attach_at_target(build, tree, row);
    if (status == 0 && row->read_only && build->sealed_count < BUILD_OWN_MOST)
        build->sealed[build->sealed_count++] = tree;
    else
        close(tree);
    return status;
}

static int do_directory(struct build *build, const struct mount_row *row)
{
    int place = place_make(build, row->target, true);

    if (place < 0)
        return complain_place(row, place);
    close(place);
    return 0;
}

static int do_symlink(struct build *build, const struct mount_row *row)
{
    const char *name;
    int parent = place_make_parent(build, row->target, &name), status = 0;

    if (parent < 0)
        return complain_place(row, parent);
    if (symlinkat(row->source, parent, name) != 0)
        status = build_complain(row, "cannot make the link");
    close(parent);
    return status;
}

static int do_proc(struct build *build, const struct mount_row *row)
{
    build->proc_place = place_make(build, row->target, true);
    build->proc_row = row;
    return build->proc_place < 0 ? complain_place(row, build->proc_place) : 0;
}

/* One file system serves to cover everything: it holds a directory and a file that
 * nobody may look into, and is read-only. */
static int make_cover(struct build *build)
{
    int fd = build_tmpfs(build, 0700), file;

    if (fd < 0)
        return fd;
    file = openat(fd, "file", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0);
    if (file < 0 || mkdirat(fd, "directory", 0) != 0)
        return -errno;
    close(file);
    build->cover = fd;
    return (int)set_attributes(fd, MOUNT_ATTR_RDONLY | MOUNT_ATTR_NOEXEC, 0, 0);
}

static int cover(struct build *build, int place)
{
    const char *name = is_directory(place) ? "directory" : "file";
    int tree = open_tree(build->cover, name, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC);
    int err = 0;

    if (tree < 0)
        return -errno;
    if (move_mount(tree, "", place, "",
                   MOVE_MOUNT_F_EMPTY_PATH | MOVE_MOUNT_T_EMPTY_PATH) != 0)
        err = -errno;
    close(tree);
    return err;
}

static int do_hide(struct build *build, const struct mount_row *row)
{
    int place = place_find(build, row->target), err;

    if (place == -ENOENT || place == -ENOTDIR)
        return 0;
    if (place == -EACCES) /* nor will the guest find it */
        return 0;
    err = place < 0 ? place : build->cover < 0 ? make_cover(build) : 0;
    if (err == 0)
        err = cover(build, place);
    if (place >= 0)
        close(place);
    errno = -err;
    return err == 0 ? 0 : build_complain(row, "cannot be covered");
}

static int do_row(struct build *build, const struct mount_row *row, int tree)
{
    switch (row->kind) {
    case ROW_BIND:
        return do_bind(build, row, tree);
    case ROW_TMPFS:
        return do_tmpfs(build, row);
    case ROW_PROC:
        return do_proc(build, row);
    case ROW_DEV:
        return devices_mount(build, row);
    case ROW_DIR:
        return do_directory(build, row);
    case ROW_SYMLINK:
        return do_symlink(build, row);
    case ROW_HIDE:
        return do_hide(build, row);
    }
    return 0;
}

int build_root(struct build *build, const struct contain *contain)
{
    const struct mounts *mounts = &contain->mounts;
    int *trees = calloc(mounts->count + 1, sizeof(*trees));
    int status;

    *build = (struct build){ .contain = contain, .root = -1, .proc_place = -1, .cover = -1 };
    if (trees == NULL) {
        say("out of memory");
        return STATUS_LXRUN_FAILED;
    }
    status = clone_sources(mounts, trees);
    if (status == 0)
        status = begin(build);
    for (size_t i = 0; i < mounts->count && status == 0; i++)
        status = do_row(build, &mounts->rows[i], trees[i]);
    /* The descriptors go with the process. */
    free(trees);
    return status;
}

/* Root's own hand reaches the kernel's settings through /proc without a capability. */
static int restrict_proc(struct build *build)
{
    static const char *const shown[] = { "sys", "sysrq-trigger", "irq", "bus", "fs", "acpi" };
    static const char *const hidden[] = { "kcore", "keys", "timer_list", "scsi", "kmsg" };
    char path[64];

    for (size_t i = 0; i < sizeof(hidden) / sizeof(hidden[0]); i++) {
        const struct mount_row row = { .option = "--proc", .target = path };

        snprintf(path, sizeof(path), "/proc/%s", hidden[i]);
        if (do_hide(build, &row) != 0)
            return STATUS_LXRUN_FAILED;
    }
    for (size_t i = 0; i < sizeof(shown) / sizeof(shown[0]); i++) {
        const struct mount_row row = { .option = "--proc", .target = path };
        int place, tree;

        snprintf(path, sizeof(path), "/proc/%s", shown[i]);
        place = place_find(build, path);
        if (place < 0)
            continue;
        tree = open_tree(place, "", OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC | AT_EMPTY_PATH);
        if (tree < 0 || set_attributes(tree, MOUNT_ATTR_RDONLY, 0, 0) != 0)
            return build_complain(&row, "cannot be made read-only");
        if (build_attach(build, tree, place, &row) != 0)
            return STATUS_LXRUN_FAILED;
        close(tree);
        close(place);
    }
    return 0;
}

static int refuse_proc(const struct build *build, int error)
{
    return contain_refuse(
        build->contain,
        "%s %s: the kernel refuses a new /proc: %s; a container around lxrun covers parts "
        "of its own (podman: --security-opt unmask=ALL; docker: --security-opt "
        "systempaths=unconfined)",
        build->proc_row->option, build->proc_row->target, strerror(error));
}

static int mount_proc(struct build *build)
{
    int context, fd = -1, error;

    if (build->proc_place < 0)
        return 0;
    context = fsopen("proc", FSOPEN_CLOEXEC);
    if (context >= 0 && fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
        fd = fsmount(context, FSMOUNT_CLOEXEC,
                     MOUNT_ATTR_NOSUID | MOUNT_ATTR_NODEV | MOUNT_ATTR_NOEXEC);
    error = errno;
    if (fd < 0)
        return refuse_proc(build, error);
    if (build_attach(build, fd, build->proc_place, build->proc_row) != 0)
        return STATUS_LXRUN_FAILED;
    return geteuid() == 0 && (build->contain->spaces & CLONE_NEWUSER) == 0
               ? restrict_proc(build) : 0;
}

static int seal(struct build *build)
{
    for (size_t i = 0; i < build->sealed_count; i++)
        if (set_attributes(build->sealed[i], MOUNT_ATTR_RDONLY, 0, 0) != 0) {
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
static int pivot(struct build *build)
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

int build_enter(struct build *build)
{
    int status = mount_proc(build);

    if (status == 0)
        status = seal(build);
    return status != 0 ? status : pivot(build);
}
