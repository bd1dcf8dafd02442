/* SPDX-License-Identifier: GPL-2.0-or-later */
/* host.c - see host.h. */
#include "policy/host.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cgroup/group.h"
#include "policy/landlock.h"
#include "policy/landlock_abi.h"
#include "policy/limits.h"
#include "syscall_nr.h"

#define MFD_EXECUTABLE 0x10U

/* Namespaces that are tried by themselves, inside of a user namespace. */
static const struct {
    const char *name, *title;
    unsigned long flag;
} spaces[] = {
    { "mount-namespace", "private /tmp, hidden paths, --bind, --rootfs", CLONE_NEWNS },
    { "pid-namespace", "processes outside cannot be seen or signalled", CLONE_NEWPID },
    { "net-namespace", "no network but loopback", CLONE_NEWNET },
    { "ipc-namespace", "System V and POSIX ipc of its own", CLONE_NEWIPC },
    { "uts-namespace", "--hostname", CLONE_NEWUTS },
    { "cgroup-namespace", "a cgroup tree of its own", CLONE_NEWCGROUP },
    { "time-namespace", "clocks of its own", CLONE_NEWTIME },
};

#define SPACE_COUNT (sizeof(spaces) / sizeof(spaces[0]))

static struct host_fact *add(struct host *host, const char *name, const char *title,
                             bool is_there)
{
    struct host_fact *fact = &host->facts[host->count++];

    *fact = (struct host_fact){ .name = name, .title = title, .is_there = is_there };
    return fact;
}

__attribute__((format(printf, 3, 4))) static void put(char *out, size_t size,
                                                      const char *format, ...)
{
    va_list words;

    va_start(words, format);
    vsnprintf(out, size, format, words);
    va_end(words);
}

#define DETAIL(fact, ...) put((fact)->detail, sizeof((fact)->detail), __VA_ARGS__)
#define REMEDY(fact, ...) put((fact)->remedy, sizeof((fact)->remedy), __VA_ARGS__)

/* What `attempt` answers in a child of its own: 0, or an errno. */
static int try_in_child(int (*attempt)(unsigned long), unsigned long argument)
{
    pid_t pid = fork();
    int status;

    if (pid == 0)
        _exit(attempt(argument) & 0xff);
    if (pid < 0)
        return errno;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : EFAULT;
}

static int try_seccomp(unsigned long unused)
{
    struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    const struct sock_fprog program = { 1, &allow };

    (void)unused;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return errno;
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0 ? 0 : errno;
}

static int try_privs(unsigned long unused)
{
    (void)unused;
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 ? 0 : errno;
}

static int try_unshare(unsigned long flags)
{
    return syscall(SYS_unshare, flags) == 0 ? 0 : errno;
}

/* A mount namespace is worth something only where it lets us mount. */
static int try_mount(unsigned long flags)
{
    int err = try_unshare(flags | CLONE_NEWNS);

    if (err != 0)
        return err;
    if (mount(NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
        return errno;
    return mount("tmpfs", "/tmp", "tmpfs", 0, NULL) == 0 ? 0 : errno;
}

static int try_image(unsigned long unused)
{
    int fd = memfd_create("probe", MFD_CLOEXEC | MFD_EXECUTABLE);

    (void)unused;
    if (fd < 0 && errno == EINVAL)
        fd = memfd_create("probe", MFD_CLOEXEC);
    if (fd < 0 || ftruncate(fd, 4096) != 0)
        return errno;
    return mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE, fd, 0) != MAP_FAILED ?
               0 :
               errno;
}

/* The first line of a file, or an empty string. */
static void read_line(const char *path, char *out, size_t size)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? 0 : read(fd, out, size - 1);

    if (fd >= 0)
        close(fd);
    out[got > 0 ? got : 0] = '\0';
    out[strcspn(out, "\n")] = '\0';
}

static void probe_kernel(struct host *host)
{
    struct host_fact *fact;
    struct utsname name;
    int err;

    uname(&name);
    fact = add(host, "kernel", "Linux", true);
    DETAIL(fact, "%s", name.release);
    err = try_in_child(try_privs, 0);
    fact = add(host, "no-new-privs", "no privilege is gained by exec", err == 0);
    fact->is_needed = true;
    err = try_in_child(try_seccomp, 0);
    fact = add(host, "seccomp", "the floor: which system calls are refused", err == 0);
    fact->is_needed = true;
    if (err != 0) {
        DETAIL(fact, "%s", strerror(err));
        REMEDY(fact,
               err == EINVAL || err == ENOSYS ?
                   "use a kernel with CONFIG_SECCOMP_FILTER" :
                   "the container around lxrun forbids filters: allow seccomp(2) in "
                   "its profile");
    }
    err = try_in_child(try_image, 0);
    fact = add(host, "memfd-exec", "lxcore is a program in memory", err == 0);
    fact->is_needed = true;
    if (err != 0) {
        DETAIL(fact, "%s", strerror(err));
        REMEDY(fact, "as root: sysctl -w vm.memfd_noexec=1");
    }
}

