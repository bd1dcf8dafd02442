/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * network.h - what may be reached.
 *
 * NETWORK_NONE is a network namespace with loopback only where there are namespaces,
 * and no network sockets at all where there are not.
 */
#ifndef LXRUN_POLICY_NETWORK_H
#define LXRUN_POLICY_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum policy_network_mode {
    NETWORK_UNSAID, /* as the profile says */
    NETWORK_HOST,
    NETWORK_NONE,
};

enum policy_peer_kind {
    PEER_ALLOW,       /* --allow HOST:PORT: lxrun connects on the guest's behalf */
    PEER_CONNECT_TCP, /* --connect-tcp PORT: Landlock, on the host's network */
    PEER_BIND_TCP,    /* --bind-tcp PORT: likewise */
};

struct policy_peer {
    enum policy_peer_kind kind;
    const char *host; /* PEER_ALLOW: HOST:PORT (broker/allow.h); else NULL */
    uint16_t port;    /* 0: any */
    const char *origin;
};

struct policy_network {
    enum policy_network_mode mode;
    bool has_loopback; /* NETWORK_NONE was asked for by name: at best with a loopback */
    bool is_limited_connect; /* TCP: only PEER_CONNECT_TCP */
    bool is_limited_bind;    /* TCP: only PEER_BIND_TCP */
    bool is_scoped;          /* no abstract Unix sockets of outsiders */
    bool has_no_outside;     /* nor Unix sockets in files of outsiders (a daemon's) */
    bool has_daemons;        /* a profile file says that they may be used nevertheless */
    struct policy_peer *items;
    size_t count;
};

/* Is there a PEER_ALLOW? */
bool policy_connects_outside(const struct policy_network *network);

/* 0 or -ENOMEM. */
long policy_network_add(struct policy_network *network, const struct policy_peer *peer);

#endif
