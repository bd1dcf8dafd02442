/* SPDX-License-Identifier: GPL-2.0-or-later */
/* promise.c - pledge's words, and the calls behind them. */
#include "policy/promise.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "policy/call_filter.h"
#include "policy/pledge.h"
#include "supervisor/say.h"

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
const struct promise_list promise_lists[] = {
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
    { 0, NULL },
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
    for (size_t i = 0; promise_lists[i].calls != NULL; i++)
        if ((promise_lists[i].any_of & set) != 0 && has_name(promise_lists[i].calls, call))
            return true;
    return false;
}

/* Of several words the first in the list above lets a program do least. */
uint64_t pledge_with_call(uint64_t set, const char *call)
{
    if (pledge_allows(set, call))
        return set;
    for (size_t i = 0; promise_lists[i].calls != NULL; i++)
        if (has_name(promise_lists[i].calls, call))
            return set | (promise_lists[i].any_of & -promise_lists[i].any_of);
    return 0;
}
