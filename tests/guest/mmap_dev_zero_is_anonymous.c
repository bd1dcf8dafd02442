/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /dev/zero maps as zeroed memory, private or shared over fork (zero(4)). */
#include "check.h"

static char *shared;

static void child(void)
{
    shared[5] = 6;
}

int main(void)
{
    int fd = CHECK_OK(open("/dev/zero", O_RDWR));
    char *private = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_PRIVATE, fd, 0);

    shared = mmap(NULL, PAGE, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    CHECK(private != MAP_FAILED && shared != MAP_FAILED);
    CHECK_EQ(private[9], 0);
    private[9] = 1;
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_EQ(shared[5], 6);
    return passed();
}
