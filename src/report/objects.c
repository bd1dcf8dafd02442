/* SPDX-License-Identifier: GPL-2.0-or-later */
/* objects.c - see objects.h. */
#include "report/objects.h"

#include <stdlib.h>
#include <string.h>

static struct object *object_new(const char *key, size_t size, enum object_kind kind)
{
    struct object *object = table_new(sizeof(*object) + size + 1);

    memcpy(object->key, key, size);
    object->name = object->key + 1;
    object->kind = kind;
    return object;
}

struct object *object_find(struct object **objects, enum object_kind kind,
                           const char *name)
{
    size_t size = strlen(name) + 1;
    char few[512], *key = size < sizeof(few) ? few : table_new(size + 1);
    struct object *object;

    key[0] = (char)('a' + kind);
    memcpy(key + 1, name, size - 1);
    HASH_FIND(hh, *objects, key, size, object);
    if (object == NULL) {
        object = object_new(key, size, kind);
        HASH_ADD_KEYPTR(hh, *objects, object->key, size, object);
    }
    if (key != few)
        free(key);
    return object;
}

void objects_free(struct object **objects)
{
    struct object *object, *next;

    HASH_ITER(hh, *objects, object, next)
    {
        HASH_DEL(*objects, object);
        free(object);
    }
}
