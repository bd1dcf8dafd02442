/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * denied.c - what the floor refuses bears a mark (CONTROL_REFUSED).  What Landlock
 * and mounts refuse does not: of an errno that could be theirs lxrun is told, and it
 * knows the policy.
 */
#include "dispatch/denied.h"

#include "abi/errno.h"
#include "abi/signal.h"
#include "core/control.h"
#include "core/guest.h"
#include "core/string.h"
#include "dispatch/attributes.h"
#include "dispatch/dispatch.h"
#include "task/task.h"

#include <linux/fcntl.h>

/* PATH_MAX of Linux, the NUL included. */
#define PATH_SIZE (CONTROL_TEXT_SIZE / 2)
#define SELF_FD "/proc/self/fd/"

static bool is_marked(long error)
{
    return -error >= CONTROL_REFUSED && -error < CONTROL_REFUSED_END;
}

static bool could_be_of_policy(long error, const struct dispatch_row *row)
{
    return (error == -EACCES || error == -EROFS || error == -EXDEV || error == -EPERM) &&
           row->path_arg != 0;
}

/* Where a relative path starts, as the kernel names it. */
static size_t put_base(char *out, const struct dispatch_row *row,
                       const struct sys_args *args)
{
    char name[sizeof(SELF_FD) + 20] = "/proc/self/cwd";
    long size;

    if (row->dirfd_arg != 0 && (int)args->arg[row->dirfd_arg - 1] != AT_FDCWD) {
        memcpy(name, SELF_FD, sizeof(SELF_FD));
        string_put_decimal(name + sizeof(SELF_FD) - 1,
                           (uint32_t)args->arg[row->dirfd_arg - 1]);
    }
    size = host_readlink(name, out, PATH_SIZE);
    return size < 0 ? 0 : (size_t)size;
}

static void put_path(struct control_denied *denied, const struct dispatch_row *row,
                     const struct sys_args *args)
{
    long size = guest_copy_string(denied->text, args->arg[row->path_arg - 1], PATH_SIZE);

    if (size < 0)
        return;
    denied->path_size = (uint32_t)size;
    if (size == 0 || denied->text[0] != '/')
        denied->base_size = (uint32_t)put_base(denied->text + size, row, args);
}

static void tell(const struct task *task, const struct sys_args *args, long error,
                 bool is_by_floor)
{
    const struct dispatch_row *row =
        (uint64_t)args->nr < SYSCALL_TABLE_SIZE ? &dispatch_table[args->nr] : NULL;
    struct control_denied denied;

    memset(&denied, 0, offsetof(struct control_denied, text));
    denied.head = (struct control_head){ CONTROL_MAGIC, CONTROL_DENIED };
    denied.nr = args->nr;
    memcpy(denied.args, args->arg, sizeof(denied.args));
    denied.ip = task->frame->uc.mcontext.rip;
    denied.error = (int32_t)-error;
    denied.is_by_floor = is_by_floor;
    if (row != NULL && row->path_arg != 0)
        put_path(&denied, row, args);
    control_tell(&denied, offsetof(struct control_denied, text) + denied.path_size +
                              denied.base_size);
}

long denied_look(struct task *task, const struct sys_args *args, long error)
{
    if (is_marked(error)) {
        error += CONTROL_REFUSED;
        if (control_is_open() && attributes_are_of(args->nr)) {
            long answer = attributes_ask(args);

            if (answer != -EPERM)
                return answer;
        }
        task->trace.is_denied = true;
        if (control_is_open())
            tell(task, args, error, true);
    } else if (control_is_open() && could_be_of_policy(error, &dispatch_table[args->nr])) {
        task->trace.may_be_denied = true;
        tell(task, args, error, false);
    }
    return error;
}
