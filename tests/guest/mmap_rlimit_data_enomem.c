/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * RLIMIT_DATA bounds private writable memory, not shared or read-only memory
 * (getrlimit(2)).
 */
#include <sys/resource.h>

#include "check.h"

static void child(void)
{
    struct rlimit none = { 0, 0 };

    CHECK_OK(setrlimit(RLIMIT_DATA, &none));
    CHECK_ERR((long)mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS,
                         -1, 0),
              ENOMEM);
    CHECK_OK((long)mmap(NULL, PAGE, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    CHECK_OK((long)mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
                        -1, 0));
}

int main(void)
{
    CHECK_EQ(child_status(child), EXITED(0));
    return passed();
}
