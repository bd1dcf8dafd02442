/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pledge.c - see pledge.h. */
#include "policy/pledge.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <termios.h>

#include "policy/call_filter.h"
#include "policy/compile.h"
#include "policy/policy.h"
#include "supervisor/say.h"

#define ARRAY_LEN(array) (sizeof(array) / sizeof((array)[0]))

enum promise {
    STDIO,
    RPATH,
    WPATH,
    CPATH,
    DPATH,
    TMPPATH,
    INET,
    UNIX,
    DNS,
    GETPW,
    PROC,
    EXEC,
    ID,
    FLOCK,
    FATTR,
    CHOWN,
    TTY,
    SENDFD,
    RECVFD,
    PROT_EXEC_,
    SETTIME,
    PS,
    VMINFO,
    PROMISES,
};

#define BIT(promise) (1UL << (promise))
#define SOCKETS (BIT(INET) | BIT(UNIX) | BIT(DNS))
#define ANY_PATH \
    (BIT(STDIO) | BIT(RPATH) | BIT(WPATH) | BIT(CPATH) | BIT(DPATH) | BIT(TMPPATH) | \
     BIT(GETPW) | BIT(DNS) | BIT(TTY) | BIT(PS))

static const char *const words[PROMISES] = {
    [STDIO] = "stdio",     [RPATH] = "rpath",
    [WPATH] = "wpath",     [CPATH] = "cpath",
    [DPATH] = "dpath",     [TMPPATH] = "tmppath",
    [INET] = "inet",       [UNIX] = "unix",
    [DNS] = "dns",         [GETPW] = "getpw",
    [PROC] = "proc",       [EXEC] = "exec",
    [ID] = "id",           [FLOCK] = "flock",
    [FATTR] = "fattr",     [CHOWN] = "chown",
    [TTY] = "tty",         [SENDFD] = "sendfd",
    [RECVFD] = "recvfd",   [PROT_EXEC_] = "prot_exec",
    [SETTIME] = "settime", [PS] = "ps",
    [VMINFO] = "vminfo",
};

/* What each set of words, any of them, lets a program call, whatever the arguments. */
static const struct {
    uint64_t any_of;
    const char *calls;
} lists[] = {
    { BIT(STDIO),
      "read write readv writev pread64 pwrite64 preadv pwritev preadv2 pwritev2 close "
      "close_range dup dup2 dup3 fcntl lseek fstat newfstatat statx poll ppoll select "
      "pselect6 epoll_create epoll_create1 epoll_ctl epoll_wait epoll_pwait epoll_pwait2 "
      "pipe pipe2 eventfd eventfd2 signalfd signalfd4 timerfd_create timerfd_settime "
      "timerfd_gettime mmap munmap mprotect mremap madvise msync mincore brk mlock mlock2 "
      "munlock membarrier memfd_create getrandom gettid getpid getppid getpgrp getpgid "
      "getsid getuid geteuid getgid getegid getresuid getresgid getgroups gettimeofday "
      "clock_gettime clock_getres clock_nanosleep nanosleep time times getrusage "
      "getrlimit getitimer setitimer alarm timer_create timer_settime timer_gettime "
      "timer_getoverrun timer_delete pause sched_yield sched_getaffinity sched_getparam "
      "sched_getscheduler sched_get_priority_max sched_get_priority_min sysinfo uname "
      "umask futex futex_wait futex_wake futex_waitv futex_requeue set_robust_list "
      "get_robust_list set_tid_address rseq arch_prctl prctl sigaltstack rt_sigsuspend "
      "rt_sigtimedwait rt_sigpending rt_sigreturn rt_sigaction rt_sigprocmask "
      "rt_sigqueueinfo rt_tgsigqueueinfo tgkill tkill kill exit exit_group wait4 waitid "
      "fsync fdatasync ftruncate fallocate fadvise64 sync_file_range sendfile splice tee "
      "copy_file_range getcwd fchdir getdents getdents64 socketpair shutdown recvfrom "
      "readlink readlinkat getcpu restart_syscall ioctl seccomp mseal pkey_alloc pkey_free "
      "pkey_mprotect landlock_create_ruleset landlock_add_rule landlock_restrict_self" },
    { ANY_PATH, "open openat openat2 stat lstat access faccessat faccessat2" },
    { BIT(RPATH),
      "chdir getxattr lgetxattr fgetxattr listxattr llistxattr flistxattr statfs fstatfs "
      "inotify_init inotify_init1 inotify_add_watch inotify_rm_watch readahead" },
    { BIT(WPATH), "truncate" },
    { BIT(CPATH) | BIT(TMPPATH),
      "creat unlink unlinkat rename renameat renameat2 link linkat symlink symlinkat mkdir "
      "mkdirat rmdir chdir" },
    { BIT(DPATH), "mknod mknodat" },
    { SOCKETS,
      "connect bind listen accept accept4 getsockname getpeername getsockopt setsockopt "
      "sendto sendmsg sendmmsg recvmsg recvmmsg" },
    { BIT(SENDFD), "sendmsg sendmmsg sendto" },
    { BIT(RECVFD), "recvmsg recvmmsg" },
    { BIT(PROC),
      "fork vfork clone3 setpgid setsid setpriority getpriority setrlimit prlimit64 "
      "pidfd_open pidfd_send_signal sched_setscheduler sched_setparam sched_setaffinity" },
    { BIT(EXEC), "execve execveat" },
    { BIT(ID),
      "setuid setgid setreuid setregid setresuid setresgid setgroups setfsuid setfsgid "
      "setrlimit prlimit64 setpriority capget capset" },
    { BIT(FLOCK), "flock" },
    { BIT(FATTR),
      "chmod fchmod fchmodat fchmodat2 utime utimes utimensat futimesat setxattr lsetxattr "
      "fsetxattr removexattr lremovexattr fremovexattr" },
    { BIT(CHOWN), "chown fchown lchown fchownat" },
    { BIT(SETTIME), "settimeofday clock_settime adjtimex clock_adjtime" },
    { BIT(VMINFO) | BIT(PS), "process_vm_readv" },
};

