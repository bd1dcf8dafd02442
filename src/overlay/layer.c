/* SPDX-License-Identifier: GPL-2.0-or-later */
/* layer.c - made, found, locked. */
#include "overlay/layer.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "overlay/part.h"
#include "overlay/remove.h"
#include "supervisor/say.h"

#define STATE_HOME "lxrun/overlay"
/* Two runs that begin in one second get different names by their numbers. */
#define NAME_FORMAT "%Y%m%d-%H%M%S"

static int fail(const char *what, const char *place)
{
    say("--overlay: %s: %s: %s", place, what, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

char *layer_home(void)
{
    const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");
    char *path = NULL;
    int size = -1;

    errno = ENOENT;
    if (state != NULL && state[0] == '/')
        size = asprintf(&path, "%s/" STATE_HOME, state);
    else if (home != NULL && home[0] == '/')
        size = asprintf(&path, "%s/.local/state/" STATE_HOME, home);
    return size < 0 ? NULL : path;
}

/* With the directories above it. */
static bool make_directories(char *path)
{
    for (char *at = path + 1; *at != '\0'; at++)
        if (*at == '/') {
            *at = '\0';
            if (mkdir(path, 0700) != 0 && errno != EEXIST) {
                *at = '/';
                return false;
            }
            *at = '/';
        }
    return mkdir(path, 0700) == 0 || errno == EEXIST;
}

static char *new_place(void)
{
    char *home = layer_home(), *place = NULL, stamp[32];
    time_t now = time(NULL);
    struct tm parts;

    if (home == NULL)
        return NULL;
    strftime(stamp, sizeof(stamp), NAME_FORMAT, gmtime_r(&now, &parts));
    if (!make_directories(home) ||
        asprintf(&place, "%s/%s-%d", home, stamp, (int)getpid()) < 0)
        place = NULL;
    free(home);
    return place;
}

static bool write_text(int directory, const char *name, const char *text, size_t size)
{
    int fd = openat(directory, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool is_written;

    if (fd < 0)
        return false;
    is_written = write(fd, text, size) == (ssize_t)size;
    close(fd);
    return is_written;
}

static bool write_words(int directory, char *const words[])
{
    int fd = openat(directory, "program", O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                    0600);
    bool is_written = fd >= 0;

    for (size_t i = 0; is_written && words[i] != NULL; i++)
        is_written = write(fd, words[i], strlen(words[i]) + 1) ==
                     (ssize_t)strlen(words[i]) + 1;
    if (fd >= 0)
        close(fd);
    return is_written;
}

static bool write_link(int directory, const char *name)
{
    char *here = getcwd(NULL, 0);
    bool is_made = here != NULL && symlinkat(here, directory, name) == 0;

    free(here);
    return is_made;
}

static bool is_empty(int fd)
{
    int copy = openat(fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    DIR *list = copy < 0 ? NULL : fdopendir(copy);
    const struct dirent *entry;
    int count = 0;

    while (list != NULL && (entry = readdir(list)) != NULL)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (list != NULL)
        closedir(list);
    return list != NULL && count == 0;
}

static int lock(const struct layer *layer)
{
    if (flock(layer->fd, LOCK_EX | LOCK_NB) == 0)
        return 0;
    if (errno == EWOULDBLOCK)
        say("%s: a run, or a command, still works in this layer", layer->directory);
    else
        fail("cannot be locked", layer->directory);
    return STATUS_LXRUN_FAILED;
}

/* Nobody else may have written what a commit is to trust. */
static int open_own(struct layer *layer)
{
    struct stat status;

    layer->fd = open(layer->directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (layer->fd < 0 || fstat(layer->fd, &status) != 0)
        return fail("cannot be opened", layer->directory);
    if (status.st_uid != geteuid() || (status.st_mode & 0022) != 0) {
        say("--overlay: %s: must belong to you, and nobody else may write in it "
            "(chmod go-w)",
            layer->directory);
        return STATUS_LXRUN_FAILED;
    }
    return lock(layer);
}

static bool read_began(struct layer *layer)
{
    char text[64] = "";
    int fd = openat(layer->fd, "began", O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    long long seconds, nanoseconds;
    ssize_t size = fd < 0 ? -1 : read(fd, text, sizeof(text) - 1);

    if (fd >= 0)
        close(fd);
    if (size <= 0 || sscanf(text, "%lld %lld", &seconds, &nanoseconds) != 2)
        return false;
    layer->began = (struct timespec){ seconds, (long)nanoseconds };
    return true;
}

static int load(struct layer *layer)
{
    long err;

    if (!read_began(layer)) {
        say("%s: is no layer that a run has left (see lxrun diff --list)", layer->directory);
        return STATUS_LXRUN_FAILED;
    }
    err = part_load_all(layer);
    errno = (int)-err;
    return err == 0 ? 0 : fail("its parts cannot be read", layer->directory);
}

static int fill(struct layer *layer, char *const words[])
{
    return write_words(layer->fd, words) && write_link(layer->fd, "directory")
               ? 0 : fail("cannot be written", layer->directory);
}

int layer_begin(struct layer *layer, const char *directory, char *const words[])
{
    char *place = directory == NULL ? new_place() : strdup(directory);
    int status;

    *layer = (struct layer){ .fd = -1 };
    if (place == NULL)
        return fail("no place for the layer (set HOME, or name one: --overlay=DIR)", "~");
    if (mkdir(place, 0700) != 0 && errno != EEXIST)
        return fail("cannot be made", place);
    layer->directory = realpath(place, NULL);
    free(place);
    if (layer->directory == NULL)
        return fail("cannot be found", directory == NULL ? "~" : directory);
    status = open_own(layer);
    if (status != 0)
        return status;
    return is_empty(layer->fd) ? fill(layer, words) : load(layer);
}

long layer_part_for(struct layer *layer, const char *lower)
{
    for (size_t i = 0; i < layer->part_count; i++)
        if (strcmp(layer->parts[i].lower, lower) == 0)
            return (long)i;
    return part_make(layer, lower);
}

/* The kernel stamps files by a clock that ticks slowly: what was changed before the
 * tick that is waited for here has an earlier stamp, and what is changed later has not. */
int layer_seal(struct layer *layer)
{
    const struct timespec moment = { 0, 500000 };
    struct timespec first, now;
    char text[64];
    int size;

    if (layer->began.tv_sec != 0)
        return 0;
    clock_gettime(CLOCK_REALTIME_COARSE, &first);
    do {
        nanosleep(&moment, NULL);
        clock_gettime(CLOCK_REALTIME_COARSE, &now);
    } while (now.tv_sec == first.tv_sec && now.tv_nsec == first.tv_nsec);
    layer->began = now;
    size = snprintf(text, sizeof(text), "%lld %ld\n", (long long)now.tv_sec, now.tv_nsec);
    return write_text(layer->fd, "began", text, (size_t)size)
               ? 0 : fail("cannot be written", layer->directory);
}

static int compare_names(const struct dirent **one, const struct dirent **other)
{
    return strcmp((*one)->d_name, (*other)->d_name);
}

static int is_name(const struct dirent *entry)
{
    return entry->d_name[0] != '.';
}

long layer_list(void (*each)(const char *home, const char *name))
{
    char *home = layer_home();
    struct dirent **names = NULL;
    int count = home == NULL ? -1 : scandir(home, &names, is_name, compare_names);
    long err = count < 0 && errno != ENOENT ? -errno : 0;

    for (int i = 0; i < count; i++) {
        each(home, names[i]->d_name);
        free(names[i]);
    }
    free(names);
    free(home);
    return err;
}

static char *last_name;

static void keep_last(const char *home, const char *name)
{
    (void)home;
    free(last_name);
    last_name = strdup(name);
}

/* A name is one below layer_home(); with a slash in it, or where there is none, a path. */
static char *find_place(const char *name)
{
    char *home, *place = NULL;
    struct stat status;

    if (name != NULL && strchr(name, '/') != NULL)
        return strdup(name);
    if (name == NULL && (layer_list(keep_last) != 0 || last_name == NULL))
        return NULL;
    home = layer_home();
    if (home == NULL || asprintf(&place, "%s/%s", home, name == NULL ? last_name : name) < 0)
        place = NULL;
    free(home);
    if (name != NULL && place != NULL && stat(place, &status) != 0) {
        free(place);
        place = strdup(name);
    }
    return place;
}

int layer_open(struct layer *layer, const char *name)
{
    char *place = find_place(name);
    int status;

    *layer = (struct layer){ .fd = -1 };
    if (place == NULL) {
        say("there is no layer; a run with --overlay makes one");
        return STATUS_LXRUN_FAILED;
    }
    layer->directory = realpath(place, NULL);
    if (layer->directory == NULL) {
        say("%s: %s; lxrun diff --list names the layers", place, strerror(errno));
        free(place);
        return STATUS_LXRUN_FAILED;
    }
    free(place);
    status = open_own(layer);
    return status != 0 ? status : load(layer);
}

void layer_close(struct layer *layer)
{
    for (size_t i = 0; i < layer->part_count; i++)
        free(layer->parts[i].lower);
    free(layer->parts);
    free(layer->directory);
    if (layer->fd >= 0)
        close(layer->fd);
    *layer = (struct layer){ .fd = -1 };
}

long layer_remove(struct layer *layer)
{
    long err = remove_all_in(layer->fd);

    if (err == 0 && rmdir(layer->directory) != 0)
        err = -errno;
    return err;
}
