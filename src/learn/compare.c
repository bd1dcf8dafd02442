/* SPDX-License-Identifier: GPL-2.0-or-later */
/* compare.c - see compare.h. */
#include "learn/compare.h"

#include <stdlib.h>

#include "policy/call_filter.h"
#include "policy/paths.h"
#include "policy/pledge.h"
#include "report/usage.h"
#include "supervisor/say.h"

static bool allows_call(const struct learned *baseline, unsigned nr)
{
    if (!baseline->has_calls || call_filter_is_vital((int)nr) ||
        trace_call_has(baseline->calls, nr))
        return true;
    return baseline->promises != 0 && pledge_allows(baseline->promises, syscall_notes[nr].name);
}

static unsigned tell_calls(const struct learned *learned, const struct learned *baseline)
{
    unsigned news = 0;

    for (unsigned nr = 0; nr < SYSCALL_TABLE_SIZE; nr++) {
        if (!trace_call_has(learned->calls, nr) || syscall_notes[nr].name == NULL ||
            allows_call(baseline, nr))
            continue;
        say("learn: new: system call %s", syscall_notes[nr].name);
        news++;
    }
    return news;
}

static const char *in_words(unsigned rights)
{
    if (rights & RIGHT_EXECUTE)
        return "executed";
    if (rights & RIGHT_CREATE)
        return "made, removed or renamed in";
    if (rights & RIGHT_WRITE)
        return "changed";
    return rights & RIGHT_READ ? "read" : "listed";
}

static unsigned tell_paths(const struct learned *learned, const struct learned *baseline)
{
    size_t count;
    struct learned_path **paths;
    unsigned news = 0;

    if (!baseline->has_paths)
        return 0;
    paths = learned_sorted(learned, &count);
    for (size_t i = 0; i < count; i++) {
        unsigned more = paths[i]->rights & ~learned_rights(baseline, paths[i]->path);

        if (more == 0)
            continue;
        say("learn: new: %s: %s", paths[i]->path, in_words(more));
        news++;
    }
    free(paths);
    return news;
}

static unsigned tell_ports(const uint64_t ports[LEARNED_PORT_WORDS],
                           const uint64_t allowed[LEARNED_PORT_WORDS], const char *what)
{
    unsigned news = 0;

    for (unsigned port = 0; port < 65536; port++)
        if (learned_has_port(ports, port) && !learned_has_port(allowed, port)) {
            say("learn: new: TCP port %u %s", port, what);
            news++;
        }
    return news;
}

static unsigned tell_network(const struct learned *learned, const struct learned *baseline)
{
    unsigned news = 0;

    if (learned->has_daemons && !baseline->has_daemons) {
        say("learn: new: Unix sockets of processes outside");
        news++;
    }
    if (!learned->has_network)
        return news;
    if (!baseline->has_network) {
        say("learn: new: the network");
        news++;
    }
    if (baseline->has_chosen_ports)
        return news;
    news += tell_ports(learned->connect_ports, baseline->connect_ports, "connected to");
    return news + tell_ports(learned->bind_ports, baseline->bind_ports, "bound to");
}

unsigned compare_tell(const struct learned *learned, const struct learned *baseline)
{
    unsigned news = tell_calls(learned, baseline);

    news += tell_paths(learned, baseline);
    return news + (baseline->has_paths ? tell_network(learned, baseline) : 0);
}
