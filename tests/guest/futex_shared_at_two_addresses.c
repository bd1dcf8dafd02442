/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A shared futex is the memory, not the address: two mappings of a file meet
 * (futex(2)).
 */
#include "waiter.h"

int main(void)
{
    int fd = CHECK_OK(memfd_create("f", 0));
    volatile uint32_t *a, *b;
    struct waiter w = { 0 };

    CHECK_OK(ftruncate(fd, PAGE));
    a = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    b = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(a != MAP_FAILED && b != MAP_FAILED);
    start_waiter(&w, a + 3, FUTEX_WAIT);
    CHECK_EQ(futex(b + 4, FUTEX_WAKE, 1, NULL, NULL, 0), 0);
    CHECK_EQ(futex(b + 3, FUTEX_WAKE, 1, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w), 0);
    start_waiter(&w, a, FUTEX_WAIT_PRIVATE);
    CHECK_EQ(futex(b, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 0);
    CHECK_EQ(futex(a, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0), 1);
    CHECK_EQ(join_waiter(&w), 0);
    return passed();
}
