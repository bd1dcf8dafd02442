/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * allow.h - which peers a run may connect to (--allow HOST:PORT).
 *
 * HOST is a name, a name behind `*.` (and every name that ends so), an IPv4 or IPv6
 * address (the latter in brackets), such an address with /PREFIX, or `*`.  PORT is a
 * number, two with a dash between, or `*`.
 *
 * A rule with a name lets addresses through that the name has been seen to have:
 * those that lxrun found when it started, and those that the name servers have
 * answered to the guest since (allow_learn()).
 *
 * World   lxrun.  One thread.
 */
#ifndef LXRUN_BROKER_ALLOW_H
#define LXRUN_BROKER_ALLOW_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum allow_kind {
    ALLOW_NAME,
    ALLOW_SUFFIX, /* `name` begins with the dot */
    ALLOW_NETWORK,
    ALLOW_ANY,
};

struct allow_rule {
    enum allow_kind kind;
    char *name;              /* lower case, without a dot at the end */
    struct in6_addr network; /* IPv4 as ::ffff:a.b.c.d */
    unsigned prefix;         /* bits of 128 */
    uint16_t first_port, last_port;
};

struct allow_learned;

struct allow {
    struct allow_rule *rules;
    size_t count;
    struct allow_learned *learned;
    size_t learned_count;
};

/* Add what `text` says.  NULL, or what is wrong with it, for people. */
const char *allow_add(struct allow *allow, const char *text);

/* Ask the host for the addresses of the names: what /etc/hosts says, say. */
void allow_resolve(struct allow *allow);

/* May the name be asked for? */
bool allow_has_name(const struct allow *allow, const char *name);

/* `name` has this address, by the word of a name server.  Loopback and link-local
 * addresses are not believed: who holds an allowed name must not choose them (DNS
 * rebinding).  What was learned first is forgotten first. */
void allow_learn(struct allow *allow, const char *name, const struct in6_addr *address);

/* May the guest connect to it?  IPv4 addresses in either form. */
bool allow_has_peer(const struct allow *allow, const struct sockaddr *peer);

/* The address of an IPv4 or IPv6 peer, the former mapped; false for other families. */
bool allow_address_of(const struct sockaddr *peer, struct in6_addr *address,
                      uint16_t *port);

#endif
