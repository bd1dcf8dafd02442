/* SPDX-License-Identifier: GPL-2.0-or-later */
/* follow.c - see follow.h. */
#include "report/follow.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/peer.h"
#include "report/record_memory.h"
#include "syscall_nr.h"

static struct descriptors *descriptors_of(const struct deed *deed)
{
    return deed->thread->process->descriptors;
}

static int fd_arg(const struct call *call, int argument)
{
    return (int)(uint32_t)call_arg(call, (unsigned)argument);
}

/* What the trace itself says of a descriptor is better than what was followed. */
static void learn_descriptor(struct follow *follow, const struct deed *deed, int fd)
{
    const struct record_chunk *told =
        record_find_chunk(deed->call->enter, RECORD_FD_PATH, (uint64_t)(int64_t)fd);
    struct channel *channel = descriptors_get(descriptors_of(deed), fd);
    struct object *object;
    char *name;

    if (told == NULL || told->size == 0)
        return;
    name = table_string(record_chunk_bytes(told), told->size);
    if (name[0] == '/' || channel == NULL) {
        object = object_find(&follow->objects,
                             name[0] == '/' ? OBJECT_FILE : OBJECT_OTHER, name);
        if (channel == NULL)
            descriptors_open(descriptors_of(deed), fd, object, false);
        else
            channel->object = object;
    }
    free(name);
}

static struct object *object_of_fd(struct follow *follow, const struct deed *deed, int fd)
{
    struct channel *channel;
    char name[48];

    if (fd < 0)
        return NULL;
    learn_descriptor(follow, deed, fd);
    channel = descriptors_get(descriptors_of(deed), fd);
    if (channel != NULL)
        return channel->object;
    snprintf(name, sizeof(name), "descriptor %d, inherited", fd);
    return object_find(&follow->objects, OBJECT_OTHER, name);
}

/* The directory in which a relative path starts; NULL: unknown. */
static const char *base_of(struct follow *follow, const struct deed *deed, int argument)
{
    int fd = argument == NO_ARG ? AT_FDCWD : fd_arg(deed->call, argument);
    struct channel *channel;

    if (fd == AT_FDCWD)
        return deed->thread->process->place->directory;
    learn_descriptor(follow, deed, fd);
    channel = descriptors_get(descriptors_of(deed), fd);
    return channel != NULL && channel->object->kind == OBJECT_FILE ?
               channel->object->name :
               NULL;
}

static char *path_of(struct follow *follow, const struct deed *deed, int directory,
                     int path)
{
    const char *name, *base;
    size_t length;

    if (path == NO_ARG)
        return NULL;
    name =
        record_string(deed->call->enter, call_arg(deed->call, (unsigned)path), &length);
    if (name == NULL)
        return NULL;
    base = base_of(follow, deed, directory);
    if (length == 0)
        return base != NULL ? table_string(base, strlen(base)) : NULL;
    return path_resolve(deed->thread->process->place->root, base, name, length,
                        follow->is_link);
}

static uint64_t open_flags_of(const struct call *call, const struct effect *effect)
{
    uint64_t flags = 0;

    if (call->nr == SYS_creat)
        return O_CREAT | O_WRONLY | O_TRUNC;
    if (call->nr != SYS_openat2)
        return call_arg(call, (unsigned)effect->flags);
    record_number(call->enter, call_arg(call, (unsigned)effect->flags), 8, &flags);
    return flags;
}

/* What the call is about, before it takes effect. */
static void look(struct follow *follow, struct deed *deed)
{
    const struct effect *effect = deed->effect;

    deed->path = path_of(follow, deed, effect->directory, effect->path);
    deed->path2 = path_of(follow, deed, effect->directory2, effect->path2);
    if (effect->what == EFFECT_OPEN)
        deed->open_flags = open_flags_of(deed->call, effect);
    if (deed->path != NULL)
        deed->object = object_find(&follow->objects, OBJECT_FILE, deed->path);
    else if (effect->fd != NO_ARG && effect->what != EFFECT_PAIR)
        deed->object = object_of_fd(follow, deed, fd_arg(deed->call, effect->fd));
    if (effect->fd2 != NO_ARG)
        deed->target = object_of_fd(follow, deed, fd_arg(deed->call, effect->fd2));
}

static void name_peer(struct follow *follow, struct deed *deed, const void *address,
                      size_t size, const char *what, int with_port)
{
    char name[PEER_NAME_SIZE];

    peer_name(name, what, address, size, with_port);
    deed->object = object_find(&follow->objects, OBJECT_SOCKET, name);
}

static size_t least(size_t a, uint64_t b)
{
    return b < a ? (size_t)b : a;
}

