/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A page under a key without access faults with SEGV_PKUERR; without keys
 * there is none to get.
 */
#include "check.h"

static volatile char *page;

static void denied(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGSEGV);
    CHECK_EQ(info->si_code, SEGV_PKUERR);
    CHECK_EQ(info->si_addr, page);
    CHECK_OK(syscall(SYS_pkey_mprotect, page, PAGE, PROT_READ | PROT_WRITE, 0));
}

int main(void)
{
    int key = pkey_alloc(0, PKEY_DISABLE_ACCESS);

    page = map_anon(PAGE, PROT_READ | PROT_WRITE);
    if (key == -1) {
        CHECK(errno == ENOSPC || errno == EINVAL || errno == ENOSYS);
        CHECK_ERR(syscall(SYS_pkey_mprotect, page, PAGE, PROT_READ, 1), EINVAL);
    } else {
        set_handler(SIGSEGV, denied, 0);
        CHECK_OK(syscall(SYS_pkey_mprotect, page, PAGE, PROT_READ | PROT_WRITE, key));
        page[0] = 1;
        CHECK_OK(pkey_free(key));
    }
    return passed();
}
