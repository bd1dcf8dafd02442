/* SPDX-License-Identifier: GPL-2.0-or-later */
/* allow.c - rules, and the addresses that names were seen to have. */
#include "broker/allow.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

#include "policy/list.h"

#define LEARNED_MOST 4096
#define NAME_SIZE 254

struct allow_learned {
    size_t rule; /* index of the rule that has the name */
    struct in6_addr address;
};

static bool parse_port(const char *text, size_t size, uint16_t *port)
{
    unsigned long value = 0;

    if (size == 0 || size > 5)
        return false;
    for (size_t i = 0; i < size; i++) {
        if (!isdigit((unsigned char)text[i]))
            return false;
        value = value * 10 + (unsigned long)(text[i] - '0');
    }
    *port = (uint16_t)value;
    return value > 0 && value <= UINT16_MAX;
}

static bool parse_ports(struct allow_rule *rule, const char *text)
{
    const char *dash = strchr(text, '-');
    size_t size = dash != NULL ? (size_t)(dash - text) : strlen(text);

    if (strcmp(text, "*") == 0) {
        rule->first_port = 1;
        rule->last_port = UINT16_MAX;
        return true;
    }
    if (!parse_port(text, size, &rule->first_port))
        return false;
    rule->last_port = rule->first_port;
    return dash == NULL || (parse_port(dash + 1, strlen(dash + 1), &rule->last_port) &&
                            rule->first_port <= rule->last_port);
}

static bool parse_prefix(struct allow_rule *rule, const char *text, unsigned most)
{
    char *end;
    unsigned long bits;

    rule->prefix = 128;
    if (text == NULL)
        return true;
    bits = strtoul(text, &end, 10);
    if (!isdigit((unsigned char)*text) || *end != '\0' || bits > most)
        return false;
    rule->prefix = (unsigned)bits + (128 - most);
    return true;
}

static void map_ipv4(struct in6_addr *out, const void *address)
{
    memset(out, 0, sizeof(*out));
    memset(&out->s6_addr[10], 0xff, 2);
    memcpy(&out->s6_addr[12], address, 4);
}

/* False if the host part is no address; `*is_wrong` if it is a bad one. */
static bool parse_network(struct allow_rule *rule, char *host, bool is_bracketed,
                          bool *is_wrong)
{
    char *slash = strchr(host, '/');
    struct in_addr ipv4;

    if (slash != NULL)
        *slash++ = '\0';
    rule->kind = ALLOW_NETWORK;
    *is_wrong = true;
    if (is_bracketed)
        return inet_pton(AF_INET6, host, &rule->network) == 1 &&
               parse_prefix(rule, slash, 128);
    if (inet_pton(AF_INET, host, &ipv4) == 1) {
        map_ipv4(&rule->network, &ipv4);
        return parse_prefix(rule, slash, 32);
    }
    *is_wrong = slash != NULL;
    return false;
}

/* Letters, digits, dashes, underscores, dots; in lower case, and no dot at the end. */
static bool take_name(struct allow_rule *rule, const char *name)
{
    size_t size = strlen(name);

    if (size > 0 && name[size - 1] == '.')
        size--;
    if (size == 0 || size >= NAME_SIZE || strspn(name, ".") == size)
        return false;
    rule->name = strndup(name, size);
    if (rule->name == NULL)
        return false;
    for (char *c = rule->name; *c != '\0'; c++) {
        if (!isalnum((unsigned char)*c) && strchr("-_.", *c) == NULL)
            return false;
        *c = (char)tolower((unsigned char)*c);
    }
    return true;
}

static bool parse_host(struct allow_rule *rule, char *host, bool is_bracketed)
{
    bool is_wrong;

    if (!is_bracketed && strcmp(host, "*") == 0) {
        rule->kind = ALLOW_ANY;
        return true;
    }
    if (parse_network(rule, host, is_bracketed, &is_wrong))
        return true;
    if (is_wrong)
        return false;
    rule->kind = strncmp(host, "*.", 2) == 0 ? ALLOW_SUFFIX : ALLOW_NAME;
    return take_name(rule, rule->kind == ALLOW_SUFFIX ? host + 1 : host);
}

/* Where the host part ends and the port begins.  `[…]` is taken off. */
static char *split(char **text, bool *is_bracketed)
{
    char *colon = strrchr(*text, ':');

    if (colon == NULL || colon == *text)
        return NULL;
    *colon = '\0';
    *is_bracketed = (*text)[0] == '[' && colon[-1] == ']';
    if (*is_bracketed) {
        colon[-1] = '\0';
        *text += 1;
    } else if (strchr(*text, ':') != NULL) {
        return NULL;
    }
    return colon + 1;
}

static const char *parse(struct allow_rule *rule, char *text)
{
    bool is_bracketed;
    char *host = text, *port = split(&host, &is_bracketed);

    if (port == NULL)
        return "is not HOST:PORT (an IPv6 address stands in brackets: [::1]:80)";
    if (!parse_ports(rule, port))
        return "has no valid port: give a number from 1 to 65535, a range (8000-8010), or *";
    if (!parse_host(rule, host, is_bracketed))
        return "has no valid host: give a name, *.NAME, an address, ADDRESS/PREFIX, or *";
    return NULL;
}

const char *allow_add(struct allow *allow, const char *text)
{
    struct allow_rule rule = { 0 };
    char *copy = strdup(text);
    const char *wrong = copy == NULL ? "needs more memory" : parse(&rule, copy);

    free(copy);
    if (wrong == NULL &&
        list_append(&allow->rules, &allow->count, &rule, sizeof(rule)) == 0)
        return NULL;
    free(rule.name);
    return wrong != NULL ? wrong : "needs more memory";
}

