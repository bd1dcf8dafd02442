/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * control.c - one message there, on the socket that all processes of the run share;
 * if it is a question, one back, on a pair of sockets that exists for it only.
 */
#include "core/control.h"

#include "abi/errno.h"
#include "abi/socket.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/string.h"

static uint64_t control_fd(void)
{
    return lx.first_own_fd + BOOT_CONTROL_OFFSET;
}

long control_tell(const void *message, size_t size)
{
    long result;

    do
        result = host_call(SYS_sendto, control_fd(), HOST_POINTER(message), size,
                           MSG_NOSIGNAL, 0, 0);
    while (result == -EINTR);
    return result;
}

static long send_request(const void *request, size_t size_of_request, hostfd_t reply,
                         hostfd_t subject)
{
    struct kcmsg_fds control = {
        .size = KCMSG_FDS_SIZE(CONTROL_DESCRIPTORS),
        .level = SOL_SOCKET,
        .type = SCM_RIGHTS,
        .fds = { [CONTROL_REPLY] = reply, [CONTROL_SOCKET] = subject },
    };
    struct kiovec iov = { .base = HOST_POINTER(request), .size = size_of_request };
    struct kmsghdr message = {
        .iov = HOST_POINTER(&iov),
        .iov_count = 1,
        .control = HOST_POINTER(&control),
        .control_size = sizeof(control),
    };
    long size;

    do
        size =
            host_call3(SYS_sendmsg, control_fd(), HOST_POINTER(&message), MSG_NOSIGNAL);
    while (size == -EINTR);
    return size < 0 ? size : 0;
}

static long receive_answer(hostfd_t from, struct control_answer *answer,
                           hostfd_t *replacement)
{
    struct kcmsg_fds control;
    struct kiovec iov = { .base = HOST_POINTER(answer), .size = sizeof(*answer) };
    struct kmsghdr message;
    long size;

    do {
        message = (struct kmsghdr){
            .iov = HOST_POINTER(&iov),
            .iov_count = 1,
            .control = HOST_POINTER(&control),
            .control_size = KCMSG_FDS_SIZE(1),
        };
        size = host_call3(SYS_recvmsg, (uint64_t)from, HOST_POINTER(&message),
                          MSG_CMSG_CLOEXEC);
    } while (size == -EINTR);
    if (size != sizeof(*answer))
        return size < 0 ? size : -ENETUNREACH;
    *replacement = message.control_size >= KCMSG_FDS_SIZE(1) ? control.fds[0] : -1;
    return 0;
}

long control_ask(const void *request, size_t size, hostfd_t subject,
                 struct control_answer *answer, hostfd_t *replacement)
{
    hostfd_t pair[2];
    long err = host_call(SYS_socketpair, AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0,
                         HOST_POINTER(pair), 0, 0);

    if (err != 0)
        return err;
    err = send_request(request, size, pair[1], subject);
    host_close(pair[1]);
    if (err == 0)
        err = receive_answer(pair[0], answer, replacement);
    host_close(pair[0]);
    return err;
}

long control_ask_to_connect(hostfd_t socket, const void *address, uint32_t address_size,
                            struct control_answer *answer, hostfd_t *replacement)
{
    struct control_connect request = {
        .head = { .magic = CONTROL_MAGIC, .kind = CONTROL_CONNECT },
    };

    request.address_size = address_size;
    memcpy(request.address, address, address_size);
    return control_ask(&request, sizeof(request), socket, answer, replacement);
}
