/* SPDX-License-Identifier: GPL-2.0-or-later */
/* DNS messages, byte by byte (RFC 1035), whole and broken. */
#include <criterion/criterion.h>

#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>

#include "broker/dns.h"

#define HEADER(id, flags, questions, answers) \
    0, id, (uint8_t)((flags) >> 8), (uint8_t)(flags), 0, questions, 0, answers, 0, 0, 0, 0
#define NAME 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 3, 'o', 'r', 'g', 0
#define QUESTION(type) NAME, 0, type, 0, 1

static const uint8_t query[] = { HEADER(7, 0x0100, 1, 0), QUESTION(1) };

static const uint8_t answer[] = {
    HEADER(7, 0x8180, 1, 3), QUESTION(1),
    /* example.org CNAME a.org */
    0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 4, 1, 'a', 0xc0, 20,
    /* A 192.0.2.1 */
    0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 192, 0, 2, 1,
    /* AAAA 2001:db8::1 */
    0xc0, 12, 0, 28, 0, 1, 0, 0, 0, 9, 0, 16,
    0x20, 1, 0x0d, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1,
};

static char addresses[256];

static void tell(void *context, const struct in6_addr *address)
{
    char text[INET6_ADDRSTRLEN];

    (void)context;
    inet_ntop(AF_INET6, address, text, sizeof(text));
    strcat(strcat(addresses, text), " ");
}

Test(dns, question_is_the_name_of_a_query)
{
    char name[DNS_NAME_SIZE];

    cr_assert(dns_question(query, sizeof(query), name));
    cr_assert_eq(strcmp(name, "example.org"), 0);
    cr_assert(!dns_question(answer, sizeof(answer), name));
}

Test(dns, an_answer_is_one_to_its_question)
{
    uint8_t other[sizeof(answer)];

    cr_assert(dns_is_answer(answer, sizeof(answer), query, sizeof(query)));
    cr_assert(!dns_is_answer(query, sizeof(query), query, sizeof(query)));
    memcpy(other, answer, sizeof(answer));
    other[1] = 8;
    cr_assert(!dns_is_answer(other, sizeof(other), query, sizeof(query)));
    memcpy(other, answer, sizeof(answer));
    other[13] = 'E';
    cr_assert(dns_is_answer(other, sizeof(other), query, sizeof(query)));
    other[13] = 'f';
    cr_assert(!dns_is_answer(other, sizeof(other), query, sizeof(query)));
}

Test(dns, addresses_of_both_kinds_are_told)
{
    dns_addresses(answer, sizeof(answer), tell, NULL);
    cr_assert_eq(strcmp(addresses, "::ffff:192.0.2.1 2001:db8::1 "), 0, "%s", addresses);
}

Test(dns, a_refusal_repeats_the_question)
{
    uint8_t message[sizeof(query) + 20];
    size_t size;

    memset(message, 0xff, sizeof(message));
    memcpy(message, query, sizeof(query));
    message[11] = 1; /* an additional record */
    size = dns_refuse(message, sizeof(message));
    cr_assert_eq(size, sizeof(query));
    cr_assert_eq(message[2], 0x81);
    cr_assert_eq(message[3], 0x85);
    cr_assert_eq(message[11], 0);
    cr_assert(dns_is_answer(message, size, query, sizeof(query)));
}

/* Nothing is read behind the end, whatever the counts and lengths say. */
Test(dns, cut_and_spoilt_messages_do_no_harm)
{
    char name[DNS_NAME_SIZE];
    uint8_t *message;

    for (size_t size = 0; size <= sizeof(answer); size++)
        for (size_t at = 0; at < size; at++) {
            message = malloc(size);
            memcpy(message, answer, size);
            message[at] ^= 0xff;
            dns_question(message, size, name);
            dns_addresses(message, size, tell, NULL);
            addresses[0] = '\0';
            cr_assert_leq(dns_refuse(message, size), size);
            free(message);
        }
}
