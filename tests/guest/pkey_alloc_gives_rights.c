/* SPDX-License-Identifier: GPL-2.0-or-later */
/* build: static */
/*
 * A new protection key comes with rights to it.  A handler starts with the kernel's
 * initial rights and returns to those that it has interrupted; a call is done with
 * the caller's (pkeys(7)).  Without keys there is none to get.
 */
#include "check.h"

static volatile uint32_t rights_in_handler;
static int pipes[2];

static uint32_t rights(void)
{
    uint32_t low, high;

    __asm__ volatile(".byte 0x0f, 0x01, 0xee" : "=a"(low), "=d"(high) : "c"(0));
    return low;
}

static void set_rights(uint32_t value)
{
    __asm__ volatile(".byte 0x0f, 0x01, 0xef" : : "a"(value), "c"(0), "d"(0));
}

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    rights_in_handler = rights();
    set_rights(0);
}

static uint32_t rights_to(long key)
{
    return rights() >> 2 * key & 3;
}

static void check_new_key(void)
{
    long key = CHECK_OK(syscall(SYS_pkey_alloc, 0, PKEY_DISABLE_WRITE));

    CHECK_EQ(rights_to(key), PKEY_DISABLE_WRITE);
    CHECK_OK(syscall(SYS_pkey_free, key));
    CHECK_EQ(syscall(SYS_pkey_alloc, 0, 0), key);
    CHECK_EQ(rights_to(key), 0);
}

static void check_handler(uint32_t initial, uint32_t open)
{
    set_handler(SIGUSR1, handler, 0);
    set_rights(open);
    CHECK_OK(syscall(SYS_tgkill, getpid(), gettid(), SIGUSR1));
    CHECK_EQ(rights_in_handler, initial);
    CHECK_EQ(rights(), open);
}

static void check_calls(char *page, uint32_t initial, uint32_t open)
{
    struct timespec *time = (struct timespec *)page;
    sigset_t *set = (sigset_t *)page;

    set_rights(open);
    CHECK_EQ(write(pipes[1], "abc", 3), 3);
    CHECK_EQ(read(pipes[0], page, 3), 3);
    CHECK_EQ(write(pipes[1], page, 3), 3);
    memset(page, 0, PAGE);
    CHECK_EQ(syscall(SYS_rt_sigprocmask, SIG_BLOCK, set, set, 8), 0);
    CHECK_EQ(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, time, NULL), 0);
    set_rights(initial);
    CHECK_ERR(read(pipes[0], page, 3), EFAULT);
    CHECK_ERR(syscall(SYS_rt_sigprocmask, SIG_BLOCK, set, NULL, 8), EFAULT);
    CHECK_ERR(syscall(SYS_clock_nanosleep, CLOCK_MONOTONIC, 0, time, NULL), EFAULT);
}

int main(void)
{
    char *page = map_anon(PAGE, PROT_READ | PROT_WRITE);
    long key = syscall(SYS_pkey_alloc, 0, 0);
    uint32_t initial, open;

    if (key == -1) {
        CHECK(errno == ENOSPC || errno == EINVAL || errno == ENOSYS);
        return passed();
    }
    CHECK_EQ(rights_to(key), 0);
    open = rights();
    initial = open | 1U << 2 * key;
    CHECK_OK(syscall(SYS_pkey_mprotect, page, PAGE, PROT_READ | PROT_WRITE, key));
    CHECK_OK(pipe(pipes));
    check_handler(initial, open);
    check_calls(page, initial, open);
    check_new_key();
    return passed();
}
