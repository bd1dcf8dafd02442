/* SPDX-License-Identifier: GPL-2.0-or-later */
/* descriptor.c - what a descriptor leads to (-yy): addresses of sockets, devices. */
#include <arpa/inet.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <stddef.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#include "report/decode/impl.h"
#include "report/sink.h"

union address {
    struct sockaddr_in in;
    struct sockaddr_in6 in6;
    struct sockaddr_un un;
    struct sockaddr_nl nl;
    uint8_t bytes[RECORD_ADDRESS_SIZE];
};

static bool read_fd(const struct record_chunk *chunk, struct record_fd *fd)
{
    if (chunk->size < sizeof(*fd))
        return false;
    memcpy(fd, record_chunk_bytes(chunk), sizeof(*fd));
    return fd->local_size <= RECORD_ADDRESS_SIZE && fd->peer_size <= RECORD_ADDRESS_SIZE;
}

static union address address_of(const uint8_t bytes[RECORD_ADDRESS_SIZE], uint32_t size)
{
    union address address;

    memset(&address, 0, sizeof(address));
    memcpy(&address, bytes, size);
    return address;
}

static const char *protocol_name(const struct record_fd *fd)
{
    switch (fd->protocol) {
    case IPPROTO_TCP:
        return "TCP";
    case IPPROTO_UDP:
        return "UDP";
    case IPPROTO_UDPLITE:
        return "UDPLITE";
    case IPPROTO_SCTP:
        return "SCTP";
    case IPPROTO_ICMP:
    case IPPROTO_ICMPV6:
        return fd->type == SOCK_RAW ? "RAW" : "PING";
    default:
        return fd->type == SOCK_RAW ? "RAW" : "INET";
    }
}

static void show_end(struct decode *d, const union address *address)
{
    char name[INET6_ADDRSTRLEN];

    if (address->in.sin_family == AF_INET) {
        inet_ntop(AF_INET, &address->in.sin_addr, name, sizeof(name));
        text_format(d->out, "%s:%u", name, ntohs(address->in.sin_port));
    } else {
        inet_ntop(AF_INET6, &address->in6.sin6_addr, name, sizeof(name));
        text_format(d->out, "[%s]:%u", name, ntohs(address->in6.sin6_port));
    }
}

/* One that has no port yet goes by its inode. */
static void show_inet(struct decode *d, const struct record_fd *fd)
{
    const union address local = address_of(fd->local, fd->local_size);
    const union address peer = address_of(fd->peer, fd->peer_size);

    text_string(d->out, protocol_name(fd));
    text_string(d->out, fd->domain == AF_INET6 ? "v6:[" : ":[");
    if (local.in.sin_port == 0 && fd->peer_size == 0)
        text_unsigned(d->out, fd->inode);
    else
        show_end(d, &local);
    if (fd->peer_size != 0) {
        text_string(d->out, "->");
        show_end(d, &peer);
    }
    text_char(d->out, ']');
}

static void show_unix(struct decode *d, const struct record_fd *fd)
{
    const union address local = address_of(fd->local, fd->local_size);
    const size_t start = offsetof(struct sockaddr_un, sun_path);
    const char *path = local.un.sun_path;

    text_string(d->out, fd->type == SOCK_STREAM ? "UNIX-STREAM:[" :
                        fd->type == SOCK_DGRAM  ? "UNIX-DGRAM:[" :
                                                  "UNIX-SEQPACKET:[");
    text_unsigned(d->out, fd->inode);
    if (fd->local_size > start) {
        size_t size = fd->local_size - start;

        text_char(d->out, ',');
        if (path[0] == '\0') {
            text_char(d->out, '@');
            decode_bytes(d, path + 1, size - 1, false);
        } else {
            decode_bytes(d, path, strnlen(path, size), false);
        }
    }
    text_char(d->out, ']');
}

static void show_netlink(struct decode *d, const struct record_fd *fd)
{
    const union address local = address_of(fd->local, fd->local_size);
    const char *name = constant_name(&constants_netlinkprotocols, fd->protocol);

    text_string(d->out, "NETLINK:[");
    if (local.nl.nl_pid == 0)
        text_unsigned(d->out, fd->inode);
    else if (name != NULL && strncmp(name, "NETLINK_", 8) == 0)
        text_format(d->out, "%s:%u", name + 8, local.nl.nl_pid);
    else
        text_format(d->out, "%u:%u", fd->protocol, local.nl.nl_pid);
    text_char(d->out, ']');
}

bool decode_socket_fd(struct decode *d, const struct record_chunk *chunk)
{
    struct record_fd fd;

    if (!read_fd(chunk, &fd) || !S_ISSOCK(fd.mode))
        return false;
    if (fd.domain == AF_INET || fd.domain == AF_INET6)
        show_inet(d, &fd);
    else if (fd.domain == AF_UNIX)
        show_unix(d, &fd);
    else if (fd.domain == AF_NETLINK)
        show_netlink(d, &fd);
    else
        return false;
    return true;
}

void decode_device_fd(struct decode *d, const struct record_chunk *chunk)
{
    struct record_fd fd;

    if (!read_fd(chunk, &fd) || !(S_ISCHR(fd.mode) || S_ISBLK(fd.mode)))
        return;
    text_format(d->out, "<%s %u:%u>", S_ISCHR(fd.mode) ? "char" : "block",
                major(fd.device), minor(fd.device));
}
