/* SPDX-License-Identifier: GPL-2.0-or-later */
/* connect(2) on loopback: blocking and not, refused, twice, and what it refuses. */
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "check.h"

static struct sockaddr_in address;

static int listener(void)
{
    socklen_t size = sizeof(address);
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    address = (struct sockaddr_in){ .sin_family = AF_INET,
                                    .sin_addr = { htonl(INADDR_LOOPBACK) } };
    CHECK_EQ(bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
    CHECK_EQ(listen(fd, 8), 0);
    CHECK_EQ(getsockname(fd, (struct sockaddr *)&address, &size), 0);
    return fd;
}

static int try_connect(int fd, const void *to, socklen_t size)
{
    return connect(fd, to, size) == 0 ? 0 : errno;
}

static void talk(int client, int server)
{
    char byte = 0;

    CHECK_EQ(write(client, "x", 1), 1);
    CHECK_EQ(read(server, &byte, 1), 1);
    CHECK_EQ(byte, 'x');
}

static void connect_blocking(int server)
{
    struct sockaddr_in peer;
    socklen_t size = sizeof(peer);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    int accepted;

    CHECK_EQ(try_connect(fd, &address, sizeof(address)), 0);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_NONBLOCK, 0);
    CHECK_EQ(fcntl(fd, F_GETFD), FD_CLOEXEC);
    CHECK_EQ(getpeername(fd, (struct sockaddr *)&peer, &size), 0);
    CHECK_EQ(peer.sin_port, address.sin_port);
    accepted = accept(server, NULL, NULL);
    talk(fd, accepted);
    CHECK_EQ(try_connect(fd, &address, sizeof(address)), EISCONN);
    close(accepted);
    close(fd);
}

static void connect_without_blocking(int server)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), error = -1, accepted;
    struct pollfd ready = { .fd = fd, .events = POLLOUT };
    socklen_t size = sizeof(error);

    CHECK_EQ(try_connect(fd, &address, sizeof(address)), EINPROGRESS);
    CHECK_EQ(poll(&ready, 1, 5000), 1);
    CHECK_EQ(getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size), 0);
    CHECK_EQ(error, 0);
    CHECK_EQ(fcntl(fd, F_GETFL) & O_NONBLOCK, O_NONBLOCK);
    accepted = accept(server, NULL, NULL);
    talk(fd, accepted);
    close(accepted);
    close(fd);
}

static void connect_to_nobody(int server)
{
    struct sockaddr_in nobody = address;
    int fd = socket(AF_INET, SOCK_STREAM, 0);

    close(server);
    CHECK_EQ(try_connect(fd, &nobody, sizeof(nobody)), ECONNREFUSED);
    close(fd);
}

static void refuse_what_is_wrong(void)
{
    struct sockaddr_un file = { .sun_family = AF_UNIX, .sun_path = "/nonexistent/x" };
    int fd = socket(AF_INET, SOCK_STREAM, 0), local = socket(AF_UNIX, SOCK_STREAM, 0);

    CHECK_EQ(try_connect(fd, &address, 1), EINVAL);
    CHECK_EQ(try_connect(fd, &address, 8), EINVAL);
    CHECK_EQ(try_connect(fd, NULL, sizeof(address)), EFAULT);
    CHECK_EQ(try_connect(fd, &file, sizeof(file)), EAFNOSUPPORT);
    CHECK_EQ(try_connect(local, &file, sizeof(file)), ENOENT);
    CHECK_EQ(try_connect(-1, &address, sizeof(address)), EBADF);
    CHECK_EQ(try_connect(STDIN_FILENO, &address, sizeof(address)), ENOTSOCK);
    close(fd);
    close(local);
}

int main(void)
{
    int server = listener();

    connect_blocking(server);
    connect_without_blocking(server);
    connect_to_nobody(server);
    refuse_what_is_wrong();
    puts("ok");
    return 0;
}
