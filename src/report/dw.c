/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dw.c - see dw.h. */
#include "report/dw.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdbool.h>
#include <string.h>

static struct dw functions;
static bool is_there;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static bool find(void *library, const char *name, void *function)
{
    void *found = dlsym(library, name);

    memcpy(function, &found, sizeof(found));
    return found != NULL;
}

static void load(void)
{
    void *library = dlopen("libdw.so.1", RTLD_NOW | RTLD_LOCAL);

    if (library == NULL)
        return;
    is_there = true;
#define FIND(name) is_there &= find(library, #name, &functions.name);
    DW_FUNCTIONS(FIND)
#undef FIND
}

const struct dw *dw_get(void)
{
    pthread_once(&once, load);
    return is_there ? &functions : NULL;
}
