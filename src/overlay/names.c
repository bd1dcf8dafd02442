/* SPDX-License-Identifier: GPL-2.0-or-later */
/* names.c - all read before any is looked at, so that no directory stays open. */
#include "overlay/names.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "policy/list.h"

static int compare(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

static long add(struct names *names, const char *name)
{
    char *copy;

    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
        return 0;
    copy = strdup(name);
    return copy == NULL ? -ENOMEM :
                          list_append(&names->items, &names->count, &copy, sizeof(copy));
}

long names_read(struct names *names, int directory)
{
    int fd = openat(directory, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list;
    const struct dirent *entry;
    long err = 0;

    *names = (struct names){ 0 };
    list = fd < 0 ? NULL : fdopendir(fd);
    if (list == NULL)
        return -errno;
    while (err == 0 && (entry = readdir(list)) != NULL)
        err = add(names, entry->d_name);
    closedir(list);
    if (names->count > 0)
        qsort(names->items, names->count, sizeof(*names->items), compare);
    return err;
}

bool names_have(const struct names *names, const char *name)
{
    return names->count > 0 &&
           bsearch(&name, names->items, names->count, sizeof(*names->items), compare) != NULL;
}

void names_free(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->items[i]);
    free(names->items);
    *names = (struct names){ 0 };
}
