/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hierarchy.c - /proc/self/cgroup says which group, /proc/self/mountinfo where it is. */
#include "cgroup/hierarchy.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Of "memory,hugetlb" or "rw,memory". */
static bool has_word(const char *list, const char *word, char between)
{
    size_t size = strlen(word);

    for (const char *at = list; at != NULL && *at != '\0'; at = strchr(at, between)) {
        at += *at == between;
        if (strncmp(at, word, size) == 0 && (at[size] == between || at[size] == '\0' ||
                                             at[size] == '\n'))
            return true;
    }
    return false;
}

/* "4:memory:/path\n" or "0::/path\n".  The path, in place, or NULL. */
static char *own_path_in(char *line, const char *controller, bool *is_unified)
{
    char *names = strchr(line, ':'), *path = names == NULL ? NULL : strchr(names + 1, ':');

    if (path == NULL)
        return NULL;
    *path++ = '\0';
    path[strcspn(path, "\n")] = '\0';
    *is_unified = names[1] == '\0';
    return *is_unified || has_word(names + 1, controller, ',') ? path : NULL;
}

/* A tree of its own counts more than the unified one, which comes last. */
static long read_own_path(const char *controller, char path[PATH_MAX], bool *is_unified)
{
    FILE *file = fopen("/proc/self/cgroup", "re");
    char *line = NULL;
    size_t size = 0;
    long err = file == NULL ? -errno : -ENOENT;

    while (file != NULL && err != 0 && getline(&line, &size, file) > 0) {
        const char *found = own_path_in(line, controller, is_unified);

        if (found != NULL && strlen(found) < PATH_MAX) {
            strcpy(path, found);
            err = 0;
        }
    }
    free(line);
    if (file != NULL)
        fclose(file);
    return err;
}

static bool is_wanted(const char *type, const char *options, const char *controller,
                      bool is_unified)
{
    return is_unified ? strcmp(type, "cgroup2") == 0
                      : strcmp(type, "cgroup") == 0 && has_word(options, controller, ',');
}

/* What is mounted may be a part of the tree, `root`; paths are from the whole one's. */
static bool set_paths(struct hierarchy *hierarchy, const char *root, const char *mount,
                      const char *path)
{
    size_t size = strcmp(root, "/") == 0 ? 0 : strlen(root);
    const char *below = strncmp(path, root, size) == 0 ? path + size : "";

    return snprintf(hierarchy->mount, PATH_MAX, "%s", mount) < PATH_MAX &&
           snprintf(hierarchy->own, PATH_MAX, "%s%s", mount,
                    strcmp(below, "/") == 0 ? "" : below) < PATH_MAX;
}

static bool take_mount(struct hierarchy *hierarchy, const char *line, const char *controller,
                       const char *path)
{
    char *root = NULL, *mount = NULL, *type = NULL, *options = NULL;
    const char *rest = strstr(line, " - ");
    bool is_taken = rest != NULL &&
                    sscanf(line, "%*s %*s %*s %ms %ms", &root, &mount) == 2 &&
                    sscanf(rest, " - %ms %*s %ms", &type, &options) == 2 &&
                    is_wanted(type, options, controller, hierarchy->is_unified) &&
                    set_paths(hierarchy, root, mount, path);

    free(root);
    free(mount);
    free(type);
    free(options);
    return is_taken;
}

static long find_mount(struct hierarchy *hierarchy, const char *controller, const char *path)
{
    FILE *file = fopen("/proc/self/mountinfo", "re");
    char *line = NULL;
    size_t size = 0;
    long err = file == NULL ? -errno : -ENOENT;

    while (file != NULL && err != 0 && getline(&line, &size, file) > 0)
        if (take_mount(hierarchy, line, controller, path))
            err = 0;
    free(line);
    if (file != NULL)
        fclose(file);
    return err;
}

long hierarchy_find(const char *controller, struct hierarchy *hierarchy)
{
    char path[PATH_MAX];
    long err = read_own_path(controller, path, &hierarchy->is_unified);

    if (err == 0)
        err = find_mount(hierarchy, controller, path);
    if (err == 0 && hierarchy->is_unified &&
        group_lists(hierarchy->mount, "cgroup.controllers", controller) <= 0)
        err = -ENOENT;
    return err;
}

long group_lists(const char *directory, const char *file, const char *word)
{
    char path[PATH_MAX + 64], text[1024] = "";
    ssize_t size;
    int fd;

    snprintf(path, sizeof(path), "%s/%s", directory, file);
    fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -errno;
    size = read(fd, text, sizeof(text) - 1);
    close(fd);
    return size < 0 ? -errno : has_word(text, word, ' ');
}

bool hierarchy_climb(struct hierarchy *hierarchy)
{
    char *slash = strrchr(hierarchy->own, '/');

    if (slash == NULL || strlen(hierarchy->own) <= strlen(hierarchy->mount))
        return false;
    *slash = '\0';
    return true;
}
