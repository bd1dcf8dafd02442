/* SPDX-License-Identifier: GPL-2.0-or-later */
/* tracee.c - a program for debuggers: calls, a loop, a signal, a fault if asked for. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct point {
    int x, y;
    const char *name;
};

static int factorial(int n)
{
    return n < 2 ? 1 : n * factorial(n - 1);
}

static void on_signal(int number)
{
    printf("signal %d\n", number);
}

int main(int argc, char **argv)
{
    struct point point = {3, 4, "corner"};
    int sum = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    signal(SIGUSR1, on_signal);
    for (int i = 1; i <= 5; i++)
        sum += factorial(i);
    point.x = sum;
    raise(SIGUSR1);
    printf("%s %d %d\n", point.name, point.x, point.y);
    if (argc > 1 && strcmp(argv[1], "crash") == 0)
        *(volatile int *)8 = sum;
    return argc > 1 ? atoi(argv[1]) : 0;
}
