/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * peer.h - sockets and socket addresses in words.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_PEER_H
#define LXRUN_REPORT_PEER_H

#include <stddef.h>
#include <stdint.h>

#define PEER_NAME_SIZE 192

/* What socket(2) of that domain and type makes: `TCP`, `UDP`, `unix`… */
const char *peer_socket_name(uint64_t domain, uint64_t type);

/* `TCP 127.0.0.1:80`, where `what` is the first word; without the port, if that says
 * nothing.  `size` bytes of a struct sockaddr are at `address`. */
void peer_name(char name[PEER_NAME_SIZE], const char *what, const void *address,
               size_t size, int with_port);

#endif
