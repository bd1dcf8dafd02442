/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Text without `#!` is ENOEXEC to execve, and run by sh through execvp (exec(3)). */
#include "check.h"

int main(void)
{
    pid_t pid;

    write_file("plain", "test \"$1\" = 'an arg' && exit 34\n", 0700);
    CHECK_ERR(execl("./plain", "./plain", "an arg", NULL), ENOEXEC);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execlp("./plain", "./plain", "an arg", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(34));
    return passed();
}
