/* SPDX-License-Identifier: GPL-2.0-or-later */
/* usage.c - see usage.h. */
#include "report/usage.h"

#include <stddef.h>
#include <sys/ipc.h>
#include <sys/random.h>
#include <sys/shm.h>

#include "abi/usage.h"
#include "supervisor/say.h"

/* It is marked for removal at once, so that it goes with the last who has it, even
 * if lxrun is killed; Linux lets others share it all the same (shmctl(2)). */
struct usage *usage_share(struct lx_config *config)
{
    int id = shmget(IPC_PRIVATE, sizeof(struct usage), IPC_CREAT | 0666);
    struct usage *usage;

    if (id < 0)
        return NULL;
    usage = shmat(id, NULL, 0);
    shmctl(id, IPC_RMID, NULL);
    if (usage == (void *)-1)
        return NULL;
    if (getrandom(&config->usage_nonce, sizeof(config->usage_nonce), 0) < 0)
        return NULL;
    config->usage_nonce |= 1;
    config->usage_id = (uint32_t)id;
    usage->nonce = config->usage_nonce;
    return usage;
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
