/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * broker.h - the one way out of a run that has no network of its own.
 *
 * The guest lives in a network namespace without a route.  When it connects a TCP
 * socket, its lxcore sends the socket and the address here (abi/control.h).  A peer
 * that a rule allows is connected on the host's network, and the guest gets that
 * socket; anything else goes on in the guest's own network, where only its loopback
 * is.  Names are asked for on the guest's loopback, where the broker listens as a
 * name server and passes on what the rules allow.
 *
 * World   lxrun, in threads of its own with all signals blocked.
 * Limits  TCP only.  Copies that a guest has made of a descriptor before it connects
 *         stay in its own network.
 */
#ifndef LXRUN_BROKER_BROKER_H
#define LXRUN_BROKER_BROKER_H

#include "broker/allow.h"

#define BROKER_DNS_PORT 53

struct parcel;

struct broker {
    struct allow allow; /* its rules are there already */
};

/* In the guest's network, before anything is run there: listen for names and send
 * the two sockets on the guest's end of the control socket.  0 or a negated errno.
 * Makes plain system calls only. */
long broker_send_listeners(int control_fd);

/* Receive the listeners and begin to serve.  0 or a negated errno. */
long broker_start(struct broker *broker, int control_fd);

/* A message of the kind CONTROL_CONNECT. */
void broker_handle(struct broker *broker, const struct parcel *parcel);

#endif
