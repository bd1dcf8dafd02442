/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dns.c - by libresolv's parser. */
#include "broker/dns.h"

#include <arpa/nameser.h>
#include <resolv.h>
#include <string.h>
#include <strings.h>

#define RCODE_REFUSED 5
#define FLAG_ANSWER 0x80    /* QR, in the third byte */
#define FLAG_RECURSION 0x80 /* RA, in the fourth */
#define FLAGS_KEPT 0x79     /* opcode and RD of the third */

static bool parse(const uint8_t *message, size_t size, ns_msg *parsed)
{
    return size <= DNS_MESSAGE_MOST && ns_initparse(message, (int)size, parsed) == 0;
}

/* The first question, if it is the only one and of class IN. */
static bool only_question(ns_msg *parsed, ns_rr *question)
{
    return ns_msg_count(*parsed, ns_s_qd) == 1 &&
           ns_parserr(parsed, ns_s_qd, 0, question) == 0 &&
           ns_rr_class(*question) == ns_c_in;
}

bool dns_question(const uint8_t *message, size_t size, char name[DNS_NAME_SIZE])
{
    ns_msg parsed;
    ns_rr question;

    if (!parse(message, size, &parsed) || ns_msg_getflag(parsed, ns_f_qr) ||
        ns_msg_getflag(parsed, ns_f_opcode) != ns_o_query ||
        !only_question(&parsed, &question))
        return false;
    strncpy(name, ns_rr_name(question), DNS_NAME_SIZE - 1);
    name[DNS_NAME_SIZE - 1] = '\0';
    return true;
}

bool dns_is_answer(const uint8_t *answer, size_t size, const uint8_t *query,
                   size_t query_size)
{
    ns_msg first, second;
    ns_rr asked, answered;

    return parse(query, query_size, &first) && parse(answer, size, &second) &&
           ns_msg_id(first) == ns_msg_id(second) && ns_msg_getflag(second, ns_f_qr) &&
           only_question(&first, &asked) && only_question(&second, &answered) &&
           ns_rr_type(asked) == ns_rr_type(answered) &&
           strcasecmp(ns_rr_name(asked), ns_rr_name(answered)) == 0;
}

/* The end of the first question, or of the header. */
static size_t question_end(const uint8_t *message, size_t size)
{
    int name;

    if (size <= DNS_HEADER_SIZE)
        return DNS_HEADER_SIZE;
    name = dn_skipname(message + DNS_HEADER_SIZE, message + size);
    if (name < 0 || DNS_HEADER_SIZE + (size_t)name + NS_QFIXEDSZ > size)
        return DNS_HEADER_SIZE;
    return DNS_HEADER_SIZE + (size_t)name + NS_QFIXEDSZ;
}

size_t dns_refuse(uint8_t *message, size_t size)
{
    size_t end;

    if (size < DNS_HEADER_SIZE)
        return 0;
    end = question_end(message, size);
    message[2] = (uint8_t)(FLAG_ANSWER | (message[2] & FLAGS_KEPT));
    message[3] = FLAG_RECURSION | RCODE_REFUSED;
    memset(message + 4, 0, DNS_HEADER_SIZE - 4);
    message[5] = end > DNS_HEADER_SIZE;
    return end;
}

static bool address_of(const ns_rr *record, struct in6_addr *address)
{
    if (ns_rr_type(*record) == ns_t_aaaa && ns_rr_rdlen(*record) == sizeof(*address)) {
        memcpy(address, ns_rr_rdata(*record), sizeof(*address));
        return true;
    }
    if (ns_rr_type(*record) != ns_t_a || ns_rr_rdlen(*record) != sizeof(struct in_addr))
        return false;
    memset(address, 0, sizeof(*address));
    memset(&address->s6_addr[10], 0xff, 2);
    memcpy(&address->s6_addr[12], ns_rr_rdata(*record), sizeof(struct in_addr));
    return true;
}

void dns_addresses(const uint8_t *message, size_t size,
                   void (*tell)(void *context, const struct in6_addr *address),
                   void *context)
{
    ns_msg parsed;
    ns_rr record;
    struct in6_addr address;

    if (!parse(message, size, &parsed))
        return;
    for (int i = 0; i < ns_msg_count(parsed, ns_s_an); i++)
        if (ns_parserr(&parsed, ns_s_an, i, &record) == 0 &&
            address_of(&record, &address))
            tell(context, &address);
}
