/* SPDX-License-Identifier: GPL-2.0-or-later */
/* process_vm_writev(2) writes where something is mapped that may be written. */
#include <sys/uio.h>

#include "check.h"

/* Where neither the program nor the kernel has put anything. */
#define FROM 0x680000000000UL
#define TO 0x690000000000UL
#define STEP 0x2000000UL

static ssize_t write_one(unsigned long at)
{
    struct iovec from = {"x", 1}, to = {(void *)at, 1};

    return process_vm_writev(getpid(), &from, 1, &to, 1, 0);
}

int main(void)
{
    char *page = map_anon(PAGE, PROT_READ | PROT_WRITE);

    CHECK_EQ(write_one((unsigned long)page), 1);
    CHECK_EQ(page[0], 'x');
    CHECK_OK(mprotect(page, PAGE, PROT_READ));
    CHECK_ERR(write_one((unsigned long)page), EFAULT);
    for (unsigned long at = FROM; at < TO; at += STEP)
        CHECK_ERR(write_one(at), EFAULT);
    return passed();
}
