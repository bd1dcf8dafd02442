/* SPDX-License-Identifier: GPL-2.0-or-later */
/* resolver.c - a file in /tmp, since what is to be mounted needs a name. */
#include "broker/resolver.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char text[] = "nameserver 127.0.0.1\n";
static bool is_there;
static char name[] = "/tmp/lxrun-resolver-XXXXXX";

const char *resolver_make(void)
{
    int fd = mkstemp(name);
    ssize_t size;

    if (fd < 0)
        return NULL;
    size = write(fd, text, strlen(text));
    if (fchmod(fd, 0444) != 0)
        size = -1;
    close(fd);
    is_there = true;
    atexit(resolver_drop);
    return size == (ssize_t)strlen(text) ? name : NULL;
}

void resolver_drop(void)
{
    if (is_there)
        unlink(name);
    is_there = false;
}
