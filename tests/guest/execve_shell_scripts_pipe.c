/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A shell script with pipes, subshells, traps and background jobs gives the
 * right answer.
 */
#include "check.h"

static const char script[] =
    "#!/bin/sh\n"
    "trap 'got=usr1' USR1\n"
    "kill -USR1 $$\n"
    "test \"$got\" = usr1 || exit 1\n"
    "(exit 9) & wait $!\n"
    "test $? = 9 || exit 2\n"
    "n=$(seq 1 200 | grep 7 | wc -l)\n"
    "test $n -eq 38 || exit 3\n"
    "x=$(echo a; echo b >&2) 2>/dev/null\n"
    "test \"$x\" = a || exit 4\n"
    "cat <<END | while read line; do test \"$line\" = here || exit 5; done\n"
    "here\n"
    "END\n"
    "exec sh -c 'exit 35'\n";

int main(void)
{
    pid_t pid;

    write_file("script", script, 0700);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("./script", "script", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(35));
    return passed();
}
