/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * accept and recv restart after handlers with SA_RESTART; with a receive
 * timeout never.
 */
#include <sys/socket.h>
#include <sys/un.h>

#include "check.h"

static struct sockaddr_un name = { .sun_family = AF_UNIX };
static volatile int count, client = -1;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)sig, (void)info, (void)context;
    if (++count == 5) {
        client = socket(AF_UNIX, SOCK_STREAM, 0);
        CHECK_OK(connect(client, (void *)&name, sizeof name));
    }
    if (count == 10)
        CHECK_EQ(send(client, "hi", 2, 0), 2);
}

int main(void)
{
    int listener = CHECK_OK(socket(AF_UNIX, SOCK_STREAM, 0)), server;
    struct timeval timeout = { 100, 0 };
    char text[2];

    strcpy(name.sun_path, "sock");
    unlink("sock");
    CHECK_OK(bind(listener, (void *)&name, sizeof name));
    CHECK_OK(listen(listener, 5));
    set_handler(SIGALRM, handler, SA_RESTART);
    alarm_every_us(2000);
    server = CHECK_OK(accept(listener, NULL, NULL));
    CHECK_EQ(recv(server, text, 2, 0), 2);
    CHECK(count >= 10);
    CHECK_OK(setsockopt(server, SOL_SOCKET, SO_RCVTIMEO, &timeout, sizeof timeout));
    CHECK_ERR(recv(server, text, 2, 0), EINTR);
    set_handler(SIGALRM, handler, 0);
    CHECK_ERR(accept(listener, NULL, NULL), EINTR);
    CHECK_OK(unlink("sock"));
    return passed();
}
