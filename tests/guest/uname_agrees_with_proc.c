/* SPDX-License-Identifier: GPL-2.0-or-later */
/* uname(2) tells what /proc/sys/kernel has, and fails with EFAULT (uname(2)). */
#include <sys/utsname.h>

#include "check.h"

static void check_file(const char *path, const char *want)
{
    char text[256];
    FILE *f = fopen(path, "r");

    CHECK(f != NULL && fgets(text, sizeof text, f) != NULL);
    fclose(f);
    text[strcspn(text, "\n")] = '\0';
    CHECK_STR(text, want);
}

int main(void)
{
    struct utsname name;
    char *page = map_anon(2 * PAGE, PROT_READ | PROT_WRITE);

    memset(&name, 'x', sizeof name);
    CHECK_OK(uname(&name));
    check_file("/proc/sys/kernel/osrelease", name.release);
    check_file("/proc/sys/kernel/ostype", name.sysname);
    check_file("/proc/sys/kernel/version", name.version);
    check_file("/proc/sys/kernel/hostname", name.nodename);
    CHECK_STR(name.machine, "x86_64");
    CHECK_ERR(syscall(SYS_uname, NULL), EFAULT);
    CHECK_OK(mprotect(page + PAGE, PAGE, PROT_NONE));
    CHECK_OK(syscall(SYS_uname, page + PAGE - sizeof name));
    CHECK_ERR(syscall(SYS_uname, page + PAGE - sizeof name + 1), EFAULT);
    return passed();
}