static bool rule_has_name(const struct allow_rule *rule, const char *name, size_t size)
{
    size_t tail;

    switch (rule->kind) {
    case ALLOW_NAME:
        return strlen(rule->name) == size && strncasecmp(rule->name, name, size) == 0;
    case ALLOW_SUFFIX:
        tail = strlen(rule->name);
        return size > tail && strncasecmp(rule->name, name + size - tail, tail) == 0;
    case ALLOW_ANY:
        return true;
    case ALLOW_NETWORK:
        return false;
    }
    return false;
}

static size_t name_size(const char *name)
{
    size_t size = strlen(name);

    return size > 0 && name[size - 1] == '.' ? size - 1 : size;
}

bool allow_has_name(const struct allow *allow, const char *name)
{
    for (size_t i = 0; i < allow->count; i++)
        if (rule_has_name(&allow->rules[i], name, name_size(name)))
            return true;
    return false;
}

static bool is_learned(const struct allow *allow, size_t rule,
                       const struct in6_addr *address)
{
    for (size_t i = 0; i < allow->learned_count; i++)
        if (allow->learned[i].rule == rule &&
            memcmp(&allow->learned[i].address, address, sizeof(*address)) == 0)
            return true;
    return false;
}

static void learn_for_rule(struct allow *allow, size_t rule,
                           const struct in6_addr *address)
{
    const struct allow_learned item = { .rule = rule, .address = *address };

    if (is_learned(allow, rule, address))
        return;
    if (allow->learned_count == LEARNED_MOST) {
        memmove(allow->learned, allow->learned + 1,
                (LEARNED_MOST - 1) * sizeof(*allow->learned));
        allow->learned_count--;
        allow->learned[allow->learned_count++] = item;
        return;
    }
    /* Out of memory: the address stays unknown, and is refused. */
    (void)list_append(&allow->learned, &allow->learned_count, &item, sizeof(item));
}

/* What no name server has to tell of: this machine, and its link (169.254.169.254 is
 * where clouds keep credentials). */
static bool is_too_near(const struct in6_addr *address)
{
    const uint8_t *ipv4 = &address->s6_addr[12];

    if (!IN6_IS_ADDR_V4MAPPED(address))
        return IN6_IS_ADDR_LOOPBACK(address) || IN6_IS_ADDR_UNSPECIFIED(address) ||
               IN6_IS_ADDR_LINKLOCAL(address);
    return ipv4[0] == 127 || ipv4[0] == 0 || (ipv4[0] == 169 && ipv4[1] == 254);
}

void allow_learn(struct allow *allow, const char *name, const struct in6_addr *address)
{
    if (is_too_near(address))
        return;
    for (size_t i = 0; i < allow->count; i++)
        if (allow->rules[i].kind != ALLOW_ANY &&
            rule_has_name(&allow->rules[i], name, name_size(name)))
            learn_for_rule(allow, i, address);
}

bool allow_address_of(const struct sockaddr *peer, struct in6_addr *address,
                      uint16_t *port)
{
    struct sockaddr_in ipv4;
    struct sockaddr_in6 ipv6;

    if (peer->sa_family == AF_INET) {
        memcpy(&ipv4, peer, sizeof(ipv4));
        map_ipv4(address, &ipv4.sin_addr);
        *port = ntohs(ipv4.sin_port);
        return true;
    }
    if (peer->sa_family != AF_INET6)
        return false;
    memcpy(&ipv6, peer, sizeof(ipv6));
    *address = ipv6.sin6_addr;
    *port = ntohs(ipv6.sin6_port);
    return true;
}

void allow_resolve(struct allow *allow)
{
    const struct addrinfo hints = { .ai_socktype = SOCK_STREAM };

    for (size_t i = 0; i < allow->count; i++) {
        struct addrinfo *found;

        if (allow->rules[i].kind != ALLOW_NAME ||
            getaddrinfo(allow->rules[i].name, NULL, &hints, &found) != 0)
            continue;
        for (const struct addrinfo *one = found; one != NULL; one = one->ai_next) {
            struct in6_addr address;
            uint16_t port;

            if (allow_address_of(one->ai_addr, &address, &port))
                learn_for_rule(allow, i, &address);
        }
        freeaddrinfo(found);
    }
}

static bool lies_in(const struct allow_rule *rule, const struct in6_addr *address)
{
    unsigned bytes = rule->prefix / 8, bits = rule->prefix % 8;
    uint8_t mask = (uint8_t)(0xff00U >> bits);

    if (memcmp(&rule->network, address, bytes) != 0)
        return false;
    return bits == 0 ||
           ((rule->network.s6_addr[bytes] ^ address->s6_addr[bytes]) & mask) == 0;
}

bool allow_has_peer(const struct allow *allow, const struct sockaddr *peer)
{
    struct in6_addr address;
    uint16_t port;

    if (!allow_address_of(peer, &address, &port))
        return false;
    for (size_t i = 0; i < allow->count; i++) {
        const struct allow_rule *rule = &allow->rules[i];

        if (port < rule->first_port || port > rule->last_port)
            continue;
        if (rule->kind == ALLOW_ANY ||
            (rule->kind == ALLOW_NETWORK ? lies_in(rule, &address) :
                                           is_learned(allow, i, &address)))
            return true;
    }
    return false;
}
