/* SPDX-License-Identifier: GPL-2.0-or-later */
/* process_vm_readv(2) reads up to what is not mapped, and EFAULT says that there
 * is nothing before it. */
#include <sys/uio.h>

#include "check.h"

/* Where neither the program nor the kernel has put anything. */
#define FROM 0x680000000000UL
#define TO 0x690000000000UL
#define STEP 0x200000UL

static char source = 'a';

static ssize_t read_one(pid_t pid, unsigned long at)
{
    char c[2];
    struct iovec to = {c, 2}, from = {(void *)at, 1};

    return process_vm_readv(pid, &to, 1, &from, 1, 0);
}

static void check(pid_t pid, unsigned long step)
{
    char c[3] = "";
    struct iovec to = {c, 2};

    CHECK_EQ(read_one(pid, (unsigned long)&source), 1);
    for (unsigned long at = FROM; at < TO; at += step) {
        struct iovec from[] = {{&source, 1}, {(void *)at, 1}};

        CHECK_ERR(read_one(pid, at), EFAULT);
        if (at % (64 * step) != 0)
            continue;
        CHECK_EQ(process_vm_readv(pid, &to, 1, from, 2, 0), 1);
        CHECK_EQ(c[0], 'a');
    }
}

int main(void)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0)
        for (;;)
            pause();
    check(getpid(), STEP);
    check(pid, 16 * STEP);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
