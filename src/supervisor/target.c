/* SPDX-License-Identifier: GPL-2.0-or-later */
/* target.c - find the program, follow its `#!` lines, open what is to load. */
#include "supervisor/target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "loader/inspect.h"
#include "loader/script.h"
#include "supervisor/say.h"

#define DEFAULT_PATH "/bin:/usr/bin"
static int status_of(int error)
{
    return error == ENOENT ? STATUS_NOT_FOUND : STATUS_CANNOT_RUN;
}

/* 0 or an errno: is there an executable file of that name? */
static int check_file(const char *path)
{
    struct stat status;

    if (stat(path, &status) != 0)
        return errno;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    if (!S_ISREG(status.st_mode))
        return ENODEV;
    return faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) == 0 ? 0 : errno;
}

/* `name` in the directory at `*list`, which moves on to the next. */
static char *candidate(const char **list, const char *name)
{
    size_t size = strcspn(*list, ":");
    char *path;

    if (asprintf(&path, "%.*s%s%s", (int)size, *list, size == 0 ? "" : "/", name) < 0)
        return NULL;
    *list = (*list)[size] == ':' ? *list + size + 1 : NULL;
    return path;
}

/* The first executable file of that name, else the first that is not. */
static char *search_path(const char *name)
{
    const char *list = getenv("PATH");
    char *unusable = NULL;

    if (list == NULL)
        list = DEFAULT_PATH;
    while (list != NULL) {
        char *path = candidate(&list, name);
        int error = path == NULL ? ENOMEM : check_file(path);

        if (error == 0) {
            free(unusable);
            return path;
        }
        if (error == EACCES && unusable == NULL)
            unusable = path;
        else
            free(path);
    }
    return unusable;
}

static const char *find_program(const char *name)
{
    const char *path = name;

    if (strchr(name, '/') == NULL)
        path = name[0] == '\0' ? NULL : search_path(name);
    if (path != NULL)
        return path;
    if (name[0] != '\0' && check_file(name) == 0)
        say("%s: not found in PATH; the one in this directory is ./%s", name, name);
    else
        say("%s: not found in PATH", name);
    return NULL;
}

static const char *reason_not_permitted(const char *path)
{
    struct statvfs system;
    struct stat status;

    if (stat(path, &status) != 0)
        return "is in a directory that you may not search";
    if ((status.st_mode & 0111) == 0)
        return "is not executable (chmod +x)";
    if (statvfs(path, &system) == 0 && (system.f_flag & ST_NOEXEC) != 0)
        return "is on a file system that is mounted noexec";
    return "may not be executed by you";
}

static const char *reason_of(const char *path, int error)
{
    switch (error) {
    case EISDIR:
        return "is a directory";
    case ENODEV:
        return "is not a regular file";
    case ENOENT:
        return "not found";
    case EACCES:
        return reason_not_permitted(path);
    default:
        return strerror(error);
    }
}

/* `script` names the file as its interpreter, or is NULL. */
static int refuse(const char *script, const char *path, int error)
{
    size_t size = strlen(path);

    if (script == NULL)
        say("%s: %s", path, reason_of(path, error));
    else if (error != ENOENT)
        say("%s: its interpreter %s: %s", script, path, reason_of(path, error));
    else if (size != 0 && path[size - 1] == '\r')
        say("%s: its #! line ends in a carriage return, as on Windows; convert the file "
            "(dos2unix)", script);
    else
        say("%s: its interpreter %s is missing; install it or correct the #! line",
            script, path);
    return status_of(error);
}

static int open_file(const char *script, const char *path, int *fd)
{
    int error = check_file(path);

    if (error != 0)
        return refuse(script, path, error);
    *fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (*fd < 0 && errno == EACCES) {
        say("%s: cannot be read, and lxrun must read what it runs (chmod +r)", path);
        return STATUS_CANNOT_RUN;
    }
    return *fd < 0 ? refuse(script, path, errno) : 0;
}

/* `*interpreter` is what the file at `path` is to be run by; NULL if it is no
 * script. */
static int follow_script(struct target *target, const char *path,
                         const char **interpreter)
{
    uint8_t head[SCRIPT_HEAD_SIZE];
    struct script_line *line = &target->scripts[target->script_count];
    ssize_t size = pread(target->fd, head, sizeof(head), 0);

    *interpreter = NULL;
    if (size < 0 || !script_is(head, (size_t)size))
        return 0;
    close(target->fd);
    if (target->script_count == SCRIPT_DEPTH) {
        say("%s: more than %d #! interpreters, one behind the other", target->execfn,
            SCRIPT_DEPTH);
        return STATUS_CANNOT_RUN;
    }
    if (script_parse(head, (size_t)size, line) != 0 || line->interpreter[0] == '\0') {
        say("%s: its #! line names no interpreter, or one that is too long", path);
        return STATUS_CANNOT_RUN;
    }
    target->script_count++;
    *interpreter = line->interpreter;
    return 0;
}

static int inspect(const struct target *target, const char *path)
{
    static struct complaint complaint;
    long err = inspect_program(target->fd, &complaint);

    if (err == 0)
        return 0;
    say("%s: %s", path, complaint.text);
    return status_of((int)-err);
}

int target_open(struct target *target, const char *program, char **argv)
{
    const char *path = find_program(program), *script = NULL, *interpreter;
    int status;

    if (path == NULL)
        return STATUS_NOT_FOUND;
    target->execfn = path;
    target->argv = argv;
    target->script_count = 0;
    for (;;) {
        status = open_file(script, path, &target->fd);
        if (status == 0)
            status = follow_script(target, path, &interpreter);
        if (status != 0)
            return status;
        if (interpreter == NULL)
            return inspect(target, path);
        script = path;
        path = interpreter;
    }
}

static size_t count_words(char *const *words)
{
    size_t count = 0;

    while (words[count] != NULL)
        count++;
    return count;
}

/* Each `#!` line replaces argv[0] by its interpreter, its argument if it has
 * one, and the path of the script. */
char **target_argv(const struct target *target, size_t front)
{
    bool is_script = target->script_count != 0;
    char **argv = target->argv + (is_script && target->argv[0] != NULL ? 1 : 0);
    size_t rest = count_words(argv);
    char **out = calloc(front + 2 * SCRIPT_DEPTH + 1 + rest + 1, sizeof(*out));
    char **word = out + front;

    if (out == NULL)
        return NULL;
    for (unsigned i = target->script_count; i-- > 0;) {
        const struct script_line *line = &target->scripts[i];

        *word++ = (char *)(uintptr_t)line->interpreter;
        if (line->has_argument)
            *word++ = (char *)(uintptr_t)line->argument;
    }
    if (is_script)
        *word++ = (char *)(uintptr_t)target->execfn;
    memcpy(word, argv, rest * sizeof(*argv));
    return out;
}
