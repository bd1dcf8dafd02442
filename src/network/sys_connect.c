/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * sys_connect.c - connect(2) of a TCP socket where lxrun connects (--allow).
 *
 * lxrun never waits: the socket is made non-blocking while it is asked for.  A guest
 * that wants to wait does so by sending nothing on the socket, which waits for the
 * connection, is restarted, times out and fails as connect(2) does, and is no
 * connect, which Landlock would refuse.
 *
 * Limits  other threads see the socket non-blocking for a moment.  Copies of the
 *         descriptor, in epoll instances too, stay with the guest's own socket.
 */
#include "abi/errno.h"
#include "abi/socket.h"
#include "core/config.h"
#include "core/control.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "dispatch/dispatch.h"

#include "syscall_entries.h"

#include <linux/fcntl.h>

struct connecting {
    hostfd_t fd;
    long status_flags; /* fcntl(2), F_GETFL */
    uint32_t address_size;
    union {
        uint16_t family;
        uint8_t bytes[CONTROL_ADDRESS_SIZE];
    } address;
};

static bool is_stream(hostfd_t fd)
{
    int32_t type = 0;
    uint32_t size = sizeof(type);

    return host_call(SYS_getsockopt, (uint64_t)fd, SOL_SOCKET, SO_TYPE,
                     HOST_POINTER(&type), HOST_POINTER(&size), 0) == 0 &&
           type == SOCK_STREAM;
}

/* Is it a TCP socket's way out?  If not, the host says what is wrong with it. */
static bool is_for_broker(const struct sys_args *args, struct connecting *connecting)
{
    uint64_t size = (uint32_t)args->arg[2];

    if (!lx_config.has_broker || own_fd_is(args->arg[0]) ||
        size < sizeof(connecting->address.family) || size > CONTROL_ADDRESS_SIZE ||
        guest_copy_in(&connecting->address, args->arg[1], size) != 0)
        return false;
    connecting->fd = (hostfd_t)args->arg[0];
    connecting->address_size = (uint32_t)size;
    return (connecting->address.family == AF_INET ||
            connecting->address.family == AF_INET6) &&
           is_stream(connecting->fd);
}

static bool blocks(const struct connecting *connecting)
{
    return !(connecting->status_flags & O_NONBLOCK);
}

static void put_in_place(const struct connecting *connecting, hostfd_t replacement)
{
    long flags = host_fcntl(connecting->fd, F_GETFD, 0);

    host_dup3(replacement, connecting->fd, flags & FD_CLOEXEC ? O_CLOEXEC : 0);
    host_close(replacement);
}

static long ask(const struct connecting *connecting)
{
    struct control_answer answer = { 0 };
    hostfd_t replacement = -1;
    long err;

    if (blocks(connecting))
        host_fcntl(connecting->fd, F_SETFL,
                   (uint64_t)(connecting->status_flags | O_NONBLOCK));
    err = control_ask_to_connect(connecting->fd, connecting->address.bytes,
                                 connecting->address_size, &answer, &replacement);
    if (replacement >= 0)
        put_in_place(connecting, replacement);
    host_fcntl(connecting->fd, F_SETFL, (uint64_t)connecting->status_flags);
    return err != 0 ? err : answer.result;
}

static long wait_until_connected(struct task *task, const struct connecting *connecting)
{
    const struct sys_args send_nothing = {
        .nr = SYS_sendto,
        .arg = { (uint64_t)connecting->fd, 0, 0, MSG_NOSIGNAL },
    };
    long result = dispatch_run(task, &send_nothing);

    return result == -EAGAIN ? -EINPROGRESS : result;
}

long lx_sys_network_connect(struct task *task, const struct sys_args *args)
{
    struct connecting connecting;
    long result;

    if (likely(!is_for_broker(args, &connecting)))
        return dispatch_forward_fds(task, args);
    connecting.status_flags = host_fcntl(connecting.fd, F_GETFL, 0);
    if (connecting.status_flags < 0)
        return connecting.status_flags;
    result = ask(&connecting);
    if (blocks(&connecting) && (result == -EINPROGRESS || result == -EALREADY))
        return wait_until_connected(task, &connecting);
    return result;
}
