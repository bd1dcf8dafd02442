/* SPDX-License-Identifier: GPL-2.0-or-later */
/* socket.c - sockets: their types, protocols and options. */
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <netinet/udp.h>
#include <string.h>
#include <sys/socket.h>

#include "report/decode/impl.h"

#define SOCK_TYPE_BITS 0xfU

void decode_arg_socktype(struct decode *d, unsigned i)
{
    uint32_t type = (uint32_t)arg(d, i), bits = type & ~SOCK_TYPE_BITS;
    const char *name = constant_name(&constants_socktypes, type & SOCK_TYPE_BITS);

    if (d->style->words == WORDS_RAW) {
        text_hex(d->out, type);
        return;
    }
    if (name != NULL)
        text_string(d->out, name);
    if (bits == 0 && name == NULL)
        decode_enum(d, &constants_socktypes, type);
    if (bits == 0)
        return;
    text_string(d->out, name != NULL ? "|" : "");
    decode_flags(d, &constants_sockflags, name != NULL ? bits : type);
}

void decode_arg_sockprotocol(struct decode *d, unsigned i)
{
    uint32_t protocol = (uint32_t)arg(d, i);

    switch (arg(d, 0)) {
    case AF_INET:
    case AF_INET6:
        decode_enum(d, &constants_inetprotocols, protocol);
        break;
    case AF_NETLINK:
        decode_enum(d, &constants_netlinkprotocols, protocol);
        break;
    case AF_PACKET:
        text_string(d->out, "htons(");
        decode_enum(d, &constants_etherprotocols, ntohs((uint16_t)protocol));
        text_char(d->out, ')');
        break;
    default:
        text_unsigned(d->out, protocol);
        break;
    }
}

static const struct constants *options_of(uint64_t level)
{
    switch (level) {
    case SOL_SOCKET:
        return &constants_sockoptions;
    case SOL_IP:
        return &constants_ipoptions;
    case SOL_IPV6:
        return &constants_ipv6options;
    case SOL_TCP:
        return &constants_tcpoptions;
    case IPPROTO_UDP:
        return &constants_udpoptions;
    case SOL_NETLINK:
        return &constants_netlinkoptions;
    default:
        return NULL;
    }
}

void decode_arg_sockopt(struct decode *d, unsigned i)
{
    const struct constants *options = options_of(arg(d, 1));

    if (options != NULL)
        decode_enum(d, options, (uint32_t)arg(d, i));
    else
        text_hex(d->out, (uint32_t)arg(d, i));
}

static bool is_option(const struct decode *d, unsigned level, unsigned option)
{
    return arg(d, 1) == level && arg(d, 2) == option;
}

static bool is_text(const struct decode *d)
{
    return is_option(d, SOL_SOCKET, SO_BINDTODEVICE) ||
           is_option(d, SOL_TCP, TCP_CONGESTION) || is_option(d, SOL_TCP, TCP_ULP) ||
           is_option(d, SOL_SOCKET, SO_PEERSEC) ||
           is_option(d, SOL_SOCKET, SO_RCVTIMEO) || is_option(d, SOL_SOCKET, SO_SNDTIMEO);
}

static void option_structure(struct decode *d, const void *bytes, size_t size)
{
    uint32_t n[3] = { 0 };

    memcpy(n, bytes, size < sizeof(n) ? size : sizeof(n));
    if (is_option(d, SOL_SOCKET, SO_LINGER) && size == 8)
        text_format(d->out, "{l_onoff=%d, l_linger=%d}", (int)n[0], (int)n[1]);
    else if (is_option(d, SOL_SOCKET, SO_PEERCRED) && size == 12)
        text_format(d->out, "{pid=%d, uid=%u, gid=%u}", (int)n[0], n[1], n[2]);
    else if (size == 4)
        text_format(d->out, "[%d]", (int)n[0]);
    else
        decode_limited(d, bytes, size, size);
}

void decode_arg_optval(struct decode *d, unsigned i)
{
    bool is_out = d->shape->args[i].kind == ARG_buf_out;
    enum side side = is_out ? SIDE_OUT : SIDE_IN;
    uint64_t count = decode_count(d, i);
    size_t there;
    const void *bytes = decode_memory(d, side, arg(d, i), &there);

    if (bytes == NULL || (is_out && decode_failed(d)))
        decode_address(d, arg(d, i));
    else if (is_text(d))
        decode_limited(d, bytes, there, count);
    else
        option_structure(d, bytes, count < there ? (size_t)count : there);
}
