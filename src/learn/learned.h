/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * learned.h - what runs have needed, or what a profile allows: the same, seen from two
 * sides.
 *
 * Rights are those of policy/paths.h and hold for a path and all beneath it.
 *
 * World   lxrun.  One thread at a time.
 */
#ifndef LXRUN_LEARN_LEARNED_H
#define LXRUN_LEARN_LEARNED_H

#include <stdbool.h>
#include <stdint.h>

#include "policy/profile.h"
#include "report/table.h"
#include "report/trace_options.h"

#define LEARNED_PORT_WORDS (65536 / 64)

struct learned_path {
    unsigned rights; /* RIGHT_… */
    UT_hash_handle hh;
    char path[];
};

struct learned {
    uint64_t calls[TRACE_CALL_WORDS];
    bool has_calls;        /* else the set above says nothing: all calls */
    uint64_t promises;     /* bits of policy/pledge.h */
    struct learned_path *paths;
    bool has_paths;        /* else every file */
    bool has_network;      /* peers beyond the run */
    bool has_inet, has_unix, has_processes; /* sockets, processes were made */
    bool has_chosen_ports; /* of the kernel's choice, connected to: others each time */
    bool has_daemons;      /* Unix sockets of others were connected to */
    uint64_t connect_ports[LEARNED_PORT_WORDS]; /* TCP */
    uint64_t bind_ports[LEARNED_PORT_WORDS];
    enum profile base;     /* the strictest profile whose floor lets all this through */
    bool is_incomplete;    /* a name could not be followed */
};

/* `path` is absolute. */
void learned_add_path(struct learned *learned, const char *path, unsigned rights);
/* The rights that hold for a path, those of what it lies beneath among them. */
unsigned learned_rights(const struct learned *learned, const char *path);
/* Leave out what is granted by a path above. */
void learned_reduce(struct learned *learned);
/* The paths in order, to be freed; *count of them. */
struct learned_path **learned_sorted(const struct learned *learned, size_t *count);
void learned_free(struct learned *learned);

static inline void learned_add_port(uint64_t ports[LEARNED_PORT_WORDS], unsigned port)
{
    ports[port / 64] |= (uint64_t)1 << (port % 64);
}

static inline bool learned_has_port(const uint64_t ports[LEARNED_PORT_WORDS], unsigned port)
{
    return ports[port / 64] >> (port % 64) & 1;
}

#endif
