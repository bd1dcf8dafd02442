/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Who joins a user namespace is somebody else there. */
#include <fcntl.h>
#include <sched.h>

#include "ids.h"

static void join(int namespace)
{
    check_ids();
    CHECK_OK(setns(namespace, CLONE_NEWUSER));
    CHECK_EQ(check_ids().user[0], 65534);
    _exit(0);
}

int main(void)
{
    int ready[2], end[2], namespace;
    pid_t owner, joiner;
    char path[64], byte = 'x';

    CHECK_OK(pipe(ready));
    CHECK_OK(pipe(end));
    owner = fork();
    if (owner == 0) {
        CHECK_OK(unshare(CLONE_NEWUSER));
        CHECK_EQ(write(ready[1], &byte, 1), 1);
        CHECK_OK(close(end[1]));
        CHECK_EQ(read(end[0], &byte, 1), 0);
        _exit(0);
    }
    CHECK_EQ(read(ready[0], &byte, 1), 1);
    snprintf(path, sizeof(path), "/proc/%d/ns/user", (int)owner);
    namespace = open(path, O_RDONLY | O_CLOEXEC);
    CHECK(namespace >= 0);
    joiner = fork();
    if (joiner == 0)
        join(namespace);
    CHECK_EQ(wait_status(joiner), 0);
    CHECK_OK(close(end[1]));
    CHECK_EQ(wait_status(owner), 0);
    return passed();
}
