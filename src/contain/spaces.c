/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * spaces.c - unshare(2), and what a new namespace lacks before it is of use.
 *
 * All namespaces are made by one call, so that the user namespace, which gives the
 * right to make the others, also owns them.
 */
#include "contain/spaces.h"

#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "contain/contain.h"
#include "supervisor/say.h"

#ifndef CLONE_NEWTIME
#define CLONE_NEWTIME 0x00000080
#endif
#define MAP_SIZE 64

static const struct {
    uint64_t space;
    const char *name;
} names[] = {
    { CLONE_NEWUSER, "user" },     { CLONE_NEWNS, "mount" },
    { CLONE_NEWPID, "pid" },       { CLONE_NEWNET, "network" },
    { CLONE_NEWIPC, "ipc" },       { CLONE_NEWUTS, "uts" },
    { CLONE_NEWCGROUP, "cgroup" }, { CLONE_NEWTIME, "time" },
};

#define NAME_COUNT (sizeof(names) / sizeof(names[0]))

static bool is_denied_by_apparmor(void)
{
    char value = '0';
    int fd = open("/proc/sys/kernel/apparmor_restrict_unprivileged_userns",
                  O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return false;
    if (read(fd, &value, 1) != 1)
        value = '0';
    close(fd);
    return value == '1';
}

static bool is_zero(const char *path)
{
    char value[2] = "";
    int fd = open(path, O_RDONLY | O_CLOEXEC);

    if (fd < 0)
        return false;
    if (read(fd, value, sizeof(value)) < 0)
        value[0] = '\0';
    close(fd);
    return value[0] == '0' && value[1] == '\n';
}

static const char *remedy_for_user_namespace(int error)
{
    if (is_denied_by_apparmor())
        return "as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0";
    if (is_zero("/proc/sys/kernel/unprivileged_userns_clone"))
        return "as root: sysctl kernel.unprivileged_userns_clone=1";
    if (is_zero("/proc/sys/user/max_user_namespaces") || error == ENOSPC)
        return "as root: sysctl user.max_user_namespaces=10000";
    if (error == EINVAL)
        return "this kernel has none (CONFIG_USER_NS)";
    return "a container or sandbox around lxrun forbids them; allow them there, or go on "
           "without them (--best-effort)";
}

/* Which of them was it?  Tried one by one, in this process, which ends after it. */
static const char *name_refused(uint64_t spaces, int *error)
{
    for (size_t i = 0; i < NAME_COUNT; i++)
        if ((spaces & names[i].space) != 0 && unshare((int)names[i].space) != 0) {
            *error = errno;
            return names[i].name;
        }
    return "new";
}

static int refuse_spaces(const struct contain *contain, uint64_t spaces, int error)
{
    const char *name = name_refused(spaces, &error);

    if (strcmp(name, "user") == 0)
        return contain_refuse(contain, "no user namespace is to be had: %s; %s",
                              strerror(error), remedy_for_user_namespace(error));
    return contain_refuse(contain,
                          "no %s namespace is to be had: %s; a container or sandbox around "
                          "lxrun, or the kernel's configuration, forbids it",
                          name, strerror(error));
}

static bool write_file(const char *path, const char *text)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    bool is_written;

    if (fd < 0)
        return false;
    is_written = write(fd, text, strlen(text)) == (ssize_t)strlen(text);
    close(fd);
    return is_written;
}

/* The guest is one user: whom it is told to be, and outside the one who runs it. */
static bool write_map(const char *path, int64_t inside, unsigned outside)
{
    char text[MAP_SIZE];

    snprintf(text, sizeof(text), "%lld %u 1\n",
             inside == CONTAIN_NO_ID ? (long long)outside : (long long)inside, outside);
    return write_file(path, text);
}

static int map_user(const struct contain *contain, uid_t uid, gid_t gid)
{
    if (write_map("/proc/self/uid_map", contain->uid, uid) &&
        write_file("/proc/self/setgroups", "deny") &&
        write_map("/proc/self/gid_map", contain->gid, gid))
        return 0;
    return contain_refuse(
        contain,
        "cannot map the user into a user namespace: %s; lxrun needs /proc for it, and "
        "AppArmor or another security module must not forbid it%s",
        strerror(errno),
        is_denied_by_apparmor()
            ? " (as root: sysctl kernel.apparmor_restrict_unprivileged_userns=0)" : "");
}

static int raise_loopback(const struct contain *contain)
{
    struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    bool is_up = fd >= 0 && ioctl(fd, SIOCSIFFLAGS, &request) == 0;

    if (fd >= 0)
        close(fd);
    if (is_up)
        return 0;
    return contain_refuse(contain, "cannot raise the loopback interface of the guest's network: %s",
                          strerror(errno));
}

static int set_hostname(const char *name)
{
    if (sethostname(name, strlen(name)) == 0)
        return 0;
    say("--hostname %s: %s", name, strerror(errno));
    return STATUS_LXRUN_FAILED;
}

int spaces_make(const struct contain *contain)
{
    uint64_t spaces = contain->spaces & ~(uint64_t)CLONE_NEWCGROUP;
    uid_t uid = geteuid();
    gid_t gid = getegid();
    int status = 0;

    if (spaces != 0 && unshare((int)spaces) != 0)
        return refuse_spaces(contain, spaces, errno);
    if (spaces & CLONE_NEWUSER)
        status = map_user(contain, uid, gid);
    if (status == 0 && (spaces & CLONE_NEWNET))
        status = raise_loopback(contain);
    if (status == 0 && contain->hostname != NULL)
        status = set_hostname(contain->hostname);
    return status;
}

int spaces_enter_group(const struct contain *contain)
{
    if ((contain->spaces & CLONE_NEWCGROUP) == 0 || unshare(CLONE_NEWCGROUP) == 0)
        return 0;
    return refuse_spaces(contain, CLONE_NEWCGROUP, errno);
}
