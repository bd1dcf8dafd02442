/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * start.c - from lxrun to lxcore: the last calls of one, made from the gate of
 * the other.
 *
 * The child shares lxrun's memory until it has become lxcore (vfork): starting
 * copies no page tables, and what went wrong is simply left in a struct.
 * lxrun sleeps meanwhile.
 */
#include "supervisor/start.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "abi/boot.h"
#include "policy/capabilities.h"
#include "supervisor/gate_call.h"
#include "supervisor/say.h"

/* Own descriptors lie below this, where select(2) can still name them, and
 * not at all where there are fewer numbers than the second. */
#define DESCRIPTORS_TOP 1024
#define DESCRIPTORS_FEWEST 16

enum step {
    STEP_LIFELINE,
    STEP_DESCRIPTORS,
    STEP_NO_NEW_PRIVS,
    STEP_CAPABILITIES,
    STEP_LANDLOCK,
    STEP_FLOOR,
    STEP_EXEC,
};

/* What the child works with, made before it so that it only makes calls. */
struct child {
    const struct start *start;
    pid_t lxrun;
    uint64_t reserved_fd;
    int image_fd;
    int target_fd;
    char **argv;
    enum step step;
    long err;
    const char *failed_path; /* of STEP_LANDLOCK, or NULL */
};

/* A number may be taken by whoever has started us, for instance by the lxcore of
 * an lxrun around this one. */
static bool is_free(int fd, int any_fd)
{
    int copy = fcntl(any_fd, F_DUPFD_CLOEXEC, fd);

    if (copy >= 0)
        close(copy);
    return copy == fd;
}

static bool are_free(int first, int count, int any_fd)
{
    for (int fd = first; fd < first + count; fd++)
        if (!is_free(fd, any_fd))
            return false;
    return true;
}

/* The highest numbers that are free. */
static uint64_t reserve_descriptors(int count, int any_fd)
{
    struct rlimit limit;
    int first;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur < DESCRIPTORS_FEWEST)
        return BOOT_NO_FD;
    if (limit.rlim_cur > DESCRIPTORS_TOP)
        limit.rlim_cur = DESCRIPTORS_TOP;
    for (first = (int)limit.rlim_cur - count; first > any_fd; first--)
        if (are_free(first, count, any_fd))
            return (uint64_t)first;
    return BOOT_NO_FD;
}

/* Both have numbers, if there is one of them. */
static bool tells_lxrun(const struct start *start)
{
    return start->trace_fd >= 0 || start->control_fd >= 0;
}

static void choose_descriptors(struct child *child)
{
    const struct start *start = child->start;
    int highest = start->image.fd;

    if (highest < start->trace_fd)
        highest = start->trace_fd;
    if (highest < start->control_fd)
        highest = start->control_fd;
    child->reserved_fd = reserve_descriptors(
        tells_lxrun(start) ? BOOT_RESERVED_FDS_MOST : BOOT_RESERVED_FDS, highest);
    child->image_fd = child->start->image.fd;
    child->target_fd = child->start->target.fd;
    if (child->reserved_fd != BOOT_NO_FD)
        child->image_fd = (int)child->reserved_fd;
}

static void make_record(const struct child *child, char record[BOOT_STRING_SIZE])
{
    const struct start *start = child->start;
    const struct boot boot = {
        .image_fd = (uint64_t)child->image_fd,
        .target_fd = (uint64_t)child->target_fd,
        .ignored = start->signals.ignored,
        .blocked = start->signals.blocked,
        .flags = start->boot_flags |
                 (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? BOOT_NO_NEW_PRIVS : 0),
        .reserved_fd = child->reserved_fd,
        .image_dev = start->image.device,
        .image_ino = start->image.inode,
    };

    boot_encode(record, &boot);
}

/* BOOT_WORDS words of ours, then the guest's. */
static char **make_argv(const struct target *target, char *record)
{
    char **argv = target_argv(target, BOOT_WORDS);

    if (argv == NULL)
        return NULL;
    argv[0] = record;
    argv[1] = (char *)(uintptr_t)target->execfn;
    return argv;
}

/* The guest dies with lxrun, also if lxrun has died just now. */
static bool tie_to_lxrun(const struct child *child)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return false;
    if (getppid() != child->lxrun)
        _exit(STATUS_LXRUN_FAILED);
    return true;
}

static bool put_descriptor(int from, int to)
{
    if (from == to)
        return fcntl(from, F_SETFD, 0) == 0;
    return dup2(from, to) == to;
}

/* What there is only in some runs. */
static bool put_own(const struct child *child, int from, int offset)
{
    return from < 0 || put_descriptor(from, (int)child->reserved_fd + offset);
}

