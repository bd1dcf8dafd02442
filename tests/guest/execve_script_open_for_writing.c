/* SPDX-License-Identifier: GPL-2.0-or-later */
/* execve(2): a script that is open for writing is busy; as soon as it is closed it runs. */
#include "check.h"

static void run_script(void)
{
    char *argv[] = { "script", NULL };

    execv("./script", argv);
    _exit(errno == ETXTBSY ? 55 : 56);
}

int main(void)
{
    int fd;

    write_file("script", "#!/bin/sh\nexit 7\n", 0755);
    CHECK_EQ(child_status(run_script), EXITED(7));
    fd = CHECK_OK(open("script", O_WRONLY | O_APPEND | O_CLOEXEC));
    CHECK_EQ(child_status(run_script), EXITED(55));
    CHECK_OK(close(fd));
    CHECK_EQ(child_status(run_script), EXITED(7));
    return passed();
}
