/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Descriptors sent with SCM_RIGHTS arrive as the lowest free numbers, close-
 * on-exec if asked.
 */
#include <sys/socket.h>

#include "check.h"

static void send_fds(int sock, const int *fds, int count)
{
    char control[CMSG_SPACE(sizeof(int) * 4)] = "", byte = 'x';
    struct iovec data = { &byte, 1 };
    struct msghdr message = { .msg_iov = &data, .msg_iovlen = 1, .msg_control = control };
    struct cmsghdr *header = (struct cmsghdr *)control;

    message.msg_controllen = CMSG_SPACE(sizeof(int) * count);
    header->cmsg_level = SOL_SOCKET;
    header->cmsg_type = SCM_RIGHTS;
    header->cmsg_len = CMSG_LEN(sizeof(int) * count);
    memcpy(CMSG_DATA(header), fds, sizeof(int) * count);
    CHECK_EQ(sendmsg(sock, &message, 0), 1);
}

static void receive_fds(int sock, int *fds, int count, int flags)
{
    char control[CMSG_SPACE(sizeof(int) * 4)] = "", byte;
    struct iovec data = { &byte, 1 };
    struct msghdr message = { .msg_iov = &data,
                              .msg_iovlen = 1,
                              .msg_control = control,
                              .msg_controllen = sizeof control };
    struct cmsghdr *header;

    CHECK_EQ(recvmsg(sock, &message, flags), 1);
    header = CMSG_FIRSTHDR(&message);
    CHECK(header != NULL && header->cmsg_type == SCM_RIGHTS);
    CHECK_EQ(header->cmsg_len, CMSG_LEN(sizeof(int) * count));
    memcpy(fds, CMSG_DATA(header), sizeof(int) * count);
}

int main(void)
{
    int pair[2], sent[3], got[3];
    struct stat a, b;
    pid_t pid;

    CHECK_OK(socketpair(AF_UNIX, SOCK_STREAM, 0, pair));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        for (int i = 0; i < 3; i++)
            sent[i] = CHECK_OK(memfd_create("f", 0));
        for (int i = 0; i < 3; i++)
            CHECK_EQ(write(sent[i], "abc" + i, 1), 1);
        send_fds(pair[1], sent, 3);
        send_fds(pair[1], sent, 1);
        _exit(0);
    }
    CHECK_EQ(dup2(0, 6), 6);
    receive_fds(pair[0], got, 3, 0);
    for (int i = 0; i < 3; i++) {
        char byte;

        CHECK_EQ(got[i], i == 0 ? 5 : 6 + i);
        CHECK_EQ(fcntl(got[i], F_GETFD), 0);
        CHECK_EQ(pread(got[i], &byte, 1, 0), 1);
        CHECK_EQ(byte, 'a' + i);
    }
    receive_fds(pair[0], got + 1, 1, MSG_CMSG_CLOEXEC);
    CHECK_EQ(got[1], 9);
    CHECK_EQ(fcntl(9, F_GETFD), FD_CLOEXEC);
    CHECK_OK(fstat(5, &a));
    CHECK_OK(fstat(9, &b));
    CHECK_EQ(a.st_ino, b.st_ino);
    CHECK_EQ(wait_status(pid), EXITED(0));
    return passed();
}