static void probe_landlock(struct host *host)
{
    int version = landlock_version();
    struct host_fact *fact = add(
        host, "landlock", "which files, ports and processes are allowed", version > 0);

    fact->version = version;
    if (version == 0) {
        DETAIL(fact, "%s", strerror(errno));
        REMEDY(fact,
               errno == EOPNOTSUPP ?
                   "boot with lsm=landlock,… in the kernel's parameters" :
                   "use Linux 5.13 or later with CONFIG_SECURITY_LANDLOCK, and let the "
                   "container around lxrun pass landlock_create_ruleset(2)");
        return;
    }
    DETAIL(fact, "version %d: files%s%s%s%s", version, version >= 3 ? ", truncation" : "",
           version >= 4 ? ", TCP ports" : "", version >= 5 ? ", devices" : "",
           version >= 6 ? ", abstract sockets and signals" : "");
    if (version < 6)
        REMEDY(fact,
               "Linux 6.12 or later adds what is missing: %s%s%sabstract sockets and "
               "signals",
               version < 3 ? "truncation, " : "", version < 4 ? "TCP ports, " : "",
               version < 5 ? "devices, " : "");
}

/* Who is in the way of a user namespace: distributions have switches of their own. */
static void explain_user_namespace(struct host_fact *fact, int err)
{
    char line[32];

    DETAIL(fact, "%s", strerror(err));
    read_line("/proc/sys/kernel/unprivileged_userns_clone", line, sizeof(line));
    if (strcmp(line, "0") == 0) {
        REMEDY(fact, "as root: sysctl -w kernel.unprivileged_userns_clone=1");
        return;
    }
    read_line("/proc/sys/kernel/apparmor_restrict_unprivileged_userns", line,
              sizeof(line));
    if (strcmp(line, "1") == 0) {
        REMEDY(fact,
               "as root: sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, or "
               "an AppArmor profile for lxrun with `userns,`");
        return;
    }
    read_line("/proc/sys/user/max_user_namespaces", line, sizeof(line));
    if (strcmp(line, "0") == 0)
        REMEDY(fact, "as root: sysctl -w user.max_user_namespaces=15000");
    else if (err == ENOSYS || err == EINVAL)
        REMEDY(fact, "use a kernel with CONFIG_USER_NS");
    else
        REMEDY(fact,
               "the sandbox or container around lxrun forbids it: allow unshare(2) in "
               "its seccomp profile");
}

static void probe_spaces(struct host *host)
{
    int err = try_in_child(try_unshare, CLONE_NEWUSER);
    unsigned long user = err == 0 ? CLONE_NEWUSER : 0;
    struct host_fact *fact = add(host, "user-namespace",
                                 "the namespaces below, for who is not root", err == 0);

    if (err != 0)
        explain_user_namespace(fact, err);
    for (size_t i = 0; i < SPACE_COUNT; i++) {
        bool is_mount = spaces[i].flag == CLONE_NEWNS;

        err = try_in_child(is_mount ? try_mount : try_unshare, user | spaces[i].flag);
        fact = add(host, spaces[i].name, spaces[i].title, err == 0);
        if (err == 0)
            continue;
        DETAIL(fact, "%s", strerror(err));
        REMEDY(fact, user == 0 ?
                         "see user-namespace, or run as root" :
                         "a security module or a container around lxrun forbids it");
    }
}

/* A group is made and removed, as a run with the limit does. */
static void probe_cgroup(struct host *host)
{
    struct host_fact *fact = add(host, "cgroup", "--memory, --cpus, --pids-limit", true);
    static const enum group_limit limits[] = { LIMIT_MEMORY, LIMIT_CPU, LIMIT_PIDS };
    static const uint64_t values[] = { UINT64_C(1) << 40, 1000000, 100000 };
    struct groups groups = { .count = 0 };
    long err = 0;

    for (size_t i = 0; err == 0 && i < sizeof(limits) / sizeof(limits[0]); i++)
        err = groups_limit(&groups, limits[i], values[i]);
    if (err == 0)
        DETAIL(fact, "%s", groups.items[0].directory);
    groups_end(&groups);
    if (err == 0)
        return;
    fact->is_there = false;
    DETAIL(fact, "no group can be made: %s", strerror((int)-err));
    REMEDY(fact, "%s", limits_remedy(err));
}

static void probe_hardening(struct host *host)
{
    long answer = syscall(SYS_mseal, 0, 0, ~0UL);
    struct host_fact *fact =
        add(host, "mseal", "lxcore's text stays as it is in contained runs",
            answer == 0 || errno != ENOSYS);
    char line[32];

    if (!fact->is_there)
        REMEDY(fact, "use Linux 6.10 or later");
    read_line("/proc/sys/kernel/yama/ptrace_scope", line, sizeof(line));
    fact = add(host, "yama", "processes outside are not traced", line[0] != '\0');
    if (line[0] != '\0')
        DETAIL(fact, "kernel.yama.ptrace_scope is %s", line);
    else
        DETAIL(fact, "not needed: Landlock or a pid namespace sees to it");
}

void host_probe(struct host *host)
{
    host->count = 0;
    probe_kernel(host);
    probe_landlock(host);
    probe_spaces(host);
    probe_cgroup(host);
    probe_hardening(host);
}
