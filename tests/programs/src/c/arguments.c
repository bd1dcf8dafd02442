/* SPDX-License-Identifier: GPL-2.0-or-later */
/* arguments.c - what a program is told at its start: arguments, environment, auxiliary vector. */
#define _GNU_SOURCE
#include <elf.h>
#include <errno.h>
#include <libgen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

extern char **environ;

static void check(const char *what, int ok)
{
    if (!ok)
        printf("  wrong: %s\n", what);
}

int main(int argc, char **argv)
{
    char path[4096] = "";
    int count = 0;

    printf("%d:", argc);
    for (int i = 0; i < argc; i++)
        printf(" [%s]", i == 0 ? basename(argv[0]) : argv[i]);
    while (environ[count] != NULL)
        count++;
    printf(" and %d variables\n", count);

    check("argv ends in NULL", argv[argc] == NULL);
    check("stack alignment", ((uintptr_t)__builtin_frame_address(0) & 15) == 0);
    check("environ follows argv", environ == argv + argc + 1 || count == 0);
    check("AT_PAGESZ", getauxval(AT_PAGESZ) == (unsigned long)sysconf(_SC_PAGESIZE));
    check("AT_PHDR", memcmp((char *)getauxval(AT_PHDR) - sizeof(Elf64_Ehdr), ELFMAG, SELFMAG) == 0);
    check("AT_PHENT", getauxval(AT_PHENT) == sizeof(Elf64_Phdr));
    check("AT_RANDOM", getauxval(AT_RANDOM) != 0);
    check("AT_SYSINFO_EHDR", memcmp((char *)getauxval(AT_SYSINFO_EHDR), ELFMAG, SELFMAG) == 0);
    check("AT_UID", getauxval(AT_UID) == getuid() && getauxval(AT_EGID) == getegid());
    check("AT_SECURE", getauxval(AT_SECURE) == 0);
    check("AT_PLATFORM", strcmp((char *)getauxval(AT_PLATFORM), "x86_64") == 0);
    check("AT_CLKTCK", getauxval(AT_CLKTCK) == 100);
    check("AT_HWCAP2", errno == 0 && getauxval(AT_HWCAP) != 0);
    printf("  executed as %s", basename((char *)getauxval(AT_EXECFN)));
    if (readlink("/proc/self/exe", path, sizeof path - 1) > 0)
        printf(", /proc says %s", basename(path));
    printf(", short name %s\n", program_invocation_short_name);
    return 0;
}
