/* SPDX-License-Identifier: GPL-2.0-or-later */
/* connector.c - sockets like the guest's, and what holds them to their peers. */
#include "broker/connector.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

#include "broker/allow.h"

#ifndef SO_NETNS_COOKIE
#define SO_NETNS_COOKIE 71
#endif

/* Where the network header has the sender: IPv4 and IPv6. */
#define IPV4_SENDER 12
#define IPV6_SENDER 8
#define WORD 4

/* What programs set before they connect.  Whatever cannot be copied stays as new. */
static const struct {
    int level, name;
} copied[] = {
    { SOL_SOCKET, SO_KEEPALIVE },
    { SOL_SOCKET, SO_LINGER },
    { SOL_SOCKET, SO_OOBINLINE },
    { SOL_SOCKET, SO_PRIORITY },
    { SOL_SOCKET, SO_RCVTIMEO },
    { SOL_SOCKET, SO_SNDTIMEO },
    { SOL_SOCKET, SO_RCVLOWAT },
    { SOL_SOCKET, SO_REUSEADDR },
    { SOL_SOCKET, SO_TIMESTAMP },
    { IPPROTO_IP, IP_TOS },
    { IPPROTO_IP, IP_TTL },
    { IPPROTO_IPV6, IPV6_V6ONLY },
    { IPPROTO_IPV6, IPV6_TCLASS },
    { IPPROTO_IPV6, IPV6_UNICAST_HOPS },
    { IPPROTO_TCP, TCP_NODELAY },
    { IPPROTO_TCP, TCP_CORK },
    { IPPROTO_TCP, TCP_KEEPIDLE },
    { IPPROTO_TCP, TCP_KEEPINTVL },
    { IPPROTO_TCP, TCP_KEEPCNT },
    { IPPROTO_TCP, TCP_SYNCNT },
    { IPPROTO_TCP, TCP_USER_TIMEOUT },
    { IPPROTO_TCP, TCP_QUICKACK },
};

#define COPIED_COUNT (sizeof(copied) / sizeof(copied[0]))

static void copy_options(int from, int to)
{
    for (size_t i = 0; i < COPIED_COUNT; i++) {
        char room[sizeof(struct timeval)]; /* the largest of the values */
        socklen_t size = sizeof(room);

        if (getsockopt(from, copied[i].level, copied[i].name, room, &size) == 0)
            (void)setsockopt(to, copied[i].level, copied[i].name, room, size);
    }
}

/* Buffers were asked for in half of what is told (socket(7)); those that nobody has
 * asked for the kernel tunes. */
static void copy_buffer(int from, int to, int name, int initial)
{
    int size;
    socklen_t room = sizeof(size);

    if (getsockopt(from, SOL_SOCKET, name, &size, &room) != 0 || size == initial)
        return;
    size /= 2;
    (void)setsockopt(to, SOL_SOCKET, name, &size, sizeof(size));
}

static int number_of(int fd, int name)
{
    int value;
    socklen_t size = sizeof(value);

    return getsockopt(fd, SOL_SOCKET, name, &value, &size) == 0 ? value : -1;
}

bool connector_is_tcp(int guest_socket)
{
    int domain = number_of(guest_socket, SO_DOMAIN);

    return (domain == AF_INET || domain == AF_INET6) &&
           number_of(guest_socket, SO_TYPE) == SOCK_STREAM &&
           number_of(guest_socket, SO_PROTOCOL) == IPPROTO_TCP;
}

static bool network_of(int fd, uint64_t *cookie)
{
    socklen_t size = sizeof(*cookie);

    return getsockopt(fd, SOL_SOCKET, SO_NETNS_COOKIE, cookie, &size) == 0;
}

bool connector_is_outside(int guest_socket)
{
    uint64_t own, its;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    bool is_known = fd >= 0 && network_of(fd, &own) && network_of(guest_socket, &its);

    if (fd >= 0)
        close(fd);
    return is_known && own == its;
}

static void put_test(struct sock_filter *code, size_t *count, size_t total, uint16_t size,
                     uint32_t offset, uint32_t value)
{
    code[(*count)++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_ABS | size, offset);
    code[*count] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, value, 0,
                                                (uint8_t)(total - 1 - *count - 1));
    (*count)++;
}

static uint32_t word_at(const void *bytes, size_t index)
{
    uint32_t word;

    memcpy(&word, (const char *)bytes + index * WORD, WORD);
    return ntohl(word);
}

/* Only segments of this peer are let in; and the guest cannot change that. */
static bool lock_to_peer(int fd, const struct sockaddr *peer)
{
    struct sock_filter code[16];
    struct in6_addr address;
    uint16_t port;
    bool is_ipv4;
    size_t count = 0, words, total;
    const int on = 1;

    if (!allow_address_of(peer, &address, &port))
        return false;
    is_ipv4 = IN6_IS_ADDR_V4MAPPED(&address);
    words = is_ipv4 ? 1 : 4;
    total = 2 * (1 + words) + 2;
    /* The data of a TCP socket's packets begin with the TCP header. */
    put_test(code, &count, total, BPF_H, 0, port);
    for (size_t i = 0; i < words; i++)
        put_test(code, &count, total, BPF_W,
                 (uint32_t)SKF_NET_OFF +
                     (uint32_t)((is_ipv4 ? IPV4_SENDER : IPV6_SENDER) + i * WORD),
                 word_at(&address, is_ipv4 ? 3 : i));
    code[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, UINT32_MAX);
    code[count++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, 0);
    const struct sock_fprog program = { .len = (unsigned short)count, .filter = code };

    return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program, sizeof(program)) == 0 &&
           setsockopt(fd, SOL_SOCKET, SO_LOCK_FILTER, &on, sizeof(on)) == 0;
}

static bool needs_no_lock;

void connector_do_without_lock(void)
{
    needs_no_lock = true;
}

long connector_can_lock(void)
{
    const struct sockaddr_in anybody = { .sin_family = AF_INET };
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP);
    long err;

    if (fd < 0)
        return -errno;
    err = lock_to_peer(fd, (const struct sockaddr *)&anybody) ? 0 : -errno;
    close(fd);
    return err;
}

static int make_like(int guest_socket, const struct sockaddr *peer)
{
    int fd = socket(number_of(guest_socket, SO_DOMAIN),
                    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP);

    if (fd < 0)
        return -1;
    copy_buffer(guest_socket, fd, SO_RCVBUF, number_of(fd, SO_RCVBUF));
    copy_buffer(guest_socket, fd, SO_SNDBUF, number_of(fd, SO_SNDBUF));
    copy_options(guest_socket, fd);
    if (needs_no_lock || lock_to_peer(fd, peer))
        return fd;
    close(fd);
    return -1;
}

int connector_connect(int guest_socket, const struct sockaddr *peer, socklen_t size)
{
    return connect(guest_socket, peer, size) == 0 ? 0 : -errno;
}

int connector_make(int guest_socket, const struct sockaddr *peer, socklen_t size,
                   int *result)
{
    int fd = make_like(guest_socket, peer);

    if (fd < 0) {
        *result = -ENOBUFS;
        return -1;
    }
    *result = connector_connect(fd, peer, size);
    if (*result == 0 || *result == -EINPROGRESS)
        return fd;
    close(fd);
    return -1;
}
