/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * In a new user namespace nobody is anybody until another process has written its map:
 * then the ids of a thread change without a call of its own.
 */
#include <fcntl.h>
#include <sched.h>

#include "ids.h"

static int is_new[2], is_mapped[2];

static void tell(pid_t of, const char *name, const char *text)
{
    char path[64];
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/%s", (int)of, name);
    fd = open(path, O_WRONLY | O_CLOEXEC);
    CHECK(fd >= 0);
    CHECK_EQ(write(fd, text, strlen(text)), strlen(text));
    CHECK_OK(close(fd));
}

static void write_map(pid_t of, const char *name, unsigned outside)
{
    char map[64];

    snprintf(map, sizeof(map), "7 %u 1", outside);
    tell(of, name, map);
}

static int be_mapped(void)
{
    char byte = 'x';

    check_ids();
    CHECK_OK(unshare(CLONE_NEWUSER));
    check_ids();
    CHECK_EQ(write(is_new[1], &byte, 1), 1);
    CHECK_EQ(read(is_mapped[0], &byte, 1), 1);
    CHECK_EQ(check_ids().user[0], 7);
    CHECK_EQ(check_ids().group[1], 7);
    check_ids_in_child();
    return 0;
}

int main(void)
{
    const struct ids mine = check_ids();
    char byte = 'x';
    pid_t child;

    CHECK_OK(pipe(is_new));
    CHECK_OK(pipe(is_mapped));
    child = fork();
    CHECK(child >= 0);
    if (child == 0)
        _exit(be_mapped());
    CHECK_EQ(read(is_new[0], &byte, 1), 1);
    tell(child, "setgroups", "deny");
    write_map(child, "uid_map", mine.user[1]);
    write_map(child, "gid_map", mine.group[1]);
    CHECK_EQ(write(is_mapped[1], &byte, 1), 1);
    CHECK_EQ(wait_status(child), 0);
    return passed();
}
