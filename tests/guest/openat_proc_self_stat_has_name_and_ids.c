/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/self/stat: id, name in parentheses, state, parent, group, session,
 * threads (proc(5)).
 */
#include <sys/prctl.h>

#include "check.h"

int main(void)
{
    char text[2048] = "", name[64], state;
    int fd, pid, parent, group, session;
    long threads = 0;
    char *after;

    CHECK_OK(prctl(PR_SET_NAME, "odd) name ("));
    fd = CHECK_OK(open("/proc/self/stat", O_RDONLY));
    CHECK(read(fd, text, sizeof text - 1) > 0);
    after = strrchr(text, ')') + 2;
    CHECK_EQ(sscanf(text, "%d (%63[^\n]", &pid, name), 2);
    CHECK_EQ(strncmp(name, "odd) name () ", 13), 0);
    CHECK_EQ(sscanf(after, "%c %d %d %d", &state, &parent, &group, &session), 4);
    CHECK_EQ(pid, getpid());
    CHECK_EQ(state, 'R');
    CHECK_EQ(parent, getppid());
    CHECK_EQ(group, getpgrp());
    CHECK_EQ(session, getsid(0));
    for (int field = 3; field < 20; field++)
        after = strchr(after, ' ') + 1;
    CHECK_EQ(sscanf(after, "%ld", &threads), 1);
    CHECK_EQ(threads, 1);
    return passed();
}