static bool put_descriptors(const struct child *child)
{
    return put_descriptor(child->start->image.fd, child->image_fd) &&
           put_own(child, child->start->trace_fd, BOOT_TRACE_OFFSET) &&
           put_own(child, child->start->control_fd, BOOT_CONTROL_OFFSET) &&
           put_descriptor(child->start->target.fd, child->target_fd);
}

static bool install_floor(const struct floor *floor)
{
    struct sock_fprog program = {
        .len = floor->count,
        .filter = (struct sock_filter *)(uintptr_t)floor->code,
    };

    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) == 0;
}

static bool reduce_capabilities(const struct child *child)
{
    long err = 0;

    if (child->start->policy->calls.base != CALLS_UNSEEN)
        err = capabilities_reduce();
    errno = (int)-err;
    return err == 0;
}

static bool restrict_files(struct child *child)
{
    long err = landlock_restrict(&child->start->landlock, &child->failed_path);

    errno = (int)-err;
    return err == 0;
}

static bool prepare(struct child *child)
{
    child->step = STEP_LIFELINE;
    if (!tie_to_lxrun(child))
        return false;
    child->step = STEP_DESCRIPTORS;
    if (!put_descriptors(child))
        return false;
    child->step = STEP_NO_NEW_PRIVS;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return false;
    child->step = STEP_CAPABILITIES;
    if (!reduce_capabilities(child))
        return false;
    child->step = STEP_LANDLOCK;
    if (!restrict_files(child))
        return false;
    signals_give_back(&child->start->signals);
    child->step = STEP_FLOOR;
    return install_floor(&child->start->floor);
}

static _Noreturn void become_lxcore(struct child *child)
{
    uint64_t gate = child->start->image.gate;

    if (!prepare(child)) {
        child->err = -errno;
        _exit(STATUS_LXRUN_FAILED);
    }
    child->step = STEP_EXEC;
    child->err = gate_call(gate, SYS_execveat, child->image_fd, "", child->argv, environ,
                           AT_EMPTY_PATH);
    for (;;)
        gate_call(gate, SYS_exit_group, STATUS_LXRUN_FAILED, NULL, NULL, NULL, 0);
}

static int explain(const struct child *child)
{
    int error = (int)-child->err;
    const char *why = strerror(error);

    if (child->step == STEP_EXEC && error == E2BIG) {
        say("%s: the arguments and the environment are too long",
            child->start->target.execfn);
        return STATUS_CANNOT_RUN;
    }
    if (child->step == STEP_FLOOR && (error == EINVAL || error == ENOSYS))
        say("this kernel has no seccomp filters; lxrun needs CONFIG_SECCOMP_FILTER");
    else if (child->step == STEP_FLOOR)
        say("the kernel refuses a seccomp filter: %s; is one forbidden by the sandbox "
            "or container around lxrun?",
            why);
    else if (child->step == STEP_CAPABILITIES)
        say("cannot give up root's capabilities: %s; run as another user", why);
    else if (child->step == STEP_LANDLOCK && child->failed_path != NULL)
        say("%s: cannot be granted: %s", child->failed_path, why);
    else if (child->step == STEP_LANDLOCK)
        say("the kernel refuses Landlock rules: %s%s", why,
            error == E2BIG ? "; sixteen are in force around lxrun already" : "");
    else if (child->step == STEP_NO_NEW_PRIVS)
        say("the kernel refuses no_new_privs: %s; lxrun needs Linux 5.11 or later", why);
    else if (child->step == STEP_DESCRIPTORS)
        say("cannot place its descriptors: %s; raise the limit (ulimit -n)", why);
    else
        say("cannot start lxcore: %s", why);
    return STATUS_LXRUN_FAILED;
}

static int launch(struct child *child, pid_t *guest)
{
    pid_t pid = vfork();

    if (pid == 0)
        become_lxcore(child);
    if (pid < 0) {
        say("cannot start a process: %s", strerror(errno));
        return STATUS_LXRUN_FAILED;
    }
    *guest = pid;
    if (child->err == 0)
        return 0;
    waitpid(pid, NULL, 0);
    return explain(child);
}

int start_guest(const struct start *start, pid_t *guest)
{
    struct child child = { .start = start, .lxrun = getpid() };
    char record[BOOT_STRING_SIZE];
    int status;

    choose_descriptors(&child);
    if (tells_lxrun(start) && child.reserved_fd == BOOT_NO_FD) {
        say("no descriptor is left to tell lxrun of the program; raise the limit (ulimit -n)");
        return STATUS_LXRUN_FAILED;
    }
    make_record(&child, record);
    child.argv = make_argv(&start->target, record);
    if (child.argv == NULL) {
        say("out of memory");
        return STATUS_LXRUN_FAILED;
    }
    status = launch(&child, guest);
    close(start->target.fd);
    free(child.argv);
    return status;
}
