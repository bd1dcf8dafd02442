/* SPDX-License-Identifier: GPL-2.0-or-later */
/* brk.c - the heap as a mapping. */
#include "mm/brk.h"

#include "abi/mman.h"
#include "core/host.h"
#include "core/lock.h"
#include "core/span.h"

#include <linux/resource.h>

static struct {
    struct lock lock;
    gaddr_t start;
    gaddr_t end;
} brk HOT_DATA;

void brk_init(gaddr_t start)
{
    brk.start = start;
    brk.end = start;
}

/* RLIMIT_DATA holds for the heap; the kernel itself counts only what it knows
 * as one (getrlimit(2)). */
static bool brk_exceeds_limit(gaddr_t wanted)
{
    struct rlimit64 {
        uint64_t soft, hard;
    } limit;

    if (host_call(SYS_prlimit64, 0, RLIMIT_DATA, 0, HOST_POINTER(&limit), 0, 0) != 0)
        return false;
    return wanted - brk.start > limit.soft;
}

/* NOREPLACE: a mapping that the guest has put in the way ends the heap. */
static bool brk_grow(gaddr_t from, gaddr_t to)
{
    long at;

    if (span_overlaps(from, to - from))
        return false;
    at = host_mmap(from, to - from, PROT_READ | PROT_WRITE,
                   MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);
    return at == (long)from;
}

static bool brk_move(gaddr_t wanted)
{
    gaddr_t old_page = page_up(brk.end), new_page = page_up(wanted);

    if (wanted < brk.start || new_page < wanted || brk_exceeds_limit(wanted))
        return false;
    if (new_page > old_page)
        return brk_grow(old_page, new_page);
    if (new_page < old_page)
        return host_munmap(new_page, old_page - new_page) == 0;
    return true;
}

gaddr_t brk_set(struct task *task, gaddr_t wanted)
{
    gaddr_t now;

    lock_take(&brk.lock, task);
    if (wanted != 0 && brk_move(wanted))
        brk.end = wanted;
    now = brk.end;
    lock_drop(&brk.lock, task);
    return now;
}

void brk_range(gaddr_t *start, gaddr_t *end)
{
    *start = brk.start;
    *end = brk.end;
}

void brk_lock_for_fork(struct task *task)
{
    lock_take(&brk.lock, task);
}

void brk_unlock_after_fork(struct task *task)
{
    lock_drop(&brk.lock, task);
}
