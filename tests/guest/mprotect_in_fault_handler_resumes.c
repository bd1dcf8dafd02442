/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A SIGSEGV handler opens the page and the faulting store is done again (write
 * barriers of GCs).
 */
#include "check.h"

#define COUNT 200

static char *heap;
static volatile int faults;

static void open_page(int sig, siginfo_t *info, void *context)
{
    char *page = (char *)((uintptr_t)info->si_addr & -PAGE);

    (void)context;
    CHECK_EQ(sig, SIGSEGV);
    CHECK_EQ(info->si_code, SEGV_ACCERR);
    CHECK(page >= heap && page < heap + COUNT * PAGE);
    faults++;
    CHECK_OK(mprotect(page, PAGE, PROT_READ | PROT_WRITE));
}

int main(void)
{
    heap = map_anon(COUNT * PAGE, PROT_READ);
    set_handler(SIGSEGV, open_page, 0);
    for (int round = 1; round <= 3; round++) {
        for (int i = 0; i < COUNT; i++)
            ((volatile char *)heap)[i * PAGE + 5] = i + round;
        CHECK_EQ(faults, COUNT * round);
        CHECK_OK(mprotect(heap, COUNT * PAGE, PROT_READ));
        for (int i = 0; i < COUNT; i++)
            CHECK_EQ(heap[i * PAGE + 5], (char)(i + round));
    }
    return passed();
}
