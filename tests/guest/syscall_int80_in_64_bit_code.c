/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * `int $0x80` in a 64-bit program makes i386's calls, with 32 bits of each
 * register, where the kernel has them.
 */
#include <sys/utsname.h>

#include "check.h"

static long int80(long nr, long b, long c, long d)
{
    long result;

    asm volatile("int $0x80"
                 : "=a"(result)
                 : "0"(nr), "b"(b), "c"(c), "d"(d)
                 : "r8", "r9", "r10", "r11", "memory");
    return result;
}

static void is_there(void)
{
    int80(20, 0, 0, 0);
}

static void exits(void)
{
    int80(1, 42, 0, 0);
}

/* i386 keeps all registers but eax. */
static void keeps_registers(void)
{
    unsigned long values[6] = { 1, 2, 3, 4, 5, 6 };

    asm volatile("mov 0(%0), %%r8\n mov 8(%0), %%r9\n mov 16(%0), %%r10\n"
                 "mov 24(%0), %%r11\n mov 32(%0), %%rcx\n mov 40(%0), %%rdx\n"
                 "mov $20, %%eax\n int $0x80\n"
                 "mov %%r8, 0(%0)\n mov %%r9, 8(%0)\n mov %%r10, 16(%0)\n"
                 "mov %%rcx, 32(%0)\n mov %%rdx, 40(%0)\n"
                 :
                 : "D"(values)
                 : "rax", "rcx", "rdx", "r8", "r9", "r10", "r11", "memory");
    CHECK_EQ(values[0], 1);
    CHECK_EQ(values[1], 2);
    CHECK_EQ(values[2], 3);
    CHECK_EQ(values[4], 5);
    CHECK_EQ(values[5], 6);
}

int main(void)
{
    char *low = mmap(NULL, PAGE, PROT_READ | PROT_WRITE,
                     MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
    int ends[2];

    if (child_status(is_there) != EXITED(0))
        return 77;
    CHECK(low != MAP_FAILED);
    CHECK_EQ(int80(20, 0, 0, 0), getpid());
    CHECK_EQ(int80(20 | 0x700000000, 0, 0, 0), getpid());
    CHECK_EQ(int80(224, 0, 0, 0), syscall(SYS_gettid));
    CHECK_OK(pipe(ends));
    memcpy(low, "text", 5);
    CHECK_EQ(int80(4, ends[1], (long)low, 5), 5);
    CHECK_EQ(int80(3, ends[0] | 0x100000000, (long)low + 100 + 0x500000000, 100), 5);
    CHECK_STR(low + 100, "text");
    CHECK_EQ(int80(6, ends[0], 0, 0), 0);
    CHECK_EQ(int80(6, ends[0], 0, 0), -EBADF);
    CHECK_EQ(int80(122, (long)low, 0, 0), 0);
    CHECK_STR(((struct utsname *)low)->sysname, "Linux");
    CHECK_EQ(int80(37, getpid(), 0, 0), 0);
    CHECK_EQ(int80(37, 0x1200000000 | getpid(), 999, 0), -EINVAL);
    CHECK_EQ(int80(9999, 0, 0, 0), -ENOSYS);
    CHECK_EQ(int80(-1, 0, 0, 0), -ENOSYS);
    CHECK_EQ(child_status(exits), EXITED(42));
    keeps_registers();
    return passed();
}
