/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The auxiliary vector tells the truth about program, interpreter and process
 * (getauxval(3)).
 */
#include <elf.h>
#include <link.h>
#include <sys/auxv.h>

#include "check.h"

extern const Elf64_Ehdr __ehdr_start;

static int after(void)
{
    const char *base = (const char *)&__ehdr_start;
    const Elf64_Phdr *ph = (const Elf64_Phdr *)getauxval(AT_PHDR);
    unsigned long file[128];
    int fd = CHECK_OK(open("/proc/self/auxv", O_RDONLY)), last;
    ssize_t size = CHECK_OK(read(fd, file, sizeof file));

    CHECK_EQ(ph, base + __ehdr_start.e_phoff);
    CHECK_EQ(getauxval(AT_PHENT), sizeof(Elf64_Phdr));
    CHECK_EQ(getauxval(AT_PHNUM), __ehdr_start.e_phnum);
    CHECK_EQ(getauxval(AT_ENTRY), base + __ehdr_start.e_entry);
    CHECK_EQ(memcmp((void *)getauxval(AT_BASE), ELFMAG, SELFMAG), 0);
    CHECK_EQ(memcmp((void *)getauxval(AT_SYSINFO_EHDR), ELFMAG, SELFMAG), 0);
    CHECK_EQ(getauxval(AT_PAGESZ), 4096);
    CHECK_EQ(getauxval(AT_CLKTCK), 100);
    CHECK_EQ(getauxval(AT_SECURE), 0);
    CHECK_EQ(getauxval(AT_UID), getuid());
    CHECK_EQ(getauxval(AT_EUID), geteuid());
    CHECK_EQ(getauxval(AT_GID), getgid());
    CHECK_EQ(getauxval(AT_EGID), getegid());
    CHECK_EQ(getauxval(AT_FLAGS), 0);
    CHECK_STR((char *)getauxval(AT_PLATFORM), "x86_64");
    CHECK_STR((char *)getauxval(AT_EXECFN), "./by-this-name");
    CHECK(getauxval(AT_HWCAP) != 0);
    CHECK(getauxval(AT_MINSIGSTKSZ) >= 1024);
    for (last = 0; file[2 * last] != AT_NULL; last++)
        if (file[2 * last] == AT_HWCAP) /* glibc's own loader changes its copy */
            printf("%lx %lx\n", file[2 * last + 1], getauxval(AT_HWCAP2));
        else
            CHECK_EQ(file[2 * last + 1], getauxval(file[2 * last]));
    CHECK_EQ(size, (last + 1) * 16);
    return 0;
}

int main(int argc, char **argv)
{
    char self[4096] = "";
    pid_t pid;

    (void)argv;
    if (argc > 1)
        return after();
    CHECK_OK(readlink("/proc/self/exe", self, sizeof self - 1));
    CHECK_OK(symlink(self, "by-this-name"));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("./by-this-name", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
