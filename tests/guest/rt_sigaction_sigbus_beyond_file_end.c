/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * SIGBUS for a page beyond the file's end has BUS_ADRERR and the address
 * (sigaction(2)).
 */
#include <setjmp.h>

#include "check.h"

static volatile siginfo_t seen;
static sigjmp_buf back;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)context;
    CHECK_EQ(sig, SIGBUS);
    seen = *info;
    siglongjmp(back, 1);
}

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    volatile char *p = mmap(NULL, 2 * PAGE, PROT_READ, MAP_SHARED, fd, 0);

    CHECK(p != MAP_FAILED);
    set_handler(SIGBUS, handler, 0);
    if (sigsetjmp(back, 1) == 0) {
        (void)p[PAGE + 9];
        CHECK(!"a fault");
    }
    CHECK_EQ(seen.si_code, BUS_ADRERR);
    CHECK_EQ(seen.si_addr, p + PAGE + 9);
    return passed();
}
