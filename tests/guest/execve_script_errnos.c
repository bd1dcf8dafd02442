/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Bad `#!` lines: ENOENT, EACCES or ENOEXEC, as the kernel has it (execve(2)). */
#include "check.h"

static void refuse(const char *text, int want)
{
    char *argv[] = { "x", NULL };

    write_file("script", text, 0700);
    CHECK_ERR(execv("./script", argv), want);
}

int main(void)
{
    static char long_line[600] = "#!/";

    memset(long_line + 3, 'l', 500);
    refuse("#!/nowhere/sh\n", ENOENT);
    refuse("#!/bin/sh\r\n", ENOENT);
    refuse("#!/\n", EACCES);
    refuse("#!/etc/passwd\n", EACCES);
    refuse("#!\n", ENOEXEC);
    refuse("#! \t \n/bin/sh\n", ENOEXEC);
    refuse("#", ENOEXEC);
    refuse("# !/bin/sh\n", ENOEXEC);
    refuse(" #!/bin/sh\n", ENOEXEC);
    refuse(long_line, ENOEXEC);
    write_file("script", "#!", 0700); /* the name is empty: the kernel's choice */
    CHECK_EQ(execl("./script", "x", NULL), -1);
    printf("%d\n", errno);
    return passed();
}
