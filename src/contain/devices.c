/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * devices.c - /dev as a tmpfs: the host's null and its like bound into it (a user
 * namespace may not make device files), terminals of its own, and links.
 */
#include "contain/devices.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "contain/build.h"
#include "contain/build_impl.h"
#include "contain/place.h"
#include "contain/tree.h"

static const char *const shared[] = { "null", "zero", "full", "random", "urandom", "tty" };

static const struct {
    const char *name, *text;
} links[] = {
    { "fd", "/proc/self/fd" },       { "stdin", "/proc/self/fd/0" },
    { "stdout", "/proc/self/fd/1" }, { "stderr", "/proc/self/fd/2" },
    { "ptmx", "pts/ptmx" },          { "core", "/proc/kcore" },
};

/* `source` is a name in the host's /dev, which may be covered already. */
static long bind_file(int directory, const char *name, int host, const char *source)
{
    int tree = open_tree(host, source, OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC), file;
    long err = 0;

    /* Small systems lack some. */
    if (tree < 0 && errno == ENOENT)
        return 0;
    file = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (tree < 0 || file < 0 ||
        move_mount(tree, "", directory, name, MOVE_MOUNT_F_EMPTY_PATH) != 0)
        err = -errno;
    if (tree >= 0)
        close(tree);
    if (file >= 0)
        close(file);
    return err;
}

static long share_devices(int directory, int host)
{
    long err = 0;

    for (size_t i = 0; err == 0 && i < sizeof(shared) / sizeof(shared[0]); i++)
        err = bind_file(directory, shared[i], host, shared[i]);
    return err;
}

static long make_links(int directory)
{
    for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
        if (symlinkat(links[i].text, directory, links[i].name) != 0)
            return -errno;
    return mkdirat(directory, "shm", 01777) == 0 && fchmodat(directory, "shm", 01777, 0) == 0
               ? 0 : -errno;
}

/* A name space of pseudo-terminals of the guest's own. */
static long mount_terminals(int directory)
{
    int context = fsopen("devpts", FSOPEN_CLOEXEC), fd = -1;
    long err = 0;

    if (context >= 0 && fsconfig(context, FSCONFIG_SET_STRING, "ptmxmode", "0666", 0) == 0 &&
        fsconfig(context, FSCONFIG_SET_STRING, "mode", "0620", 0) == 0 &&
        fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0) == 0)
        fd = fsmount(context, FSMOUNT_CLOEXEC, MOUNT_ATTR_NOSUID | MOUNT_ATTR_NOEXEC);
    if (fd < 0 || mkdirat(directory, "pts", 0755) != 0 ||
        move_mount(fd, "", directory, "pts", MOVE_MOUNT_F_EMPTY_PATH) != 0)
        err = -errno;
    if (context >= 0)
        close(context);
    if (fd >= 0)
        close(fd);
    return err;
}

/* The terminal that the guest inherits is not among its own; ttyname(3) finds it here. */
static long show_terminal(int directory, int host, const char *name)
{
    if (name == NULL || strncmp(name, "/dev/", 5) != 0)
        return 0;
    return bind_file(directory, "console", host, name + 5);
}

static const char *name_of_terminal(void)
{
    if (isatty(STDIN_FILENO))
        return ttyname(STDIN_FILENO);
    return isatty(STDOUT_FILENO) ? ttyname(STDOUT_FILENO) : NULL;
}

static long fill(int directory, int host, const char *terminal)
{
    long err = share_devices(directory, host);

    if (err == 0)
        err = make_links(directory);
    if (err == 0)
        err = mount_terminals(directory);
    return err != 0 ? err : show_terminal(directory, host, terminal);
}

int devices_mount(struct build *build, const struct mount_row *row)
{
    const char *terminal = name_of_terminal();
    int place = place_make(build, row->target, true);
    int tree = place < 0 ? place : tree_tmpfs(build, 0755);
    int status;
    long err;

    if (tree < 0) {
        errno = -tree;
        return build_complain(row, "cannot make the directory of devices");
    }
    status = build_attach(build, tree, place, row);
    close(place);
    if (status != 0)
        return status;
    err = fill(tree, build->host_dev, terminal);
    close(tree);
    errno = (int)-err;
    return err == 0 ? 0 : build_complain(row, "cannot fill the directory of devices");
}
