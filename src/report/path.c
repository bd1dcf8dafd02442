/* SPDX-License-Identifier: GPL-2.0-or-later */
/* path.c - see path.h. */
#include "report/path.h"

#include <string.h>
#include <unistd.h>

#include "report/table.h"

struct builder {
    char *text;
    size_t size;
    size_t root_size; /* `..` goes no further up */
    path_link_function *is_link;
};

static size_t last_slash(const struct builder *path)
{
    size_t at = path->size;

    while (at > path->root_size && path->text[at - 1] != '/')
        at--;
    return at > path->root_size ? at - 1 : at;
}

static bool ends_in_parent(const struct builder *path)
{
    size_t at = last_slash(path);
    size_t leaf = path->text[at] == '/' ? at + 1 : at;

    return path->size - leaf == 2 && memcmp(path->text + leaf, "..", 2) == 0;
}

/* Whether `..` could be done by leaving out the component before it. */
static bool go_up(struct builder *path)
{
    bool is_absolute = path->root_size < path->size && path->text[path->root_size] == '/';

    if (path->size == path->root_size)
        return path->text[0] == '/' || path->root_size > 0;
    if (ends_in_parent(path))
        return false;
    path->text[path->size] = '\0';
    if (path->is_link != NULL && path->is_link(path->text))
        return false;
    path->size = last_slash(path);
    if (path->size == path->root_size && !is_absolute)
        path->text[path->size] = '\0';
    return true;
}

static void append(struct builder *path, const char *component, size_t size,
                   bool is_first)
{
    if (!is_first)
        path->text[path->size++] = '/';
    memcpy(path->text + path->size, component, size);
    path->size += size;
}

/* A relative path (its base is unknown) has no slash in front. */
static void add_all(struct builder *path, const char *name, size_t length,
                    bool is_relative)
{
    const char *end = name + length;

    while (name < end) {
        const char *slash = memchr(name, '/', (size_t)(end - name));
        size_t size = (size_t)((slash != NULL ? slash : end) - name);
        bool is_dot = size == 1 && name[0] == '.';
        bool is_parent = size == 2 && memcmp(name, "..", 2) == 0;

        if (size > 0 && !is_dot && !(is_parent && go_up(path)))
            append(path, name, size, is_relative && path->size == 0);
        name += size + 1;
    }
}

char *path_resolve(const char *root, const char *base, const char *name, size_t length,
                   path_link_function *is_link)
{
    bool is_absolute = length > 0 && name[0] == '/';
    bool is_relative = !is_absolute && (base == NULL || base[0] != '/');
    size_t root_size = strlen(root), base_size = is_absolute || !base ? 0 : strlen(base);
    struct builder path = { table_new(root_size + base_size + length + 4), 0, 0,
                            is_link };

    if (is_absolute) {
        memcpy(path.text, root, root_size);
        path.size = path.root_size = root_size;
    } else if (base_size > 0) {
        add_all(&path, base, base_size, is_relative);
    }
    add_all(&path, name, length, is_relative);
    if (path.size == 0)
        path.text[path.size++] = is_relative ? '.' : '/';
    path.text[path.size] = '\0';
    return path.text;
}

bool path_is_link(const char *path)
{
    char target[1];

    return readlink(path, target, sizeof(target)) >= 0;
}

const char *path_leaf(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL && slash[1] != '\0' ? slash + 1 : path;
}
