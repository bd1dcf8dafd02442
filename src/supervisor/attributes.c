/* SPDX-License-Identifier: GPL-2.0-or-later */
/* attributes.c - see attributes.h. */
#include "supervisor/attributes.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

#include "policy/policy.h"
#include "supervisor/control.h"

#define LINK_SIZE 32

/* Lists of calls, in whatever form, may refuse them as well; then nobody does it instead. */
static bool may_serve(const struct policy *policy, const struct parcel *parcel)
{
    return (policy->calls.needs & CALLS_NO_METADATA) != 0 && !policy_lists_calls(policy) &&
           parcel->uid == geteuid();
}

static bool is_within(const char *path, const char *directory)
{
    char *real = realpath(directory, NULL);
    size_t size = real != NULL ? strlen(real) : 0;
    bool is_there = size > 1 && strncmp(path, real, size) == 0 &&
                    (path[size] == '/' || path[size] == '\0');

    free(real);
    return is_there;
}

static bool is_granted(const struct policy_paths *paths, const char *path)
{
    bool has_grant = false;

    for (size_t i = 0; i < paths->count; i++) {
        const struct policy_path *item = &paths->items[i];

        if (item->rights == 0 && is_within(path, item->path))
            return false;
        if ((item->rights & RIGHT_CREATE) != 0 && is_within(path, item->path))
            has_grant = true;
    }
    return has_grant;
}

static bool is_file_granted(const struct policy *policy, const char *link)
{
    char path[PATH_MAX];
    ssize_t size = readlink(link, path, sizeof(path) - 1);

    if (size <= 0 || size == sizeof(path) - 1)
        return false;
    path[size] = '\0';
    return path[0] == '/' && is_granted(&policy->paths, path);
}

static long change(int fd, const char *link, const struct control_attributes *request)
{
    const struct timespec times[2] = { { request->times[0], request->times[1] },
                                       { request->times[2], request->times[3] } };
    int result = -1;

    errno = EINVAL;
    if (request->what == CONTROL_MODE)
        result = chmod(link, request->mode & 07777);
    else if (request->what == CONTROL_OWNER)
        result = fchownat(fd, "", request->uid, request->gid, AT_EMPTY_PATH);
    else if (request->what == CONTROL_TIMES)
        result = utimensat(fd, "", times, AT_EMPTY_PATH);
    return result == 0 ? 0 : -errno;
}

static long handle(const struct policy *policy, const struct parcel *parcel)
{
    int fd = parcel->fds[CONTROL_FILE];
    char link[LINK_SIZE];

    snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    if (!may_serve(policy, parcel) || !is_file_granted(policy, link))
        return -EPERM;
    return change(fd, link, &parcel->message.attributes);
}

void attributes_handle(const struct policy *policy, const struct parcel *parcel)
{
    struct control_answer answer = { 0 };

    if (parcel->fd_count != CONTROL_DESCRIPTORS ||
        parcel->size != sizeof(parcel->message.attributes))
        return;
    answer.result = (int32_t)handle(policy, parcel);
    /* Whoever has given us a socket that takes no message gets no answer. */
    (void)send(parcel->fds[CONTROL_REPLY], &answer, sizeof(answer), MSG_NOSIGNAL | MSG_DONTWAIT);
}
