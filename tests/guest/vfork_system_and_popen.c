/* SPDX-License-Identifier: GPL-2.0-or-later */
/* system(3) and popen(3) run a shell and bring back its status and output. */
#include "check.h"

int main(void)
{
    char line[64] = "";
    FILE *shell;

    CHECK_EQ(system("exit 7"), EXITED(7));
    CHECK_EQ(system("kill -TERM $$"), SIGTERM);
    CHECK_EQ(system("test \"$(echo a b | tr a-z A-Z)\" = 'A B'"), 0);
    shell = popen("for i in 1 2 3; do echo $i; done | sort -r | tr '\\n' ' '", "r");
    CHECK(shell != NULL && fgets(line, sizeof line, shell) != NULL);
    CHECK_STR(line, "3 2 1 ");
    CHECK_EQ(pclose(shell), 0);
    shell = popen("read a b; exit $b", "w");
    CHECK(shell != NULL && fputs("4 5\n", shell) >= 0);
    CHECK_EQ(pclose(shell), EXITED(5));
    return passed();
}
