/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * query.c - see query.h.  The guest has a picture open, which knows no such
 * request: the file that it stands for is asked instead.
 */
#include "view/query.h"

#include "abi/errno.h"
#include "abi/pagemap.h"
#include "core/guest.h"
#include "core/host.h"
#include "dispatch/dispatch.h"
#include "view/hidden.h"
#include "view/maps.h"
#include "view/picture.h"
#include "view/procfs.h"

#include <linux/fcntl.h>

#define QUERY_AT(member) (at + offsetof(struct procmap_query, member))

/* The kernel gives no name or build ID of more than a page. */
static long ask(hostfd_t maps, gaddr_t at)
{
    return host_call3(SYS_ioctl, (uint64_t)maps, PROCMAP_QUERY, at);
}

/* Past the mappings that are not for the guest, if it wants the next. */
static long ask_past_hidden(hostfd_t maps, gaddr_t at, const struct hidden *hidden,
                            const struct procmap_query *query)
{
    uint64_t start, end;
    long err;

    for (;;) {
        err = ask(maps, at);
        if (err != 0 || guest_load64(QUERY_AT(vma_start), &start) != 0 ||
            guest_load64(QUERY_AT(vma_end), &end) != 0 || !hidden_has(hidden, start))
            break;
        guest_copy_out(at, query, sizeof(*query));
        if (!(query->query_flags & PROCMAP_QUERY_COVERING_OR_NEXT_VMA))
            return -ENOENT;
        guest_store64(QUERY_AT(query_addr), end);
    }
    guest_store64(QUERY_AT(query_addr), query->query_addr);
    return err;
}

static long ask_file(const char *path, int pid, gaddr_t at)
{
    long maps = host_openat(AT_FDCWD, HOST_POINTER(path), O_RDONLY | O_CLOEXEC, 0);
    struct procmap_query query;
    struct hidden hidden;
    long err;

    if (maps < 0)
        return -ENOTTY;
    hidden_of(pid, &hidden);
    if (guest_copy_in(&query, at, sizeof(query)) != 0 || query.size < sizeof(query))
        err = ask((hostfd_t)maps, at);
    else
        err = ask_past_hidden((hostfd_t)maps, at, &hidden, &query);
    host_close((hostfd_t)maps);
    return err;
}

long query_mapping(struct task *task, const struct sys_args *args)
{
    char path[PICTURE_LINK_SIZE];
    size_t size = 0;
    int pid, tid;

    if (picture_has_any())
        size = procfs_path_of((hostfd_t)args->arg[0], path, sizeof(path));
    if (size == 0 || !picture_name_origin(path, &size) ||
        !procfs_ends_with(path, size, "/maps") || !procfs_process_of(path, &pid, &tid))
        return dispatch_forward_fds(task, args);
    return ask_file(path, pid, args->arg[2]);
}
