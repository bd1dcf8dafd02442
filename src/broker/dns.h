/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dns.h - messages of the domain name system (RFC 1035), as far as the broker has
 * to understand them.
 *
 * World   lxrun.  Both sides of every message are hostile: the guest asks, and
 *         anybody may answer.
 */
#ifndef LXRUN_BROKER_DNS_H
#define LXRUN_BROKER_DNS_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DNS_HEADER_SIZE 12
#define DNS_MESSAGE_MOST 65535
#define DNS_NAME_SIZE 1025

/* The name that a query asks for.  False if it is no query with one question. */
bool dns_question(const uint8_t *message, size_t size, char name[DNS_NAME_SIZE]);

/* Is `answer` one to `query`: the same id and question? */
bool dns_is_answer(const uint8_t *answer, size_t size, const uint8_t *query,
                   size_t query_size);

/* Turn a query, in place, into the answer that it is refused.  Its new size. */
size_t dns_refuse(uint8_t *message, size_t size);

/* Each address (IPv4 mapped) that an answer tells. */
void dns_addresses(const uint8_t *message, size_t size,
                   void (*tell)(void *context, const struct in6_addr *address),
                   void *context);

#endif
