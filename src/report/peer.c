/* SPDX-License-Identifier: GPL-2.0-or-later */
/* peer.c - see peer.h. */
#include "report/peer.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#define SOCKET_TYPE_MASK 0xf

const char *peer_socket_name(uint64_t domain, uint64_t type)
{
    uint64_t kind = type & SOCKET_TYPE_MASK;

    if (domain == AF_UNIX)
        return "unix";
    if (domain == AF_NETLINK)
        return "netlink";
    if (domain == AF_INET || domain == AF_INET6)
        return kind == SOCK_STREAM ? "TCP" : kind == SOCK_DGRAM ? "UDP" : "IP";
    return "socket";
}

static void ipv4_name(char *name, const char *what, const struct sockaddr_in *address,
                      int with_port)
{
    char text[INET_ADDRSTRLEN] = "";

    inet_ntop(AF_INET, &address->sin_addr, text, sizeof(text));
    if (with_port)
        snprintf(name, PEER_NAME_SIZE, "%s %s:%u", what, text, ntohs(address->sin_port));
    else
        snprintf(name, PEER_NAME_SIZE, "%s %s", what, text);
}

static void ipv6_name(char *name, const char *what, const struct sockaddr_in6 *address,
                      int with_port)
{
    char text[INET6_ADDRSTRLEN] = "";

    inet_ntop(AF_INET6, &address->sin6_addr, text, sizeof(text));
    if (with_port)
        snprintf(name, PEER_NAME_SIZE, "%s [%s]:%u", what, text,
                 ntohs(address->sin6_port));
    else
        snprintf(name, PEER_NAME_SIZE, "%s %s", what, text);
}

/* An abstract name begins with a NUL. */
static void unix_name(char *name, const char *what, const struct sockaddr_un *address,
                      size_t size)
{
    size_t room = size - offsetof(struct sockaddr_un, sun_path);
    const char *path = address->sun_path;

    if (room == 0)
        snprintf(name, PEER_NAME_SIZE, "%s (unnamed)", what);
    else if (path[0] == '\0')
        snprintf(name, PEER_NAME_SIZE, "%s @%.*s", what, (int)strnlen(path + 1, room - 1),
                 path + 1);
    else
        snprintf(name, PEER_NAME_SIZE, "%s %.*s", what, (int)strnlen(path, room), path);
}

void peer_name(char name[PEER_NAME_SIZE], const char *what, const void *address,
               size_t size, int with_port)
{
    union {
        struct sockaddr any;
        struct sockaddr_in ipv4;
        struct sockaddr_in6 ipv6;
        struct sockaddr_un unix_domain;
    } copy = { .any.sa_family = AF_UNSPEC };

    if (size > sizeof(copy))
        size = sizeof(copy);
    if (size >= sizeof(sa_family_t))
        memcpy(&copy, address, size);
    if (copy.any.sa_family == AF_INET && size >= sizeof(copy.ipv4))
        ipv4_name(name, what, &copy.ipv4, with_port);
    else if (copy.any.sa_family == AF_INET6 && size >= sizeof(copy.ipv6))
        ipv6_name(name, what, &copy.ipv6, with_port);
    else if (copy.any.sa_family == AF_UNIX)
        unix_name(name, what, &copy.unix_domain, size);
    else
        snprintf(name, PEER_NAME_SIZE, "%s (address family %d)", what,
                 copy.any.sa_family);
}
