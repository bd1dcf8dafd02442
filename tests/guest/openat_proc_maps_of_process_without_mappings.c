/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * /proc/PID/maps, smaps_rollup and statm of a process that has unmapped everything
 * and is kept by its tracer where it must die: nothing is left but the vsyscall page.
 */
#include <sys/ptrace.h>

#include "check.h"

/* This is about its files.  Under lxrun such a process at times dies without a stop
 * (README, Limits). */
#define ATTEMPTS 20

static char text[1 << 16];

static void read_file_of(pid_t pid, const char *name)
{
    char path[64];
    ssize_t size;
    int fd;

    snprintf(path, sizeof(path), "/proc/%d/%s", pid, name);
    fd = CHECK_OK(open(path, O_RDONLY));
    size = CHECK_OK(read(fd, text, sizeof(text) - 1));
    text[size] = '\0';
    CHECK_OK(close(fd));
}

static void check_files(pid_t pid)
{
    unsigned long size, resident, shared;

    read_file_of(pid, "maps");
    CHECK(text[0] == '\0' || strncmp(text, "ffffffffff600000-", 17) == 0);
    CHECK(strchr(text, '\n') == NULL || strchr(text, '\n')[1] == '\0');
    read_file_of(pid, "smaps_rollup");
    CHECK(strncmp(text, "00000000-00000000 ---p 00000000 00:00 0   ", 42) == 0);
    CHECK(strstr(text, "\nRss:                   0 kB\n") != NULL);
    CHECK(strstr(text, "\nPss:                   0 kB\n") != NULL);
    read_file_of(pid, "statm");
    CHECK_EQ(sscanf(text, "%lu %lu %lu", &size, &resident, &shared), 3);
    CHECK_EQ(size, 0);
    CHECK_EQ(resident, shared);
}

static pid_t start_without_mappings(int *status)
{
    pid_t pid = CHECK_OK(fork());

    if (pid == 0) {
        CHECK_OK(ptrace(PTRACE_TRACEME, 0, NULL, NULL));
        munmap(NULL, (1UL << 47) - PAGE);
        _exit(1);
    }
    CHECK_EQ(waitpid(pid, status, 0), pid);
    return pid;
}

int main(void)
{
    int status, attempts = ATTEMPTS;
    pid_t pid = start_without_mappings(&status);

    while (!WIFSTOPPED(status) && --attempts > 0)
        pid = start_without_mappings(&status);
    CHECK(WIFSTOPPED(status));
    CHECK_EQ(WSTOPSIG(status), SIGSEGV);
    check_files(pid);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
