/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A thread's name has fifteen bytes, is its own, and shows in /proc (prctl(2),
 * proc(5)).
 */
#include <sys/prctl.h>

#include "check.h"

static void check_comm(const char *path, const char *want)
{
    char text[32] = "";
    int fd = CHECK_OK(open(path, O_RDONLY));

    CHECK(read(fd, text, sizeof text - 1) > 0);
    CHECK_OK(close(fd));
    CHECK_STR(text, want);
}

static void *thread(void *arg)
{
    char name[16];

    CHECK_OK(prctl(PR_GET_NAME, name));
    CHECK_STR(name, "main-thread-wit");
    CHECK_OK(prctl(PR_SET_NAME, "worker"));
    check_comm("/proc/thread-self/comm", "worker\n");
    check_comm("/proc/self/comm", "main-thread-wit\n");
    return arg;
}

static void child(void)
{
    check_comm("/proc/self/comm", "main-thread-wit\n");
}

int main(void)
{
    char name[16];

    check_comm("/proc/self/comm", "prctl_name_is_p\n");
    CHECK_OK(prctl(PR_SET_NAME, "main-thread-with-a-long-name"));
    CHECK_OK(prctl(PR_GET_NAME, name));
    CHECK_STR(name, "main-thread-wit");
    join_thread(start_thread(thread, NULL));
    check_comm("/proc/self/comm", "main-thread-wit\n");
    CHECK_EQ(child_status(child), EXITED(0));
    return passed();
}
