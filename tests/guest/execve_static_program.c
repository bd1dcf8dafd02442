/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A static program starts, with AT_BASE 0, and runs children and threads like
 * any other.
 */
/* build: static */
#include <elf.h>
#include <sys/auxv.h>

#include "check.h"

extern const Elf64_Ehdr __ehdr_start;
static __thread int tls = 11;

static void *thread(void *arg)
{
    CHECK_EQ(tls, 11);
    tls = 12;
    return arg;
}

int main(int argc, char **argv)
{
    pid_t pid;

    (void)argv;
    CHECK_EQ(getauxval(AT_BASE), 0);
    CHECK_EQ(getauxval(AT_PHDR), (char *)&__ehdr_start + __ehdr_start.e_phoff);
    CHECK_EQ(getauxval(AT_ENTRY), __ehdr_start.e_entry);
    if (argc > 1)
        return 50;
    join_thread(start_thread(thread, NULL));
    CHECK_EQ(tls, 11);
    CHECK(malloc(1000000) != NULL);
    pid = CHECK_OK(fork());
    if (pid == 0) {
        execl("/proc/self/exe", "x", "y", NULL);
        CHECK(!"exec");
    }
    CHECK_EQ(wait_status(pid), EXITED(50));
    return passed();
}
