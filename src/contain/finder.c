/* SPDX-License-Identifier: GPL-2.0-or-later */
/* finder.c - see finder.h. */
#include "contain/finder.h"

#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

/* How long lxrun waits for init, which answers at once unless it has been stopped. */
#define PATIENCE_SECONDS 2

union control {
    struct cmsghdr head;
    char room[CMSG_SPACE(sizeof(int))];
};

long finder_open(struct finder *finder)
{
    const struct timeval patience = { .tv_sec = PATIENCE_SECONDS };
    int pair[2];

    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) != 0)
        return -errno;
    *finder = (struct finder){ .own_fd = pair[0], .init_fd = pair[1] };
    if (setsockopt(pair[0], SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience)) != 0)
        return -errno;
    return 0;
}

/* -EAGAIN: the answer is to another question, whose asker has not waited for it. */
static int take_answer(int own_fd, pid_t pid)
{
    union control control;
    pid_t answered = 0;
    int pidfd = -ESRCH;
    struct iovec iov = { &answered, sizeof(answered) };
    struct msghdr message = { .msg_iov = &iov,
                              .msg_iovlen = 1,
                              .msg_control = &control,
                              .msg_controllen = sizeof(control.room) };
    ssize_t size = recvmsg(own_fd, &message, MSG_CMSG_CLOEXEC);
    const struct cmsghdr *found = size < 0 ? NULL : CMSG_FIRSTHDR(&message);

    if (size < 0 && errno == EINTR)
        return -EAGAIN;
    if (size != sizeof(answered))
        return -ESRCH;
    if (found != NULL && found->cmsg_level == SOL_SOCKET && found->cmsg_type == SCM_RIGHTS &&
        found->cmsg_len == CMSG_LEN(sizeof(int)))
        memcpy(&pidfd, CMSG_DATA(found), sizeof(pidfd));
    if (answered == pid)
        return pidfd;
    if (pidfd >= 0)
        close(pidfd);
    return -EAGAIN;
}

int finder_ask(int own_fd, pid_t pid)
{
    int answer;

    if (send(own_fd, &pid, sizeof(pid), MSG_NOSIGNAL) != sizeof(pid))
        return -ESRCH;
    do
        answer = take_answer(own_fd, pid);
    while (answer == -EAGAIN);
    return answer;
}

static long call(long nr, long a, long b, long c)
{
    long result;

    __asm__ volatile("syscall"
                     : "=a"(result)
                     : "a"(nr), "D"(a), "S"(b), "d"(c)
                     : "rcx", "r11", "memory");
    return result;
}

static void answer(int init_fd, pid_t pid)
{
    union control control = { .head = { .cmsg_len = CMSG_LEN(sizeof(int)),
                                        .cmsg_level = SOL_SOCKET,
                                        .cmsg_type = SCM_RIGHTS } };
    int pidfd = (int)call(SYS_pidfd_open, pid, 0, 0);
    struct iovec iov = { &pid, sizeof(pid) };
    struct msghdr message = { .msg_iov = &iov, .msg_iovlen = 1 };

    if (pidfd >= 0) {
        __builtin_memcpy(CMSG_DATA(&control.head), &pidfd, sizeof(pidfd));
        message.msg_control = &control;
        message.msg_controllen = sizeof(control.room);
    }
    call(SYS_sendmsg, init_fd, (long)(uintptr_t)&message, MSG_NOSIGNAL);
    if (pidfd >= 0)
        call(SYS_close, pidfd, 0, 0);
}

void finder_serve(int init_fd)
{
    for (;;) {
        pid_t pid;
        long size = call(SYS_read, init_fd, (long)(uintptr_t)&pid, sizeof(pid));

        if (size == sizeof(pid))
            answer(init_fd, pid);
        else if (size != -EINTR)
            return;
    }
}
