/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The heap, over a host that notes and may refuse. */
#include <criterion/criterion.h>

#include "abi/errno.h"
#include "abi/mman.h"
#include "fake_host.h"
#include "mm/brk.h"

#define START 0x555500000000UL
#define UNLIMITED UINT64_MAX

static struct sys_args last;
static unsigned mappings;
static bool is_refusing;
static uint64_t data_limit = UNLIMITED;
static struct task task;

static long host(long nr, const uint64_t arg[6])
{
    if (nr == SYS_prlimit64) {
        ((uint64_t *)pointer_of(arg[3]))[0] = data_limit;
        return 0;
    }
    last.nr = nr;
    memcpy(last.arg, arg, sizeof(last.arg));
    mappings++;
    if (is_refusing)
        return nr == SYS_mmap ? -EEXIST : -EINVAL;
    return nr == SYS_mmap ? (long)arg[0] : 0;
}

static gaddr_t set(gaddr_t wanted)
{
    return brk_set(&task, wanted);
}

static void begin(void)
{
    task = fake_task();
    fake_host = host;
    brk_init(START);
}

Test(brk, asked_for_nothing_tells_where_it_is)
{
    begin();
    cr_assert_eq(set(0), START);
    cr_assert_eq(mappings, 0);
}

Test(brk, grows_by_whole_pages_but_keeps_the_byte)
{
    gaddr_t start, end;

    begin();
    cr_assert_eq(set(START + 1), START + 1);
    cr_assert(last.nr == SYS_mmap && last.arg[0] == START && last.arg[1] == PAGE_SIZE);
    cr_assert_eq(last.arg[3], MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE);
    cr_assert_eq(set(START + PAGE_SIZE), START + PAGE_SIZE);
    cr_assert_eq(mappings, 1, "the page was there already");
    cr_assert_eq(set(START + 3 * PAGE_SIZE + 5), START + 3 * PAGE_SIZE + 5);
    cr_assert(last.arg[0] == START + PAGE_SIZE && last.arg[1] == 3 * PAGE_SIZE);
    brk_range(&start, &end);
    cr_assert(start == START && end == START + 3 * PAGE_SIZE + 5);
}

Test(brk, shrinks_and_gives_pages_back)
{
    begin();
    set(START + 4 * PAGE_SIZE);
    cr_assert_eq(set(START + PAGE_SIZE + 1), START + PAGE_SIZE + 1);
    cr_assert(last.nr == SYS_munmap && last.arg[0] == START + 2 * PAGE_SIZE &&
              last.arg[1] == 2 * PAGE_SIZE);
    cr_assert_eq(set(START), START);
    cr_assert(last.nr == SYS_munmap && last.arg[0] == START);
}

Test(brk, refused_stays_where_it_was)
{
    begin();
    set(START + PAGE_SIZE);
    is_refusing = true;
    cr_assert_eq(set(START + 2 * PAGE_SIZE), START + PAGE_SIZE);
    cr_assert_eq(set(START), START + PAGE_SIZE);
    is_refusing = false;
    cr_assert_eq(set(START - 1), START + PAGE_SIZE);
    cr_assert_eq(set(UINT64_MAX), START + PAGE_SIZE);
    cr_assert_eq(set(UINT64_MAX - PAGE_SIZE), START + PAGE_SIZE);
}

Test(brk, does_not_grow_into_lxcore)
{
    begin();
    cr_assert_eq(set(0x680000001000), START);
    cr_assert_eq(mappings, 0);
}

Test(brk, heeds_the_limit_for_data)
{
    begin();
    data_limit = 2 * PAGE_SIZE;
    cr_assert_eq(set(START + 2 * PAGE_SIZE), START + 2 * PAGE_SIZE);
    cr_assert_eq(set(START + 2 * PAGE_SIZE + 1), START + 2 * PAGE_SIZE);
    data_limit = 0;
    cr_assert_eq(set(START), START);
}
