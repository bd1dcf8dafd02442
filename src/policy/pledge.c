/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pledge.c - see pledge.h. */
#include "policy/pledge.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>

#include "policy/call_filter.h"
#include "policy/floor_filter.h"
#include "policy/policy.h"
#include "policy/promise.h"
#include "supervisor/say.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

/* What a dynamic program cannot start without: on OpenBSD it promises after that. */
static const char *const start_files[] = {
    "/lib",
    "/lib32",
    "/lib64",
    "/usr/lib",
    "/usr/lib32",
    "/usr/lib64",
    "/usr/local/lib",
    "/etc/ld.so.cache",
    "/etc/ld.so.preload",
    "/etc/ld.so.conf",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    "/usr/share/locale",
};
static const char *const user_files[] = { "/etc/passwd", "/etc/group",
                                          "/etc/nsswitch.conf", "/etc/login.defs" };
static const char *const name_files[] = { "/etc/resolv.conf", "/etc/hosts",
                                          "/etc/host.conf",   "/etc/nsswitch.conf",
                                          "/etc/services",    "/etc/protocols",
                                          "/etc/gai.conf",    "/run/systemd/resolve" };

static long add_files(struct policy *policy, const char *const *files, size_t count,
                      unsigned rights)
{
    long err = 0;

    for (size_t i = 0; err == 0 && i < count; i++)
        err = policy_paths_add(&policy->paths, files[i], rights, true, "--pledge");
    return err;
}

/* Without --unveil and the like, the words alone say what may be done anywhere. */
static unsigned rights_everywhere(uint64_t set)
{
    return (set & BIT(RPATH) ? RIGHT_READ : 0) | (set & BIT(WPATH) ? RIGHT_WRITE : 0) |
           (set & (BIT(CPATH) | BIT(DPATH)) ? RIGHT_CREATE : 0) |
           (set & BIT(EXEC) ? RIGHT_READ | RIGHT_EXECUTE : 0);
}

long pledge_complete(struct policy *policy)
{
    const uint64_t set = policy->calls.promises;
    unsigned everywhere = rights_everywhere(set);
    long err = 0;

    if ((set & (BIT(INET) | BIT(DNS))) == 0)
        policy->network.mode = NETWORK_NONE;
    if (!policy->paths.is_limited && everywhere != 0)
        err = policy_paths_add(&policy->paths, "/", everywhere, false, "--pledge");
    policy->paths.is_limited = true;
    policy->paths.has_devices = true;
    if (err == 0)
        err = add_files(policy, start_files, ARRAY_LEN(start_files),
                        RIGHT_READ | RIGHT_EXECUTE);
    if (err == 0 && (set & BIT(GETPW)))
        err = add_files(policy, user_files, ARRAY_LEN(user_files), RIGHT_READ);
    if (err == 0 && (set & BIT(DNS)))
        err = add_files(policy, name_files, ARRAY_LEN(name_files), RIGHT_READ);
    if (err == 0 && (set & BIT(TMPPATH)))
        err = policy_paths_add(&policy->paths, "/tmp",
                               RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE, true, "--pledge");
    if (err == 0 && (set & BIT(PS)))
        err = policy_paths_add(&policy->paths, "/proc", RIGHT_READ, true, "--pledge");
    return err;
}

bool pledge_has_exec(uint64_t set)
{
    return (set & BIT(EXEC)) != 0;
}

static int allow(scmp_filter_ctx filter, int number)
{
    int err = seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);

    return err == -EEXIST ? 0 : err;
}

static int allow_list(scmp_filter_ctx filter, const char *calls)
{
    char *copy = strdup(calls), *rest = copy;
    const char *name;
    int err = copy == NULL ? -ENOMEM : 0;

    while (err == 0 && (name = strsep(&rest, " ")) != NULL) {
        int number = call_filter_number(name);

        if (number >= 0)
            err = allow(filter, number);
    }
    free(copy);
    return err;
}

static int allow_if(scmp_filter_ctx filter, const char *call, unsigned argument,
                    uint64_t mask, uint64_t value)
{
    const struct scmp_arg_cmp test = { argument, SCMP_CMP_MASKED_EQ, mask, value };
    int err = seccomp_rule_add_array(filter, SCMP_ACT_ALLOW, call_filter_number(call), 1,
                                     &test);

    return err == -EEXIST ? 0 : err;
}

/* What depends on arguments: families of sockets, and threads where no process may be
 * made. */
static int allow_tested(scmp_filter_ctx filter, uint64_t set)
{
    const uint64_t low = 0xffffffff, spaces = 0x7e020000;
    int err = 0;

    if (set & BIT(PROC))
        err = allow_if(filter, "clone", 0, spaces, 0);
    else
        err = allow_if(filter, "clone", 0, spaces | CLONE_THREAD, CLONE_THREAD);
    if (err == 0 && (set & (BIT(INET) | BIT(DNS))))
        err = allow_if(filter, "socket", 0, low, AF_INET);
    if (err == 0 && (set & (BIT(INET) | BIT(DNS))))
        err = allow_if(filter, "socket", 0, low, AF_INET6);
    if (err == 0 && (set & (BIT(INET) | BIT(DNS))))
        err = allow_if(filter, "socket", 0, low, AF_NETLINK);
    if (err == 0 && (set & BIT(UNIX)))
        err = allow_if(filter, "socket", 0, low, AF_UNIX);
    return err;
}

static int allow_promised(scmp_filter_ctx filter, uint64_t set)
{
    int err = 0;

    for (int number = 0; err == 0 && number < 512; number++)
        if (call_filter_is_vital(number))
            err = allow(filter, number);
    for (size_t i = 0; err == 0 && promise_lists[i].calls != NULL; i++)
        if (set & promise_lists[i].any_of)
            err = allow_list(filter, promise_lists[i].calls);
    return err != 0 ? err : allow_tested(filter, set);
}

long pledge_add(struct floor *floor, uint64_t set)
{
    scmp_filter_ctx filter = compile_begin(SCMP_ACT_ERRNO(EPERM));

    if (filter == NULL)
        return -ENOMEM;
    return floor_add_filter(floor, filter, allow_promised(filter, set));
}