/* connect(2), bind(2): the socket has an address from now on. */
static void take_connect(struct follow *follow, struct deed *deed)
{
    const struct call *call = deed->call;
    struct channel *channel = descriptors_get(descriptors_of(deed), fd_arg(call, 0));
    size_t size;
    const void *address = record_memory(call->enter, call_arg(call, 1), &size);
    char what[64];

    if (address == NULL || (call->is_failed && call->result != -EINPROGRESS))
        return;
    snprintf(what, sizeof(what), "%.40s%s", channel ? channel->object->name : "socket",
             call->nr == SYS_bind ? " at" : "");
    name_peer(follow, deed, address, least(size, call_arg(call, 2) & UINT32_MAX), what,
              1);
    if (channel != NULL)
        channel->object = deed->object;
    deed->object->opens++;
}

static void take_accept(struct follow *follow, struct deed *deed)
{
    const struct call *call = deed->call;
    uint64_t flags = deed->effect->flags != NO_ARG ? call_arg(call, 3) : 0;
    size_t size = 0;
    const void *address =
        call->exit != NULL ? record_memory(call->exit, call_arg(call, 1), &size) : NULL;

    if (call->is_failed)
        return;
    if (address != NULL)
        name_peer(follow, deed, address, size, "accepted from", 0);
    else
        deed->object = object_find(&follow->objects, OBJECT_SOCKET, "accepted");
    deed->object->opens++;
    descriptors_open(descriptors_of(deed), call->result, deed->object,
                     (flags & O_CLOEXEC) != 0);
}

/* sendto(2) with an address is about that peer, whatever the socket is for. */
static void take_give(struct follow *follow, struct deed *deed)
{
    const struct call *call = deed->call;
    size_t size;
    const void *address;

    if (call->nr != SYS_sendto || call_arg(call, 4) == 0 || deed->object == NULL)
        return;
    address = record_memory(call->enter, call_arg(call, 4), &size);
    if (address == NULL || strchr(deed->object->name, ' ') != NULL)
        return;
    name_peer(follow, deed, address, least(size, call_arg(call, 5) & UINT32_MAX),
              deed->object->name, 1);
}

static void take_fcntl(struct deed *deed)
{
    const struct call *call = deed->call;
    int command = fd_arg(call, 1);
    uint64_t fd = (uint32_t)call_arg(call, 0);

    if (command == F_DUPFD || command == F_DUPFD_CLOEXEC)
        descriptors_duplicate(descriptors_of(deed), (int)fd, call->result,
                              command == F_DUPFD_CLOEXEC);
    else if (command == F_SETFD)
        descriptors_set_cloexec(descriptors_of(deed), fd, fd,
                                (call_arg(call, 2) & FD_CLOEXEC) != 0);
}

static void take_close_range(struct deed *deed)
{
    const struct call *call = deed->call;
    uint64_t first = (uint32_t)call_arg(call, 0), last = (uint32_t)call_arg(call, 1);

    if (call_arg(call, 2) & CLOSE_RANGE_UNSHARE)
        processes_unshare_descriptors(deed->thread->process);
    if (call_arg(call, 2) & CLOSE_RANGE_CLOEXEC)
        descriptors_set_cloexec(descriptors_of(deed), first, last, true);
    else
        descriptors_close_range(descriptors_of(deed), first, last);
}

static void take_pair(struct follow *follow, struct deed *deed)
{
    const struct call *call = deed->call;
    uint64_t flags =
        deed->effect->flags != NO_ARG ? call_arg(call, (unsigned)deed->effect->flags) : 0;
    uint64_t fd, at = call_arg(call, (unsigned)deed->effect->fd);

    deed->object = object_find(&follow->objects, OBJECT_OTHER, deed->effect->kind);
    deed->object->opens++;
    for (unsigned i = 0; i < 2 && call->exit != NULL; i++)
        if (record_number(call->exit, at + 4 * i, 4, &fd))
            descriptors_open(descriptors_of(deed), (int)fd, deed->object,
                             (flags & O_CLOEXEC) != 0);
}

static void take_make(struct follow *follow, struct deed *deed)
{
    const struct call *call = deed->call;
    uint64_t flags =
        deed->effect->flags != NO_ARG ? call_arg(call, (unsigned)deed->effect->flags) : 0;
    bool is_socket = deed->effect->what == EFFECT_SOCKET;
    const char *name = is_socket ?
                           peer_socket_name(call_arg(call, 0), call_arg(call, 1)) :
                           deed->effect->kind;

    deed->object =
        object_find(&follow->objects, is_socket ? OBJECT_SOCKET : OBJECT_OTHER, name);
    descriptors_open(descriptors_of(deed), call->result, deed->object,
                     (flags & O_CLOEXEC) != 0);
}

