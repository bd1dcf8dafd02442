/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A static PIE relocates itself, at an address of the kernel's choice, with AT_BASE 0. */
/* build: static-pie */
#include <elf.h>
#include <sys/auxv.h>

#include "check.h"

extern const Elf64_Ehdr __ehdr_start;
static int target = 21;
static int *volatile relocated = &target;

int main(int argc, char **argv)
{
    pid_t pid;

    (void)argv;
    CHECK_EQ(getauxval(AT_BASE), 0);
    CHECK_EQ(getauxval(AT_ENTRY), (char *)&__ehdr_start + __ehdr_start.e_entry);
    CHECK_EQ(*relocated, 21);
    if (argc > 1)
        return 51;
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(51));
    return passed();
}
