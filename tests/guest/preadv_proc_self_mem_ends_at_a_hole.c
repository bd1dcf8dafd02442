/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/mem and process_vm_readv(2): whatever reads upwards from a page that is
 * there ends where the next is not, and what begins where nothing is fails.
 */
#include <sys/uio.h>

#include "check.h"

/* Where neither the program nor the kernel has put anything. */
#define FROM 0x680000000000L
#define TO 0x690000000000L
#define STEP 0x40000000L
#define SMALL_STEP 0x200000L

static char buffer[4 * PAGE];

static void check_nothing_at(int mem, off_t at)
{
    struct iovec to = { buffer, 16 }, from = { (void *)at, 16 };

    CHECK_ERR(preadv(mem, &to, 1, at), EIO);
    CHECK_ERR(preadv2(mem, &to, 1, at, 0), EIO);
    CHECK_ERR(pwritev(mem, &to, 1, at), EIO);
    CHECK_ERR(pwritev2(mem, &to, 1, at, 0), EIO);
    CHECK_EQ(pread(mem, buffer, 0, at), 0);
    CHECK_ERR(process_vm_readv(getpid(), &to, 1, &from, 1, 0), EFAULT);
    CHECK_EQ(lseek(mem, at - 8, SEEK_SET), at - 8);
    CHECK_EQ(lseek(mem, 8, SEEK_CUR), at);
    CHECK_ERR(readv(mem, &to, 1), EIO);
}

/* The last page below `at`, if the kernel gives it. */
static void check_end_at(int mem, off_t at)
{
    struct iovec to = { buffer, sizeof(buffer) }, from = { (void *)(at - PAGE), 2 * PAGE };
    char *page = mmap((void *)(at - PAGE), PAGE, PROT_READ | PROT_WRITE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (page == MAP_FAILED)
        return;
    CHECK_EQ(pread(mem, buffer, sizeof(buffer), at - PAGE), PAGE);
    CHECK_EQ(preadv(mem, &to, 1, at - PAGE), PAGE);
    CHECK_EQ(preadv2(mem, &to, 1, at - PAGE, 0), PAGE);
    CHECK_EQ(lseek(mem, at - PAGE, SEEK_SET), at - PAGE);
    CHECK_EQ(read(mem, buffer, sizeof(buffer)), PAGE);
    CHECK_EQ(lseek(mem, at - PAGE, SEEK_SET), at - PAGE);
    CHECK_EQ(readv(mem, &to, 1), PAGE);
    CHECK_EQ(process_vm_readv(getpid(), &to, 1, &from, 1, 0), PAGE);
    CHECK_OK(munmap(page, PAGE));
}

static int can_be_mapped(off_t at)
{
    void *page = mmap((void *)at, PAGE, PROT_NONE,
                      MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

    if (page == MAP_FAILED)
        return 0;
    CHECK_OK(munmap(page, PAGE));
    return 1;
}

/* Whatever cannot be mapped there: it, and where it begins. */
static void check_around(int mem, off_t at)
{
    check_nothing_at(mem, at);
    while (!can_be_mapped(at - SMALL_STEP))
        at -= SMALL_STEP;
    for (off_t page = at - SMALL_STEP; page <= at; page += PAGE)
        check_end_at(mem, page);
    check_nothing_at(mem, at);
}

int main(void)
{
    int mem = CHECK_OK(open("/proc/self/mem", O_RDWR));

    for (off_t at = FROM; at < TO; at += STEP)
        if (!can_be_mapped(at) || at % (64 * STEP) == 0)
            check_around(mem, at);
    return passed();
}
