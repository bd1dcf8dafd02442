/* SPDX-License-Identifier: GPL-2.0-or-later */
/* procfs.c - see procfs.h. */
#include "view/procfs.h"

#include "core/host.h"

#include <linux/magic.h>

/* struct statfs: the type, and the rest, which is not looked at. */
struct statfs_head {
    int64_t type;
    uint8_t rest[112];
};

bool procfs_holds(hostfd_t fd)
{
    struct statfs_head head;

    return host_call3(SYS_fstatfs, (uint64_t)fd, HOST_POINTER(&head), 0) == 0 &&
           head.type == PROC_SUPER_MAGIC;
}
