/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Processes that share their parent's memory leave nothing in it when they end
 * (clone(2)).
 */
#include <sched.h>

#include "check.h"

#define STACK (16 * PAGE)
#define WARM_UP 20
#define ROUNDS 400

static int body(void *status)
{
    syscall(SYS_exit_group, (long)status);
    return 0;
}

static long size_in_pages(void)
{
    char text[64] = "";
    int fd = CHECK_OK(open("/proc/self/statm", O_RDONLY));

    CHECK_OK(read(fd, text, sizeof text - 1));
    CHECK_OK(close(fd));
    return atol(text);
}

int main(void)
{
    char *stack = map_anon(STACK, PROT_READ | PROT_WRITE);
    long size = 0;

    for (long i = 0; i < ROUNDS; i++) {
        pid_t pid =
            CHECK_OK(clone(body, stack + STACK, CLONE_VM | SIGCHLD, (void *)(i % 100)));

        CHECK_EQ(wait_status(pid), EXITED(i % 100));
        if (i == WARM_UP)
            size = size_in_pages();
    }
    CHECK_EQ(size_in_pages(), size);
    return passed();
}
