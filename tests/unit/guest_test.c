/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Guest memory that is not there: the real accesses, with a SIGSEGV handler
 * that does what lxcore's does.
 */
#define _GNU_SOURCE
#include <criterion/criterion.h>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <ucontext.h>

#include "arch/x86_64/uaccess.h"
#include "core/guest.h"
#include "view/plain.h"

#define EFAULT_ (-14)
#define ENAMETOOLONG_ (-36)
#define SPAN 0x680000000000UL
#define UNMAPPED 0x1000UL
#define NOT_CANONICAL 0x800000000000UL

static char *page; /* readable; the next one is not there */

static void fix_up(int signo, siginfo_t *info, void *context)
{
    greg_t *rip = &((ucontext_t *)context)->uc_mcontext.gregs[REG_RIP];
    uint64_t fixup = uaccess_fixup((uint64_t)*rip);

    (void)signo;
    (void)info;
    if (fixup == 0)
        abort();
    *rip = (greg_t)fixup;
}

static gaddr_t begin(void)
{
    const struct sigaction action = { .sa_sigaction = fix_up,
                                      .sa_flags = SA_SIGINFO | SA_NODEFER };

    sigaction(SIGSEGV, &action, NULL);
    sigaction(SIGBUS, &action, NULL);
    page = mmap(NULL, 2 * PAGE_SIZE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                -1, 0);
    munmap(page + PAGE_SIZE, PAGE_SIZE);
    return (gaddr_t)(uintptr_t)page;
}

Test(guest, copies_what_is_there)
{
    gaddr_t at = begin();
    char out[6] = "";

    cr_assert_eq(guest_copy_out(at + 10, "hello", 6), 0);
    cr_assert_eq(guest_copy_in(out, at + 10, 6), 0);
    cr_assert_arr_eq(out, "hello", 6);
    cr_assert_eq(guest_zero(at + 10, 5), 0);
    cr_assert_arr_eq(page + 10, "\0\0\0\0\0", 6);
    cr_assert_eq(guest_copy_in(out, UNMAPPED, 0), 0);
}

Test(guest, copy_that_leaves_the_mapping_is_efault)
{
    gaddr_t at = begin();
    char out[64];

    cr_assert_eq(guest_copy_in(out, at + PAGE_SIZE - 8, 8), 0);
    cr_assert_eq(guest_copy_in(out, at + PAGE_SIZE - 8, 9), EFAULT_);
    cr_assert_eq(guest_copy_out(at + PAGE_SIZE - 8, out, 9), EFAULT_);
    cr_assert_eq(guest_zero(at + PAGE_SIZE - 8, 9), EFAULT_);
    cr_assert_eq(guest_copy_in(out, UNMAPPED, 1), EFAULT_);
    cr_assert_eq(guest_copy_in(out, NOT_CANONICAL, 1), EFAULT_);
    cr_assert_eq(guest_copy_in(out, UINT64_MAX - 3, 64), EFAULT_);
}

Test(guest, words_are_loaded_stored_and_exchanged)
{
    gaddr_t at = begin();
    uint64_t wide = 0;
    uint32_t word = 0;

    cr_assert_eq(guest_store64(at, 0x1122334455667788), 0);
    cr_assert_eq(guest_load64(at, &wide), 0);
    cr_assert_eq(wide, 0x1122334455667788);
    cr_assert_eq(guest_load32(at + 4, &word), 0);
    cr_assert_eq(word, 0x11223344);
    cr_assert_eq(guest_store32(at, 7), 0);
    word = 6;
    cr_assert_eq(guest_cmpxchg32(at, &word, 8), 0);
    cr_assert(word == 7 && *(uint32_t *)page == 7);
    cr_assert_eq(guest_cmpxchg32(at, &word, 8), 0);
    cr_assert(word == 7 && *(uint32_t *)page == 8);
}

Test(guest, words_that_are_not_there_are_efault)
{
    const gaddr_t bad[] = { begin() + PAGE_SIZE, UNMAPPED, NOT_CANONICAL,
                            UINT64_MAX - 7 };
    uint64_t wide;
    uint32_t word = 0;

    for (size_t i = 0; i < ARRAY_LEN(bad); i++) {
        cr_assert_eq(guest_load32(bad[i], &word), EFAULT_);
        cr_assert_eq(guest_load64(bad[i], &wide), EFAULT_);
        cr_assert_eq(guest_store32(bad[i], 1), EFAULT_);
        cr_assert_eq(guest_store64(bad[i], 1), EFAULT_);
        cr_assert_eq(guest_cmpxchg32(bad[i], &word, 1), EFAULT_);
    }
}

