/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sys_uname.c - uname(2), with the release that --kernel names. */
#include "abi/errno.h"
#include "core/config.h"
#include "core/guest.h"
#include "core/host.h"
#include "task/task.h"
#include "view/release.h"

#include "syscall_entries.h"

#include <linux/utsname.h>

_Static_assert(sizeof(((struct new_utsname *)0)->release) == CONFIG_RELEASE_SIZE,
               "release");

long lx_sys_view_uname(struct task *task, const struct sys_args *args)
{
    long err = host_call_restartable(task, args);
    char release[CONFIG_RELEASE_SIZE];

    if (err != 0 || !release_is_given())
        return err;
    release_get(release);
    return guest_copy_out(args->arg[0] + offsetof(struct new_utsname, release), release,
                          sizeof(release));
}
