/* SPDX-License-Identifier: GPL-2.0-or-later */
/* plugin.c - a library with a constructor, thread-local data and a sum. */
#include <stdio.h>

static _Thread_local int sum;

__attribute__((constructor)) static void loaded(void)
{
    printf("plugin loaded\n");
}

__attribute__((destructor)) static void unloaded(void)
{
    printf("plugin unloaded\n");
}

int plugin_add(int n)
{
    return sum += n;
}