Test(guest, read_only_memory_can_be_read_only)
{
    gaddr_t at = begin();
    uint32_t word = 1;

    mprotect(page, PAGE_SIZE, PROT_READ);
    cr_assert_eq(guest_load32(at, &word), 0);
    cr_assert_eq(guest_store32(at, 1), EFAULT_);
    cr_assert_eq(guest_cmpxchg32(at, &word, 1), EFAULT_);
    cr_assert_eq(guest_copy_out(at, &word, 4), EFAULT_);
}

Test(guest, own_span_is_not_the_guests)
{
    uint64_t wide;
    uint32_t word;

    begin();
    cr_assert_neq(mmap((void *)(SPAN - 2 * PAGE_SIZE), 4 * PAGE_SIZE, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0),
                  MAP_FAILED);
    cr_assert_eq(guest_load32(SPAN - PAGE_SIZE - 4, &word), 0);
    cr_assert_eq(guest_load32(SPAN, &word), EFAULT_);
    cr_assert_eq(guest_load64(SPAN - 7, &wide), EFAULT_);
    cr_assert_eq(guest_store32(SPAN - 3, 1), EFAULT_);
    cr_assert_eq(guest_store64(SPAN, 1), EFAULT_);
    cr_assert_eq(guest_cmpxchg32(SPAN, &word, 1), EFAULT_);
    cr_assert_eq(guest_copy_in(&word, SPAN + 0x1000, 4), EFAULT_);
    cr_assert_eq(guest_copy_out(SPAN - 2, &word, 4), EFAULT_);
    cr_assert_eq(guest_zero(SPAN - 2, 4), EFAULT_);
}

Test(guest, string_ends_at_its_nul_even_before_a_hole)
{
    gaddr_t at = begin();
    char out[32] = "";

    memcpy(page + PAGE_SIZE - 6, "hello", 6);
    cr_assert_eq(guest_copy_string(out, at + PAGE_SIZE - 6, sizeof(out)), 5);
    cr_assert_arr_eq(out, "hello", 6);
    page[PAGE_SIZE - 1] = '!';
    cr_assert_eq(guest_copy_string(out, at + PAGE_SIZE - 6, sizeof(out)), EFAULT_);
    cr_assert_eq(guest_copy_string(out, at + PAGE_SIZE - 6, 6), ENAMETOOLONG_);
    cr_assert_eq(guest_copy_string(out, at, sizeof(out)), 0);
}

/* Every place in a word, up to the end of what is there. */
Test(guest, finds_the_end_of_a_string)
{
    gaddr_t at = begin(), last = at + PAGE_SIZE - 1;

    memset(page, 0x80, PAGE_SIZE - 1);
    page[PAGE_SIZE - 1] = '\0';
    for (gaddr_t from = last; from > last - 40; from--)
        cr_assert_eq(guest_string_end(from), last);
    for (size_t i = 0; i < 20; i++) {
        page[100 + i] = '\0';
        cr_assert_eq(guest_string_end(at + 90), at + 100 + i);
        page[100 + i] = '\x01';
    }
    page[PAGE_SIZE - 1] = 'x';
    cr_assert_eq(guest_string_end(at + 200), 0);
    cr_assert_eq(guest_string_end(UNMAPPED), 0);
    cr_assert_eq(guest_string_end(NOT_CANONICAL), 0);
    cr_assert_eq(guest_string_end(SPAN - 8), 0);
}

static bool opens_plainly(const char *path)
{
    return view_opens_plainly((gaddr_t)(uintptr_t)path, O_RDONLY | O_CLOEXEC);
}

Test(guest, opening_a_name_that_is_looked_at_is_not_plain)
{
    static const char *const looked_at[] = {
        "/proc/self/exe",
        "/proc/1/maps",
        "/proc/1/smaps",
        "/proc/self/smaps_rollup",
        "/proc/self/numa_maps",
        "/proc/self/status",
        "/proc/self/task/1/stat",
        "statm",
        "/proc/sys/kernel/osrelease",
        "/proc/version",
        "/proc/self/fd/1023",
        "/dev/fd/1022",
        "/proc/self/fdinfo/1023",
        "exe",
    };
    static const char *const plain[] = {
        "/dev/null",        "/lib/x86_64-linux-gnu/libc.so.6",
        "/etc/ld.so.cache", "/proc/self/fd",
        "libfoo.so.12",     "/proc/self/cmdline",
        "/usr/lib",
    };

    begin();
    for (size_t i = 0; i < sizeof(looked_at) / sizeof(looked_at[0]); i++)
        cr_assert_not(opens_plainly(looked_at[i]), "%s", looked_at[i]);
    for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
        cr_assert(opens_plainly(plain[i]), "%s", plain[i]);
    cr_assert_not(view_opens_plainly(UNMAPPED, O_RDONLY));
    cr_assert_not(view_opens_plainly((gaddr_t)(uintptr_t)plain[0], O_WRONLY));
    cr_assert_not(view_opens_plainly((gaddr_t)(uintptr_t)plain[0], O_TRUNC));
}