static void take_directory(struct deed *deed)
{
    struct place *place = deed->thread->process->place;
    const char *to = deed->path;

    if (deed->effect->what == EFFECT_FCHDIR && deed->object != NULL &&
        deed->object->kind == OBJECT_FILE)
        to = deed->object->name;
    if (to == NULL)
        return;
    if (deed->effect->what == EFFECT_CHROOT) {
        free(place->root);
        place->root = table_string(to, strcmp(to, "/") == 0 ? 0 : strlen(to));
    } else {
        place_set_directory(place, table_string(to, strlen(to)));
    }
}

static void take_unshare(struct deed *deed)
{
    uint64_t flags = call_arg(deed->call, 0);

    if (flags & CLONE_FILES)
        processes_unshare_descriptors(deed->thread->process);
    if (flags & (CLONE_FS | CLONE_NEWNS))
        processes_unshare_place(deed->thread->process);
}

static void take_open(struct follow *follow, struct deed *deed)
{
    struct object *object = deed->object;

    if (object == NULL)
        object = object_find(&follow->objects, OBJECT_OTHER, "a file of unknown name");
    object->opens++;
    descriptors_open(descriptors_of(deed), deed->call->result, object,
                     (deed->open_flags & O_CLOEXEC) != 0);
}

/* What the arguments look like on a command line, as far as they were kept. */
static void take_execute(struct deed *deed)
{
    const struct record_head *enter = deed->call->enter;
    uint64_t vector = call_arg(deed->call, deed->call->nr == SYS_execveat ? 2 : 1);
    struct process *process = deed->thread->process;
    char *text = NULL;
    uint64_t address;
    size_t size = 0, length;

    for (; record_number(enter, vector, 8, &address) && address != 0; vector += 8) {
        const char *word = record_string(enter, address, &length);

        if (word == NULL)
            break;
        text = table_grow(text, size + length + 2, 1);
        if (size > 0)
            text[size++] = ' ';
        memcpy(text + size, word, length);
        size += length;
        text[size] = '\0';
    }
    free(process->next_command);
    process->next_command = text;
}

/* A call that has not failed. */
static void take_effect(struct follow *follow, struct deed *deed)
{
    const struct call *call = deed->call;
    struct descriptors *descriptors = descriptors_of(deed);
    int fd = deed->effect->fd == 0 ? fd_arg(call, 0) : -1;

    switch ((enum effect_what)deed->effect->what) {
    case EFFECT_OPEN:
        take_open(follow, deed);
        break;
    case EFFECT_CLOSE:
        descriptors_close(descriptors, fd);
        break;
    case EFFECT_CLOSE_RANGE:
        take_close_range(deed);
        break;
    case EFFECT_DUP:
        descriptors_duplicate(descriptors, fd, call->result, false);
        break;
    case EFFECT_DUP2:
        descriptors_duplicate(descriptors, fd, call->result,
                              deed->effect->flags != NO_ARG &&
                                  (call_arg(call, 2) & O_CLOEXEC) != 0);
        break;
    case EFFECT_FCNTL:
        take_fcntl(deed);
        break;
    case EFFECT_SOCKET:
    case EFFECT_MAKE:
        take_make(follow, deed);
        break;
    case EFFECT_PAIR:
        take_pair(follow, deed);
        break;
    case EFFECT_CHDIR:
    case EFFECT_CHROOT:
    case EFFECT_FCHDIR:
        take_directory(deed);
        break;
    case EFFECT_UNSHARE:
        take_unshare(deed);
        break;
    case EFFECT_ACCEPT:
        take_accept(follow, deed);
        break;
    case EFFECT_GIVE:
        take_give(follow, deed);
        break;
    case EFFECT_EXECUTE:
        take_execute(deed);
        break;
    case EFFECT_NONE:
    case EFFECT_LOOK:
    case EFFECT_READ:
    case EFFECT_CREATE:
    case EFFECT_CHANGE:
    case EFFECT_DELETE:
    case EFFECT_RENAME:
    case EFFECT_LINK:
    case EFFECT_TAKE:
    case EFFECT_TRANSFER:
    case EFFECT_LIST:
    case EFFECT_FCHANGE:
    case EFFECT_USE:
    case EFFECT_CONNECT:
        break;
    }
}

void follow_call(struct follow *follow, struct thread *thread, const struct call *call,
                 struct deed *deed)
{
    *deed =
        (struct deed){ .call = call, .thread = thread, .effect = effect_of(call->nr) };
    if (deed->effect->what == EFFECT_NONE || thread->process->descriptors == NULL)
        return;
    look(follow, deed);
    if (deed->effect->what == EFFECT_CONNECT)
        take_connect(follow, deed);
    else if (call->is_answered && !call->is_failed)
        take_effect(follow, deed);
}

void deed_drop(struct deed *deed)
{
    free(deed->path);
    free(deed->path2);
}
