/* SPDX-License-Identifier: GPL-2.0-or-later */
/* sockaddr.c - addresses of sockets. */
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "report/decode/impl.h"

static void show_unix(struct decode *d, const char *bytes, size_t size)
{
    const char *path = bytes + 2;
    size_t length = size - 2;

    if (length == 0)
        return;
    text_string(d->out, ", sun_path=");
    if (path[0] == '\0') {
        text_char(d->out, '@');
        decode_bytes(d, path + 1, length - 1, false);
    } else {
        decode_bytes(d, path, strnlen(path, length), false);
    }
}

static void show_inet(struct decode *d, const struct sockaddr_in *in)
{
    char address[INET_ADDRSTRLEN];

    inet_ntop(AF_INET, &in->sin_addr, address, sizeof(address));
    text_format(d->out, ", sin_port=htons(%u), sin_addr=inet_addr(\"%s\")",
                ntohs(in->sin_port), address);
}

static void show_scope(struct decode *d, const struct sockaddr_in6 *in)
{
    char name[IF_NAMESIZE];
    bool is_local = IN6_IS_ADDR_LINKLOCAL(&in->sin6_addr) ||
                    IN6_IS_ADDR_MC_LINKLOCAL(&in->sin6_addr);

    text_string(d->out, ", sin6_scope_id=");
    if (is_local && if_indextoname(in->sin6_scope_id, name) != NULL)
        text_format(d->out, "if_nametoindex(\"%s\")", name);
    else
        text_unsigned(d->out, in->sin6_scope_id);
}

static void show_inet6(struct decode *d, const struct sockaddr_in6 *in, size_t size)
{
    char address[INET6_ADDRSTRLEN];

    inet_ntop(AF_INET6, &in->sin6_addr, address, sizeof(address));
    text_format(d->out, ", sin6_port=htons(%u), sin6_flowinfo=htonl(%u)",
                ntohs(in->sin6_port), ntohl(in->sin6_flowinfo));
    text_format(d->out, ", inet_pton(AF_INET6, \"%s\", &sin6_addr)", address);
    if (size >= sizeof(*in))
        show_scope(d, in);
}

static void show_unknown(struct decode *d, const char *bytes, size_t size)
{
    text_string(d->out, ", sa_data=");
    decode_bytes(d, bytes + 2, size - 2, false);
}

void decode_sockaddr_bytes(struct decode *d, const void *bytes, size_t size)
{
    union {
        struct sockaddr_storage any;
        struct sockaddr_in in;
        struct sockaddr_in6 in6;
        struct sockaddr_nl nl;
    } to;

    memset(&to, 0, sizeof(to));
    memcpy(&to, bytes, size < sizeof(to) ? size : sizeof(to));
    text_string(d->out, "{sa_family=");
    decode_enum(d, &constants_sockdomain, to.any.ss_family);
    if (to.any.ss_family == AF_UNIX)
        show_unix(d, bytes, size);
    else if (to.any.ss_family == AF_INET && size >= sizeof(to.in))
        show_inet(d, &to.in);
    else if (to.any.ss_family == AF_INET6 && size >= 24)
        show_inet6(d, &to.in6, size);
    else if (to.any.ss_family == AF_NETLINK && size >= sizeof(to.nl))
        text_format(d->out, ", nl_pid=%u, nl_groups=%#08x", to.nl.nl_pid, to.nl.nl_groups);
    else if (size > 2)
        show_unknown(d, bytes, size);
    text_char(d->out, '}');
}

void decode_sockaddr_at(struct decode *d, enum side side, uint64_t address, uint64_t size)
{
    size_t there;
    const void *bytes = decode_memory(d, side, address, &there);

    if (bytes == NULL || there < 2 || size < 2)
        decode_address(d, address);
    else
        decode_sockaddr_bytes(d, bytes, size < there ? (size_t)size : there);
}

void decode_arg_sockaddr_in(struct decode *d, unsigned i)
{
    decode_sockaddr_at(d, SIDE_IN, arg(d, i), decode_count(d, i));
}

/* The kernel says how long the address is, which may be more than there was room. */
void decode_arg_sockaddr_out(struct decode *d, unsigned i)
{
    unsigned size_arg = d->shape->args[i].size;
    uint32_t room = 0, size = 0;

    decode_read32(d, SIDE_IN, arg(d, size_arg), &room);
    if (decode_failed(d) || !decode_read32(d, SIDE_OUT, arg(d, size_arg), &size)) {
        decode_address(d, arg(d, i));
        return;
    }
    decode_sockaddr_at(d, SIDE_OUT, arg(d, i), room != 0 && room < size ? room : size);
}
