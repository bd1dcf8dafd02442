/* SPDX-License-Identifier: GPL-2.0-or-later */
/* broker.c - making it, and what its threads share. */
#include "broker/broker.h"

#include <arpa/inet.h>
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "broker/serve.h"

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

bool broker_allows_peer(struct broker *broker, const struct sockaddr *peer)
{
    bool is_allowed;

    pthread_mutex_lock(&lock);
    is_allowed = allow_has_peer(&broker->allow, peer);
    pthread_mutex_unlock(&lock);
    return is_allowed;
}

/* Rules do not change while names are asked for. */
bool broker_allows_name(struct broker *broker, const char *name)
{
    return allow_has_name(&broker->allow, name);
}

void broker_learn(struct broker *broker, const char *name, const struct in6_addr *address)
{
    pthread_mutex_lock(&lock);
    allow_learn(&broker->allow, name, address);
    pthread_mutex_unlock(&lock);
}

static int listener(int type)
{
    const struct sockaddr_in address = {
        .sin_family = AF_INET,
        .sin_port = htons(BROKER_DNS_PORT),
        .sin_addr = { .s_addr = htonl(INADDR_LOOPBACK) },
    };
    int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -errno;
    if (bind(fd, (const struct sockaddr *)&address, sizeof(address)) == 0 &&
        (type == SOCK_DGRAM || listen(fd, SOMAXCONN) == 0))
        return fd;
    close(fd);
    return -errno;
}

/* The first message on the control socket, without bytes that mean anything. */
static long send_pair(int control_fd, const int fds[2])
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(2 * sizeof(int))];
    } control = { 0 };
    char nothing = 0;
    struct iovec iov = { .iov_base = &nothing, .iov_len = 1 };
    struct msghdr message = {
        .msg_iov = &iov,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof(control.room),
    };

    control.head = (struct cmsghdr){
        .cmsg_len = CMSG_LEN(2 * sizeof(int)),
        .cmsg_level = SOL_SOCKET,
        .cmsg_type = SCM_RIGHTS,
    };
    memcpy(CMSG_DATA(&control.head), fds, 2 * sizeof(int));
    return sendmsg(control_fd, &message, MSG_NOSIGNAL) == 1 ? 0 : -errno;
}

long broker_send_listeners(int control_fd)
{
    int fds[2] = { listener(SOCK_DGRAM), -1 };
    long err = fds[0];

    if (fds[0] >= 0) {
        fds[1] = listener(SOCK_STREAM);
        err = fds[1] < 0 ? fds[1] : send_pair(control_fd, fds);
    }
    for (int i = 0; i < 2; i++)
        if (fds[i] >= 0)
            close(fds[i]);
    return err < 0 ? err : 0;
}

static long receive_listeners(int control_fd, int fds[2])
{
    union {
        struct cmsghdr head;
        /* The kernel adds who has sent it. */
        char room[CMSG_SPACE(2 * sizeof(int)) + CMSG_SPACE(sizeof(struct ucred))];
    } control = { 0 };
    struct cmsghdr *rights = &control.head;
    char nothing;
    struct iovec iov = { .iov_base = &nothing, .iov_len = 1 };
    struct msghdr message = {
        .msg_iov = &iov,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof(control.room),
    };

    if (recvmsg(control_fd, &message, MSG_CMSG_CLOEXEC) < 0)
        return -errno;
    while (rights != NULL && rights->cmsg_type != SCM_RIGHTS)
        rights = CMSG_NXTHDR(&message, rights);
    if (rights == NULL || rights->cmsg_len != CMSG_LEN(2 * sizeof(int)))
        return -EPROTO;
    memcpy(fds, CMSG_DATA(rights), 2 * sizeof(int));
    return 0;
}

long broker_start(struct broker *broker, int control_fd)
{
    int fds[2];
    long err = receive_listeners(control_fd, fds);

    if (err != 0)
        return err;
    allow_resolve(&broker->allow);
    return names_serve(broker, fds[0], fds[1]);
}
