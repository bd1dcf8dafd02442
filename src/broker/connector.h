/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * connector.h - a socket on the host's network that stands in for a guest's.
 *
 * The guest gets the descriptor, and with it all that connect(2), listen(2) and
 * sendto(2) can do with it.  What keeps it to its peer is the kernel's: Landlock
 * refuses every connect of the guest's, the floor MSG_FASTOPEN, and a packet filter
 * that cannot be taken off again drops what comes from anybody else, so that such a
 * socket can neither be accepted from nor be connected to another peer.
 *
 * Result  0 or a negated errno, as connect(2) would have.
 */
#ifndef LXRUN_BROKER_CONNECTOR_H
#define LXRUN_BROKER_CONNECTOR_H

#include <stdbool.h>
#include <sys/socket.h>

/* Is it a TCP socket of this process' own network, as those made here are? */
bool connector_is_outside(int guest_socket);
/* Is it a TCP socket at all? */
bool connector_is_tcp(int guest_socket);

/* Can a socket be held to its peer here?  Newer kernels ask for CAP_NET_ADMIN.  0 or a
 * negated errno. */
long connector_can_lock(void);
/* Go on where it cannot: the guest could accept connections on such a socket. */
void connector_do_without_lock(void);

/* Make a socket like the guest's, that is connected or is about to be: *result is
 * what connect(2) has said.  -1 if there is none to give. */
int connector_make(int guest_socket, const struct sockaddr *peer, socklen_t size,
                   int *result);

/* connect(2) of the guest's own socket, which may be in another network. */
int connector_connect(int guest_socket, const struct sockaddr *peer, socklen_t size);

#endif
