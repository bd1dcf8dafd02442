/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * request.c - one request of the guest's, from its message to its answer.
 *
 * Nothing in here waits: sockets are connected without blocking, and it is lxcore
 * that waits for the end of it where the guest wants to.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "broker/connector.h"
#include "broker/serve.h"
#include "report/denials.h"
#include "supervisor/control.h"

/* connect(2) checks the size against the family before all else. */
static long check_address(const struct control_connect *request,
                          struct sockaddr_storage *peer)
{
    memset(peer, 0, sizeof(*peer));
    memcpy(peer, request->address, request->address_size);
    if (request->address_size < sizeof(sa_family_t))
        return -EINVAL;
    if (peer->ss_family == AF_INET)
        return request->address_size < sizeof(struct sockaddr_in) ? -EINVAL : 0;
    if (peer->ss_family == AF_INET6)
        return request->address_size < 24 ? -EINVAL : 0; /* without scope */
    return -EAFNOSUPPORT;
}

static bool is_loopback(const struct sockaddr_storage *peer)
{
    struct in6_addr address;
    uint16_t port;

    if (!allow_address_of((const struct sockaddr *)peer, &address, &port))
        return false;
    if (IN6_IS_ADDR_V4MAPPED(&address))
        return address.s6_addr[12] == 127 || address.s6_addr32[3] == 0;
    return IN6_IS_ADDR_LOOPBACK(&address) || IN6_IS_ADDR_UNSPECIFIED(&address);
}

static void note_denial(const struct sockaddr_storage *peer)
{
    char text[INET6_ADDRSTRLEN + 10], remedy[sizeof(text) + 16];
    char address[INET6_ADDRSTRLEN];
    struct in6_addr number;
    uint16_t port;

    if (!allow_address_of((const struct sockaddr *)peer, &number, &port))
        return;
    if (IN6_IS_ADDR_V4MAPPED(&number)) {
        inet_ntop(AF_INET, &number.s6_addr[12], address, sizeof(address));
        snprintf(text, sizeof(text), "%s:%u", address, port);
    } else {
        inet_ntop(AF_INET6, &number, address, sizeof(address));
        snprintf(text, sizeof(text), "[%s]:%u", address, port);
    }
    snprintf(remedy, sizeof(remedy), "--allow %s", text);
    denials_add("connect", text, "--allow", remedy);
}

/* No rule has this peer, so it is looked for in the guest's own network, whose
 * loopback is all that it has. */
static int connect_inside(int fd, const struct sockaddr_storage *peer, socklen_t size)
{
    if (!is_loopback(peer))
        note_denial(peer);
    return connector_connect(fd, (const struct sockaddr *)peer, size);
}

/* A socket of the host's network that the guest connects once more: it is held to
 * its peer, so it can only be asked how far it is. */
static int connect_again(struct broker *broker, int fd, const struct sockaddr *peer,
                         socklen_t size)
{
    return broker_allows_peer(broker, peer) ? connector_connect(fd, peer, size) : -EACCES;
}

/* The descriptor that takes the guest's place, or -1. */
static int handle(struct broker *broker, const struct control_connect *request, int fd,
                  int32_t *result)
{
    struct sockaddr_storage peer;
    const struct sockaddr *address = (const struct sockaddr *)&peer;
    int replacement = -1;

    *result = (int32_t)check_address(request, &peer);
    if (*result != 0)
        return -1;
    if (!connector_is_tcp(fd))
        *result = -EPROTOTYPE;
    else if (connector_is_outside(fd))
        *result = connect_again(broker, fd, address, request->address_size);
    else if (broker_allows_peer(broker, address))
        replacement = connector_make(fd, address, request->address_size, result);
    else
        *result = connect_inside(fd, &peer, request->address_size);
    return replacement;
}

static void reply(int to, int32_t result, int fd)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(sizeof(int))];
    } control = { 0 };
    struct control_answer answer = { .result = result, .is_replaced = fd >= 0 };
    struct iovec iov = { .iov_base = &answer, .iov_len = sizeof(answer) };
    struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1 };

    if (fd >= 0) {
        control.head = (struct cmsghdr){
            .cmsg_len = CMSG_LEN(sizeof(int)),
            .cmsg_level = SOL_SOCKET,
            .cmsg_type = SCM_RIGHTS,
        };
        memcpy(CMSG_DATA(&control.head), &fd, sizeof(fd));
        message.msg_control = &control;
        message.msg_controllen = sizeof(control.room);
    }
    /* Whoever has given us a socket that takes no message gets no answer. */
    (void)sendmsg(to, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

void broker_handle(struct broker *broker, const struct parcel *parcel)
{
    const struct control_connect *request = &parcel->message.connect;
    int32_t result;
    int fd;

    if (parcel->fd_count != CONTROL_DESCRIPTORS || parcel->size != sizeof(*request) ||
        request->address_size > CONTROL_ADDRESS_SIZE)
        return;
    fd = handle(broker, request, parcel->fds[CONTROL_SOCKET], &result);
    reply(parcel->fds[CONTROL_REPLY], result, fd);
    if (fd >= 0)
        close(fd);
}
