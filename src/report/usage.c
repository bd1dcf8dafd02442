/* SPDX-License-Identifier: GPL-2.0-or-later */
/* usage.c - see usage.h. */
#include "report/usage.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "abi/usage.h"
#include "supervisor/say.h"

/* The guest can write into it, but not take it from under lxrun. */
static int make_memory(void)
{
    int fd = memfd_create("lxrun-usage", MFD_CLOEXEC | MFD_ALLOW_SEALING);

    if (fd < 0)
        return -1;
    if (ftruncate(fd, sizeof(struct usage)) == 0 &&
        fcntl(fd, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
        return fd;
    close(fd);
    return -1;
}

struct usage *usage_share(struct lx_config *config, int *fd)
{
    void *at = MAP_FAILED;

    *fd = make_memory();
    if (*fd >= 0)
        at = mmap(NULL, sizeof(struct usage), PROT_READ | PROT_WRITE, MAP_SHARED, *fd, 0);
    config->has_usage = at != MAP_FAILED;
    return at != MAP_FAILED ? at : NULL;
}

static void tell_known(const struct usage *usage)
{
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++) {
        const struct syscall_note *note = &syscall_notes[nr];

        if (!(usage->used[nr / 32] >> (nr % 32) & 1))
            continue;
        if (note->name == NULL)
            say("used: system call %u: there is none of this number", nr);
        else if (note->lacks[0] != '\0')
            say("used: %s: %s", note->name, note->lacks);
    }
}

void usage_tell(const struct usage *usage)
{
    if (usage == NULL) {
        say("--verbose: no shared memory, so nothing is known of the calls");
        return;
    }
    tell_known(usage);
    for (int i = 0; i < USAGE_UNKNOWN_COUNT && usage->unknown[i] != 0; i++)
        say("used: system call %d: there is none of this number",
            (int)(usage->unknown[i] - 1));
}

void usage_tell_count(const struct usage *usage)
{
    const uint64_t *calls = usage != NULL ? usage->calls : NULL;

    if (usage == NULL) {
        say("--stats: no shared memory, so nothing is known of the calls");
        return;
    }
    say("system calls: %llu trapped, %llu rewritten, %llu served",
        (unsigned long long)calls[USAGE_TRAPPED],
        (unsigned long long)calls[USAGE_REWRITTEN],
        (unsigned long long)calls[USAGE_SERVED]);
}