int pledge_parse(uint64_t *set, const char *promises)
{
    char *copy = strdup(promises), *rest = copy;
    const char *word;

    while (copy != NULL && (word = strsep(&rest, " \t,")) != NULL) {
        size_t i = 0;

        while (i < PROMISES && strcmp(words[i], word) != 0)
            i++;
        if (word[0] == '\0' || strcmp(word, "error") == 0)
            continue;
        if (i == PROMISES) {
            say("--pledge: %s: is no promise that lxrun knows (see lxrun(1))", word);
            free(copy);
            return STATUS_LXRUN_FAILED;
        }
        *set |= BIT(i);
    }
    free(copy);
    return 0;
}

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

uint64_t pledge_word(const char *word)
{
    for (size_t i = 0; i < PROMISES; i++)
        if (strcmp(words[i], word) == 0)
            return BIT(i);
    return 0;
}

char *pledge_words(uint64_t set)
{
    char *text = NULL;
    size_t size;
    FILE *stream = open_memstream(&text, &size);
    const char *blank = "";

    for (size_t i = 0; stream != NULL && i < PROMISES; i++)
        if (set & BIT(i)) {
            fprintf(stream, "%s%s", blank, words[i]);
            blank = " ";
        }
    return stream != NULL && fclose(stream) == 0 ? text : NULL;
}

static bool has_name(const char *list, const char *name)
{
    size_t size = strlen(name);

    for (const char *at = list; (at = strstr(at, name)) != NULL; at += size)
        if ((at == list || at[-1] == ' ') && (at[size] == ' ' || at[size] == '\0'))
            return true;
    return false;
}

/* Those that depend on arguments (allow_tested()): some kind of it is allowed. */
static bool is_tested(const char *call)
{
    return strcmp(call, "clone") == 0 || strcmp(call, "socket") == 0;
}

bool pledge_allows(uint64_t set, const char *call)
{
    if (is_tested(call) || call_filter_is_vital(call_filter_number(call)))
        return true;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        if ((lists[i].any_of & set) != 0 && has_name(lists[i].calls, call))
            return true;
    return false;
}

/* Of several words the first in the list above lets a program do least. */
uint64_t pledge_with_call(uint64_t set, const char *call)
{
    if (pledge_allows(set, call))
        return set;
    for (size_t i = 0; i < ARRAY_LEN(lists); i++)
        if (has_name(lists[i].calls, call))
            return set | (lists[i].any_of & -lists[i].any_of);
    return 0;
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
    for (size_t i = 0; err == 0 && i < ARRAY_LEN(lists); i++)
        if (set & lists[i].any_of)
            err = allow_list(filter, lists[i].calls);
    return err != 0 ? err : allow_tested(filter, set);
}

long pledge_add(struct floor *floor, uint64_t set)
{
    static struct sock_filter code[BPF_MAXINSNS];
    scmp_filter_ctx filter = compile_begin(SCMP_ACT_ERRNO(EPERM));
    long count;
    int err;

    if (filter == NULL)
        return -ENOMEM;
    err = allow_promised(filter, set);
    if (err != 0) {
        seccomp_release(filter);
        return err;
    }
    count = compile_end(filter, code, BPF_MAXINSNS);
    return count < 0 ? count : floor_add(floor, code, (size_t)count);
}
