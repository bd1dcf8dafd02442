/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * refused.c - see refused.h.
 *
 * Limits  a path is compared as it is written, its dots taken out: one that goes
 *         through a symbolic link may be explained by the wrong rule.
 */
#include "report/refused.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "policy/policy.h"
#include "policy/refused_by.h"
#include "report/denials.h"
#include "report/peer.h"
#include "report/site.h"
#include "report/usage.h"
#include "supervisor/control.h"

#include "syscall_nr.h"

static unsigned rights_to_open(uint64_t flags)
{
    unsigned rights = (flags & O_ACCMODE) == O_WRONLY ? 0 : RIGHT_READ;

    if (flags & O_DIRECTORY)
        rights = RIGHT_LIST;
    if ((flags & O_ACCMODE) != O_RDONLY || (flags & O_TRUNC))
        rights |= RIGHT_WRITE;
    if (flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE)
        rights |= RIGHT_CREATE;
    return rights;
}

/* What the policy has to grant for a call that names a path. */
static unsigned rights_needed(const struct control_denied *denied)
{
    switch (denied->nr) {
    case SYS_open:
        return rights_to_open(denied->args[1]);
    case SYS_openat:
        return rights_to_open(denied->args[2]);
    case SYS_creat:
        return RIGHT_WRITE | RIGHT_CREATE;
    case SYS_execve:
    case SYS_execveat:
        return RIGHT_EXECUTE;
    case SYS_truncate:
    case SYS_chmod:
    case SYS_fchmodat:
    case SYS_chown:
    case SYS_lchown:
    case SYS_fchownat:
    case SYS_utime:
    case SYS_utimes:
    case SYS_utimensat:
    case SYS_setxattr:
    case SYS_lsetxattr:
        return RIGHT_WRITE;
    case SYS_unlink:
    case SYS_unlinkat:
    case SYS_mkdir:
    case SYS_mkdirat:
    case SYS_rmdir:
    case SYS_rename:
    case SYS_renameat:
    case SYS_renameat2:
    case SYS_link:
    case SYS_linkat:
    case SYS_symlink:
    case SYS_symlinkat:
    case SYS_mknod:
    case SYS_mknodat:
        return RIGHT_CREATE;
    default:
        return RIGHT_READ;
    }
}

static const char *option_for(unsigned rights)
{
    bool writes = (rights & (RIGHT_WRITE | RIGHT_CREATE)) != 0;

    if (rights & RIGHT_EXECUTE)
        return writes ? "--rwx" : "--rox";
    return writes ? "--rw" : "--ro";
}

static bool lies_beneath(const char *path, const char *directory)
{
    size_t size = strlen(directory);

    while (size > 1 && directory[size - 1] == '/')
        size--;
    if (size == 1 && directory[0] == '/')
        return true;
    return strncmp(path, directory, size) == 0 &&
           (path[size] == '/' || path[size] == '\0');
}

/* A hidden path, or what has too few rights: whose rule that is.  NULL: the policy
 * grants all that the call needs. */
static const char *rule_against(const struct policy *policy, const char *path,
                                unsigned needed)
{
    const struct policy_paths *paths = &policy->paths;
    unsigned granted = paths->is_limited ? 0 : RIGHTS_ALL;
    const char *nearest = NULL;
    size_t nearest_size = 0;

    for (size_t i = 0; i < paths->count; i++) {
        const struct policy_path *item = &paths->items[i];

        if (!lies_beneath(path, item->path))
            continue;
        if (item->rights == 0)
            return item->origin;
        granted |= item->rights;
        if (strlen(item->path) >= nearest_size) {
            nearest_size = strlen(item->path);
            nearest = item->origin;
        }
    }
    if (granted & RIGHT_READ)
        granted |= RIGHT_LIST;
    if ((granted & needed) == needed)
        return NULL;
    return nearest != NULL ? nearest : policy->profile_name;
}

/* `.` and `..` and double slashes are taken out of an absolute path, in place. */
static void take_dots_out(char *path)
{
    char *out = path;

    for (const char *at = path; *at != '\0';) {
        size_t size;

        at += strspn(at, "/");
        size = strcspn(at, "/");
        if (size == 2 && at[0] == '.' && at[1] == '.') {
            while (out > path && *--out != '/')
                ;
        } else if (size > 0 && !(size == 1 && at[0] == '.')) {
            *out++ = '/';
            memmove(out, at, size);
            out += size;
        }
        at += size;
    }
    if (out == path)
        *out++ = '/';
    *out = '\0';
}

/* Absolute; "" if that cannot be known. */
static char *whole_path(const struct control_denied *denied)
{
    char *whole = NULL;
    int path_size = (int)denied->path_size, base_size = (int)denied->base_size;

    if (asprintf(&whole, "%.*s%s%.*s", base_size, denied->text + path_size,
                 base_size > 0 ? "/" : "", path_size, denied->text) < 0)
        return NULL;
    if (whole[0] == '/')
        take_dots_out(whole);
    return whole;
}

