/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.c - receive, hand on, close.
 *
 * Whatever descriptors come with a message are closed again, whatever it was.
 */
#include "supervisor/control.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "broker/broker.h"
#include "report/refused.h"
#include "supervisor/attributes.h"
#include "supervisor/crash.h"

static pthread_t thread;
static bool has_thread;

static void take_descriptors(struct parcel *parcel, const struct cmsghdr *control)
{
    size_t count = (control->cmsg_len - CMSG_LEN(0)) / sizeof(int);

    if (count > PARCEL_DESCRIPTORS - parcel->fd_count)
        count = 0; /* cannot be: there is no room for so many */
    memcpy(parcel->fds + parcel->fd_count, CMSG_DATA(control), count * sizeof(int));
    parcel->fd_count += count;
}

static void take_sender(struct parcel *parcel, const struct cmsghdr *control)
{
    struct ucred sender;

    if (control->cmsg_len < CMSG_LEN(sizeof(sender)))
        return;
    memcpy(&sender, CMSG_DATA(control), sizeof(sender));
    parcel->pid = sender.pid;
    parcel->uid = sender.uid;
}

static void take_control(struct parcel *parcel, struct msghdr *message)
{
    for (struct cmsghdr *control = CMSG_FIRSTHDR(message); control != NULL;
         control = CMSG_NXTHDR(message, control)) {
        if (control->cmsg_level != SOL_SOCKET)
            continue;
        if (control->cmsg_type == SCM_RIGHTS)
            take_descriptors(parcel, control);
        else if (control->cmsg_type == SCM_CREDENTIALS)
            take_sender(parcel, control);
    }
}

/* False if there is nobody left to send. */
static bool receive(int fd, struct parcel *parcel, int flags)
{
    union {
        struct cmsghdr head;
        char room[CMSG_SPACE(PARCEL_DESCRIPTORS * sizeof(int)) +
                  CMSG_SPACE(sizeof(struct ucred))];
    } control;
    struct iovec iov = { .iov_base = &parcel->message,
                         .iov_len = sizeof(parcel->message) };
    struct msghdr message = {
        .msg_iov = &iov,
        .msg_iovlen = 1,
        .msg_control = &control,
        .msg_controllen = sizeof(control.room),
    };
    ssize_t size = recvmsg(fd, &message, MSG_CMSG_CLOEXEC | flags);

    parcel->fd_count = 0;
    parcel->pid = 0;
    parcel->uid = (uid_t)-1;
    parcel->size = size < 0 ? 0 : (size_t)size;
    if (size < 0)
        return errno == EINTR || errno == ENOMEM || errno == EMFILE || errno == ENFILE;
    take_control(parcel, &message);
    return size > 0;
}

static void hand_on(struct control *control, const struct parcel *parcel)
{
    if (parcel->size < sizeof(parcel->message.head) ||
        parcel->message.head.magic != CONTROL_MAGIC)
        return;
    if (parcel->message.head.kind == CONTROL_DENIED)
        refused_hear(control->policy, parcel);
    else if (parcel->message.head.kind == CONTROL_ATTRIBUTES)
        attributes_handle(control->policy, parcel);
    else if (parcel->message.head.kind == CONTROL_CRASHED)
        crash_hear(parcel);
    else if (parcel->message.head.kind == CONTROL_CONNECT && control->broker != NULL)
        broker_handle(control->broker, parcel);
}

static bool take_one(struct control *control, int flags)
{
    static struct parcel parcel;

    if (!receive(control->own_fd, &parcel, flags))
        return false;
    hand_on(control, &parcel);
    for (size_t i = 0; i < parcel.fd_count; i++)
        close(parcel.fds[i]);
    return true;
}

static void *listen_to_guest(void *argument)
{
    while (take_one(argument, 0))
        ;
    return NULL;
}

/* A signal of its own kind for what comes: SIGIO with a positive code, which nobody can
 * send (fcntl(2), F_SETSIG). */
static bool ask_for_signal(int fd)
{
    return fcntl(fd, F_SETOWN, getpid()) == 0 && fcntl(fd, F_SETSIG, SIGIO) == 0 &&
           fcntl(fd, F_SETFL, O_ASYNC) == 0;
}

long control_open(struct control *control)
{
    const int on = 1;
    const struct timeval patience = { .tv_sec = 1 };
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return -errno;
    control->own_fd = pair[0];
    control->guest_fd = pair[1];
    if (setsockopt(pair[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof(on)) == 0 &&
        setsockopt(pair[1], SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience)) == 0 &&
        ask_for_signal(pair[0]))
        return 0;
    return -errno;
}

void control_hear(struct control *control, const siginfo_t *info)
{
    if (info->si_signo != SIGIO || info->si_code <= 0 || has_thread)
        return;
    fcntl(control->own_fd, F_SETFL, 0);
    has_thread = pthread_create(&thread, NULL, listen_to_guest, control) == 0;
    if (has_thread)
        return;
    fcntl(control->own_fd, F_SETFL, O_ASYNC);
    while (take_one(control, MSG_DONTWAIT))
        ;
}

/* Processes of the run may live on, in a container whose first process lxrun is: what
 * they still send is not waited for. */
void control_end(struct control *control)
{
    shutdown(control->own_fd, SHUT_RD);
    if (has_thread)
        pthread_join(thread, NULL);
    else
        listen_to_guest(control);
}
