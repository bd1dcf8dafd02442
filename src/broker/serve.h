/* SPDX-License-Identifier: GPL-2.0-or-later */
/* serve.h - the parts of the broker that broker.c puts together. */
#ifndef LXRUN_BROKER_SERVE_H
#define LXRUN_BROKER_SERVE_H

#include "broker/broker.h"

/* All that threads of the broker share is behind one lock. */
bool broker_allows_peer(struct broker *broker, const struct sockaddr *peer);
bool broker_allows_name(struct broker *broker, const char *name);
void broker_learn(struct broker *broker, const char *name,
                  const struct in6_addr *address);

/* Answer names on these sockets, for ever: two threads.  0 or a negated errno. */
long names_serve(struct broker *broker, int udp, int tcp);

#endif
