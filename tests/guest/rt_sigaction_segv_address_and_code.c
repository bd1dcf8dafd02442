/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGSEGV tells the address and whether it is unmapped, protected or no
 * address at all.
 */
#include <setjmp.h>

#include "check.h"

static volatile siginfo_t seen;
static sigjmp_buf back;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGSEGV);
    seen = *info;
    siglongjmp(back, 1);
}

static void touch(volatile char *at, int writes)
{
    memset((void *)&seen, 0, sizeof seen);
    if (sigsetjmp(back, 1) == 0) {
        if (writes)
            *at = 1;
        else
            (void)*at;
        CHECK(!"a fault");
    }
}

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ);

    CHECK_OK(munmap(p + PAGE, PAGE));
    set_handler(SIGSEGV, handler, 0);
    for (int round = 0; round < 20; round++) {
        touch(NULL, 0);
        CHECK_EQ(seen.si_code, SEGV_MAPERR);
        CHECK_EQ(seen.si_addr, NULL);
        touch(p + PAGE + 77, 1);
        CHECK_EQ(seen.si_code, SEGV_MAPERR);
        CHECK_EQ(seen.si_addr, p + PAGE + 77);
        touch(p + 123, 1);
        CHECK_EQ(seen.si_code, SEGV_ACCERR);
        CHECK_EQ(seen.si_addr, p + 123);
        touch((char *)0x8000000000001234, 0);
        CHECK_EQ(seen.si_code, SI_KERNEL);
        CHECK_EQ(seen.si_addr, NULL);
    }
    return passed();
}