/* The directory that has to be granted where something is to be made. */
static void cut_name(char *path, unsigned needed)
{
    char *slash = strrchr(path, '/');

    if ((needed & RIGHT_CREATE) && slash != NULL)
        slash[slash == path ? 1 : 0] = '\0';
}

/* The site is looked for once only: that takes a while. */
static void note(const struct parcel *parcel, const char *call, const char *what,
                 const char *rule, const char *remedy)
{
    char site[SITE_SIZE];

    if (denials_again(call, what, rule))
        return;
    site_name(parcel->pid, parcel->message.denied.ip, site);
    denials_add_at(call, what, rule, remedy, site);
}

static void note_path(const struct policy *policy, const char *call,
                      const struct parcel *parcel)
{
    const struct control_denied *denied = &parcel->message.denied;
    unsigned needed = rights_needed(denied);
    char *path = whole_path(denied), *granted = NULL, *remedy = NULL;
    const char *rule;

    if (path == NULL || path[0] != '/')
        goto free_path;
    rule = rule_against(policy, path, needed);
    if (rule == NULL)
        goto free_path;
    granted = strdup(path);
    if (granted == NULL)
        goto free_path;
    cut_name(granted, needed);
    if (asprintf(&remedy, "%s %s", option_for(needed), granted) >= 0)
        note(parcel, call, path, rule, remedy);
    free(remedy);
    free(granted);
free_path:
    free(path);
}

static void describe_socket(unsigned long domain, unsigned long type, char *out, size_t size)
{
    if (domain == AF_UNIX || domain == AF_INET || domain == AF_INET6 || domain == AF_NETLINK)
        snprintf(out, size, "%s", peer_socket_name(domain, type));
    else
        snprintf(out, size, "domain %lu, type %lu", domain, type & 0xf);
}

/* What of the arguments tells the request from others of the same call. */
static void describe(const struct control_denied *denied, char *out, size_t size)
{
    const unsigned long *args = (const unsigned long *)denied->args;

    switch (denied->nr) {
    case SYS_ioctl:
        snprintf(out, size, "request 0x%lx", args[1] & UINT32_MAX);
        break;
    case SYS_socket:
        describe_socket(args[0] & UINT32_MAX, args[1], out, size);
        break;
    case SYS_clone:
    case SYS_unshare:
        snprintf(out, size, "flags 0x%lx", args[0]);
        break;
    case SYS_personality:
        snprintf(out, size, "0x%lx", args[0] & UINT32_MAX);
        break;
    case SYS_prctl:
        snprintf(out, size, "option %lu", args[0]);
        break;
    default:
        out[0] = '\0';
    }
}

static void note_call(const struct policy *policy, const char *call,
                      const struct parcel *parcel)
{
    const struct control_denied *denied = &parcel->message.denied;
    struct refused_by found;
    char what[80];

    describe(denied, what, sizeof(what));
    refused_by(&found, policy, denied->nr, denied->args);
    note(parcel, call, what, found.rule, found.remedy);
}

static const char *name_of(int64_t nr, char *room, size_t size)
{
    if (nr >= 0 && nr < SYSCALL_TABLE_SIZE && syscall_notes[nr].name != NULL)
        return syscall_notes[nr].name;
    snprintf(room, size, "system call %lld", (long long)nr);
    return room;
}

static bool is_well_formed(const struct parcel *parcel)
{
    const struct control_denied *denied = &parcel->message.denied;
    size_t fixed = offsetof(struct control_denied, text);

    return parcel->size >= fixed && denied->path_size <= CONTROL_TEXT_SIZE / 2 &&
           denied->base_size <= CONTROL_TEXT_SIZE / 2 &&
           parcel->size == fixed + denied->path_size + denied->base_size;
}

void refused_hear(const struct policy *policy, const struct parcel *parcel)
{
    const struct control_denied *denied = &parcel->message.denied;
    char room[40];
    const char *call;

    if (!is_well_formed(parcel))
        return;
    call = name_of(denied->nr, room, sizeof(room));
    if (denied->is_by_floor)
        note_call(policy, call, parcel);
    else
        note_path(policy, call, parcel);
}

static char *rule_of_path(const struct policy *policy, const struct control_denied *denied)
{
    char *path = whole_path(denied);
    const char *rule = NULL;

    if (path != NULL && path[0] == '/')
        rule = rule_against(policy, path, rights_needed(denied));
    free(path);
    return rule == NULL ? NULL : strdup(rule);
}

char *refused_rule(const struct policy *policy, const struct control_denied *denied)
{
    struct refused_by found;

    if (!denied->is_by_floor)
        return rule_of_path(policy, denied);
    refused_by(&found, policy, denied->nr, denied->args);
    return strdup(found.rule);
}
