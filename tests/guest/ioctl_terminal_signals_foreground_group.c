/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Ctrl-C and Ctrl-Z typed at a terminal reach its foreground process group
 * (tty_ioctl(4)).
 */
#include <pty.h>
#include <sys/ioctl.h>
#include <termios.h>

#include "check.h"

static volatile int interrupts;

static void handler(int sig, siginfo_t *info, void *context)
{
    (void)info, (void)context;
    CHECK_EQ(sig, SIGINT);
    interrupts++;
}

static void on_terminal(int terminal)
{
    char line[16] = "";

    CHECK_OK(setsid());
    CHECK_OK(ioctl(terminal, TIOCSCTTY, 0));
    CHECK_EQ(tcgetpgrp(terminal), getpid());
    set_handler(SIGINT, handler, 0);
    CHECK_EQ(write(terminal, "ready\n", 6), 6);
    CHECK_ERR(read(terminal, line, 16), EINTR);
    CHECK_EQ(interrupts, 1);
    CHECK_EQ(write(terminal, "again\n", 6), 6);
    CHECK_EQ(read(terminal, line, 16), 6);
    CHECK_STR(line, "hello\n");
    _exit(25);
}

static void expect(int master, const char *text)
{
    char seen[256] = "";
    size_t size = 0;

    while (strstr(seen, text) == NULL) {
        CHECK(size < sizeof seen - 1);
        CHECK_EQ(read(master, seen + size, 1), 1);
        size++;
    }
}

int main(void)
{
    int master, terminal;
    pid_t pid;

    CHECK_OK(openpty(&master, &terminal, NULL, NULL, NULL));
    pid = CHECK_OK(fork());
    if (pid == 0)
        on_terminal(terminal);
    expect(master, "ready");
    wait_until_asleep(pid);
    CHECK_EQ(write(master, "\003", 1), 1);
    expect(master, "again");
    CHECK_EQ(write(master, "hello\n", 6), 6);
    CHECK_EQ(wait_status(pid), EXITED(25));
    return passed();
}
