/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * MAP_SHARED|MAP_ANONYMOUS memory is shared with a forked child, private
 * memory is not.
 */
#include "check.h"

static volatile int *shared, *private;

static void child(void)
{
    CHECK_EQ(*shared, 1);
    *shared = 2;
    *private = 2;
}

int main(void)
{
    shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    CHECK(shared != MAP_FAILED);
    private = (int *)map_anon(PAGE, PROT_READ | PROT_WRITE);
    *shared = *private = 1;
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(*shared, 2);
    CHECK_EQ(*private, 1);
    return passed();
}
