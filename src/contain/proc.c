/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * proc.c - a /proc of the guest's own processes.
 *
 * The place is made with all others, and mounted on in a process of the new pid
 * namespace, whose processes it is to show.
 */
#include "contain/proc.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <unistd.h>

#include "contain/build.h"
#include "contain/build_impl.h"
#include "contain/contain.h"
#include "contain/cover.h"
#include "contain/place.h"
#include "contain/tree.h"
#include "supervisor/say.h"

int proc_reserve(struct build *build, const struct mount_row *row)
{
    build->proc_place = place_make(build, row->target, true);
    build->proc_row = row;
    return build->proc_place < 0 ? build_complain_place(row, build->proc_place) : 0;
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
        if (cover_target(build, &row) != 0)
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
        if (tree < 0 || tree_set_attributes(tree, MOUNT_ATTR_RDONLY, 0, 0) != 0)
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

int proc_mount(struct build *build)
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
