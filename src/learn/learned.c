/* SPDX-License-Identifier: GPL-2.0-or-later */
/* learned.c - see learned.h. */
#include "learn/learned.h"

#include <stdlib.h>
#include <string.h>

#include "policy/paths.h"

void learned_add_path(struct learned *learned, const char *path, unsigned rights)
{
    struct learned_path *item;

    HASH_FIND_STR(learned->paths, path, item);
    if (item == NULL) {
        item = table_new(sizeof(*item) + strlen(path) + 1);
        strcpy(item->path, path);
        HASH_ADD_STR(learned->paths, path, item);
    }
    item->rights |= rights;
}

static unsigned rights_of(const struct learned *learned, const char *path)
{
    struct learned_path *item;

    HASH_FIND_STR(learned->paths, path, item);
    return item == NULL ? 0 : item->rights;
}

/* The directory of `path`, in place; false where there is none. */
static bool go_up(char *path)
{
    char *slash = strrchr(path, '/');

    if (slash == NULL || path[1] == '\0')
        return false;
    slash[slash == path ? 1 : 0] = '\0';
    return true;
}

static unsigned rights_above(const struct learned *learned, const char *path)
{
    char *above = table_string(path, strlen(path));
    unsigned rights = 0;

    while (go_up(above))
        rights |= rights_of(learned, above);
    free(above);
    return rights;
}

static unsigned with_implied(unsigned rights)
{
    return rights & RIGHT_READ ? rights | RIGHT_LIST : rights;
}

unsigned learned_rights(const struct learned *learned, const char *path)
{
    return with_implied(rights_of(learned, path) | rights_above(learned, path));
}

/* Where /tmp is the run's own, what is named in the host's is put into it. */
static bool stands_for_itself(const char *path)
{
    return strncmp(path, "/tmp/", 5) == 0;
}

/* Rights only grow on the way down, so that the order does not matter. */
void learned_reduce(struct learned *learned)
{
    struct learned_path *item, *next;

    HASH_ITER(hh, learned->paths, item, next)
    {
        if (stands_for_itself(item->path) ||
            (item->rights & ~with_implied(rights_above(learned, item->path))) != 0)
            continue;
        HASH_DEL(learned->paths, item);
        free(item);
    }
}

static int compare(const void *left, const void *right)
{
    const struct learned_path *a = *(const struct learned_path *const *)left;
    const struct learned_path *b = *(const struct learned_path *const *)right;

    return strcmp(a->path, b->path);
}

struct learned_path **learned_sorted(const struct learned *learned, size_t *count)
{
    struct learned_path **sorted =
        table_new((HASH_COUNT(learned->paths) + 1) * sizeof(*sorted));

    *count = 0;
    for (struct learned_path *item = learned->paths; item != NULL; item = item->hh.next)
        sorted[(*count)++] = item;
    qsort(sorted, *count, sizeof(*sorted), compare);
    return sorted;
}

void learned_free(struct learned *learned)
{
    struct learned_path *item, *next;

    HASH_ITER(hh, learned->paths, item, next)
    {
        HASH_DEL(learned->paths, item);
        free(item);
    }
}
