/* SPDX-License-Identifier: GPL-2.0-or-later */
/* usage.c - see usage.h. */
#include "report/usage.h"

#include <fcntl.h>
#include <stddef.h>
#include <sys/mman.h>
#include <unistd.h>

#include "abi/usage.h"
#include "report/status_fd.h"
#include "supervisor/say.h"

static const char no_such_call[] = "there is none of this number";

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

static void tell_call(unsigned nr, const char *name, const char *lacks)
{
    if (name != NULL)
        say("used: %s: %s", name, lacks);
    else
        say("used: system call %u: %s", nr, lacks);
    status_fd_used(nr, name, lacks);
}

static void tell_known(const struct usage *usage)
{
    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++) {
        const struct syscall_note *note = &syscall_notes[nr];

        if (!(usage->used[nr / 32] >> (nr % 32) & 1))
            continue;
        if (note->name == NULL)
            tell_call(nr, NULL, no_such_call);
        else if (note->lacks[0] != '\0')
            tell_call(nr, note->name, note->lacks);
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
        tell_call(usage->unknown[i] - 1, NULL, no_such_call);
}

static unsigned long long count_of(const struct usage *usage, enum usage_path path)
{
    return usage->calls[path];
}

/* Of the calls that came when their site was decided. */
static void tell_share(unsigned long long fast, unsigned long long slow)
{
    if (fast + slow == 0)
        say("after warm-up there were no calls");
    else
        say("after warm-up %.2f %% took the fast way",
            100 * (double)fast / (double)(fast + slow));
}

void usage_tell_count(const struct usage *usage)
{
    unsigned long long early, slow, fast;

    if (usage == NULL) {
        say("--stats: no shared memory, so nothing is known of the calls");
        return;
    }
    early = count_of(usage, USAGE_UNDECIDED);
    slow = count_of(usage, USAGE_LEFT) + count_of(usage, USAGE_DECLINED) +
           count_of(usage, USAGE_OFF);
    fast = count_of(usage, USAGE_REWRITTEN) + count_of(usage, USAGE_SERVED);
    say("system calls: %llu trapped, %llu rewritten, %llu served", early + slow,
        count_of(usage, USAGE_REWRITTEN), count_of(usage, USAGE_SERVED));
    say("trapped: %llu at sites not yet decided, %llu at sites left alone, "
        "%llu that need a whole frame, %llu with rewriting off",
        early, count_of(usage, USAGE_LEFT), count_of(usage, USAGE_DECLINED),
        count_of(usage, USAGE_OFF));
    tell_share(fast, slow);
}
