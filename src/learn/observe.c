/* SPDX-License-Identifier: GPL-2.0-or-later */
/* observe.c - the files of a deed; what it was to the network is in peers.c. */
#include "learn/observe.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <linux/stat.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "learn/peers.h"
#include "policy/paths.h"
#include "policy/refused_by.h"
#include "report/interpreter.h"
#include "report/record_memory.h"

#include "syscall_nr.h"

#define CHANGE (RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE)
#define NANOSECONDS 1000000000UL

void observe_call(struct observer *observer, const struct record_enter *enter)
{
    if ((uint64_t)enter->nr < SYSCALL_TABLE_SIZE)
        trace_call_add(observer->learned->calls, (unsigned)enter->nr);
}

/* Processes and threads come and go there, and files with them. */
static const char *stable(const char *path)
{
    static const char *const changing[] = { "/proc", "/sys" };

    for (size_t i = 0; i < 2; i++) {
        size_t size = strlen(changing[i]);

        if (strncmp(path, changing[i], size) == 0 && path[size] == '/')
            return changing[i];
    }
    return path;
}

/* Was it there before the run? */
static bool is_older(const struct observer *observer, const char *path)
{
    struct statx found;

    if (statx(AT_FDCWD, path, 0, STATX_TYPE | STATX_BTIME, &found) != 0)
        return false;
    if (!S_ISREG(found.stx_mode) && !S_ISDIR(found.stx_mode))
        return true;
    return (found.stx_mask & STATX_BTIME) != 0 && found.stx_btime.tv_sec >= 0 &&
           (uint64_t)found.stx_btime.tv_sec * NANOSECONDS + found.stx_btime.tv_nsec <
               observer->begin;
}

/* The run's /tmp may be one of its own: what it has made there it will make again, and
 * what was there before has to be named. */
static bool is_scratch(const struct observer *observer, const char *path)
{
    return strncmp(path, "/tmp/", 5) == 0 && !is_older(observer, path);
}

static void need(struct observer *observer, const char *path, unsigned rights)
{
    if (path[0] != '/')
        observer->learned->is_incomplete = true;
    else if (!is_scratch(observer, path))
        learned_add_path(observer->learned, stable(path), rights);
}

/* A name is made or removed: its directory has to be changed. */
static void need_parent(struct observer *observer, const char *path)
{
    char *directory = table_string(path, strlen(path));
    char *slash = strrchr(directory, '/');

    if (slash != NULL)
        slash[slash == directory ? 1 : 0] = '\0';
    need(observer, directory, CHANGE);
    free(directory);
}

static void take_open(struct observer *observer, const struct deed *deed)
{
    uint64_t flags = deed->open_flags;
    bool makes = (flags & O_CREAT) != 0 && !is_older(observer, deed->path);
    unsigned rights = (flags & O_ACCMODE) == O_WRONLY ? 0 : RIGHT_READ;

    if (flags & O_PATH)
        return;
    if ((flags & O_TMPFILE) == O_TMPFILE) {
        need(observer, deed->path, CHANGE);
        return;
    }
    if (flags & O_DIRECTORY)
        rights = RIGHT_LIST;
    if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC))
        rights |= RIGHT_WRITE;
    if (makes)
        need_parent(observer, deed->path);
    need(observer, deed->path, rights);
}

static void need_program(void *context, const char *path)
{
    need(context, path, RIGHT_READ | RIGHT_EXECUTE);
}

static void need_parents(struct observer *observer, const struct deed *deed)
{
    need_parent(observer, deed->path);
    if (deed->path2 != NULL)
        need_parent(observer, deed->path2);
}

static void take_path(struct observer *observer, const struct deed *deed)
{
    const struct place *place = deed->thread->process->place;

    switch ((int)deed->effect->what) {
    case EFFECT_OPEN:
        take_open(observer, deed);
        break;
    case EFFECT_CREATE:
    case EFFECT_DELETE:
    case EFFECT_RENAME:
    case EFFECT_LINK:
        need_parents(observer, deed);
        break;
    case EFFECT_CHANGE:
        need(observer, deed->path, RIGHT_WRITE);
        break;
    case EFFECT_EXECUTE:
        interpreter_walk(deed->path, place->root, place->directory, need_program,
                         observer);
        break;
    }
}

/* A call whose flags say that it makes a thread makes no process. */
static bool makes_process(const struct call *call)
{
    uint64_t flags = 0;

    switch (call->nr) {
    case SYS_fork:
    case SYS_vfork:
        return true;
    case SYS_clone:
        return (call_arg(call, 0) & CLONE_THREAD) == 0;
    case SYS_clone3:
        (void)record_number(call->enter, call_arg(call, 0), sizeof(flags), &flags);
        return (flags & CLONE_THREAD) == 0;
    default:
        return false;
    }
}

static bool refuses(enum floor_part part, const struct call *call)
{
    uint64_t args[6];

    for (unsigned i = 0; i < 6; i++)
        args[i] = call_arg(call, i);
    return part_refuses(part, call->nr, args);
}

static void lower_base(struct learned *learned, const struct call *call)
{
    if (learned->base == PROFILE_STRICT && refuses(PART_STRICT, call))
        learned->base = PROFILE_DEFAULT;
    if (learned->base == PROFILE_DEFAULT && refuses(PART_DEFAULT, call))
        learned->base = PROFILE_NONE;
}

void observe_deed(struct observer *observer, const struct deed *deed)
{
    const struct call *call = deed->call;
    struct learned *learned = observer->learned;
    bool is_file = deed->object != NULL && deed->object->kind == OBJECT_FILE;

    if (!call->is_answered || call->flags & RECORD_AGAIN)
        return;
    peers_take(observer, deed);
    if (call->is_failed)
        return;
    learned->has_processes |= makes_process(call);
    lower_base(learned, call);
    if (deed->path != NULL)
        take_path(observer, deed);
    else if (is_file && deed->effect->what == EFFECT_FCHANGE)
        need(observer, deed->object->name, RIGHT_WRITE);
    else if (is_file && deed->effect->what == EFFECT_LIST)
        need(observer, deed->object->name, RIGHT_LIST);
}

void observe_end(struct observer *observer)
{
    peers_forget(observer);
}
