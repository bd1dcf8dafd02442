/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * start.c - from lxrun to lxcore: the last calls of one, made from the gate of
 * the other.
 *
 * The child shares lxrun's memory until it has become lxcore (vfork): starting
 * copies no page tables, and what went wrong is simply left in a struct.
 * lxrun sleeps meanwhile.
 *
 * A contained guest (contain/enter.h) looks its program up itself, in its own root,
 * and then goes the same way.
 */
#include "supervisor/start.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
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
#include "contain/contain.h"
#include "contain/enter.h"
#include "contain/spaces.h"
#include "supervisor/gate_call.h"
#include "supervisor/say.h"

/* Own descriptors lie below this, where select(2) can still name them, and
 * not at all where there are fewer numbers than the second. */
#define DESCRIPTORS_TOP 1024
#define DESCRIPTORS_FEWEST 16

#define GUEST_STACK_SIZE (128 * 1024)

enum step {
    STEP_CONTAIN, /* what went wrong there has been said */
    STEP_LIFELINE,
    STEP_DESCRIPTORS,
    STEP_LIMITS,
    STEP_NO_NEW_PRIVS,
    STEP_CAPABILITIES,
    STEP_LANDLOCK,
    STEP_FLOOR,
    STEP_EXEC,
};

/* What the child works with, made before it so that it only makes calls. */
struct child {
    struct start *start;
    pid_t lxrun;
    int lxrun_pidfd; /* a contained guest cannot see its parent; -1 otherwise */
    uint64_t reserved_fd;
    int image_fd;
    int target_fd;
    char record[BOOT_STRING_SIZE];
    char **argv;
    enum step step;
    long err;
    const char *failed_path; /* of STEP_LANDLOCK, or NULL */
    int failed_limit;        /* of STEP_LIMITS */
    int status; /* of STEP_CONTAIN */
    pid_t guest, init; /* a contained guest's, else 0 */
    struct build build;
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

/* There are so many numbers now, and for the guest. */
static rlim_t count_numbers(const struct policy_limits *limits)
{
    struct rlimit limit;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 0;
    if ((limits->ulimits_set >> RLIMIT_NOFILE & 1) != 0 &&
        limit.rlim_cur > limits->ulimits[RLIMIT_NOFILE].rlim_cur)
        return limits->ulimits[RLIMIT_NOFILE].rlim_cur;
    return limit.rlim_cur;
}

/* The highest numbers that are free. */
static uint64_t reserve_descriptors(int count, int any_fd, rlim_t numbers)
{
    int first;

    if (numbers < DESCRIPTORS_FEWEST)
        return BOOT_NO_FD;
    if (numbers > DESCRIPTORS_TOP)
        numbers = DESCRIPTORS_TOP;
    for (first = (int)numbers - count; first > any_fd; first--)
        if (are_free(first, count, any_fd))
            return (uint64_t)first;
    return BOOT_NO_FD;
}

/* Both have numbers, if there is one of them. */
static bool tells_lxrun(const struct start *start)
{
    return start->trace_fd >= 0 || start->control_fd >= 0 || start->usage_fd >= 0;
}

static void choose_descriptors(struct child *child)
{
    const struct start *start = child->start;
    int highest = start->image.fd;

    if (highest < start->trace_fd)
        highest = start->trace_fd;
    if (highest < start->control_fd)
        highest = start->control_fd;
    if (highest < start->usage_fd)
        highest = start->usage_fd;
    child->reserved_fd = reserve_descriptors(
        tells_lxrun(start) ? BOOT_RESERVED_FDS_MOST : BOOT_RESERVED_FDS, highest,
        count_numbers(&start->policy->limits));
    child->image_fd = child->start->image.fd;
    child->target_fd = child->start->target.fd;
    if (child->reserved_fd != BOOT_NO_FD)
        child->image_fd = (int)child->reserved_fd;
}

static void make_record(struct child *child)
{
    const struct start *start = child->start;
    const struct boot boot = {
        .image_fd = (uint64_t)child->image_fd,
        .target_fd = (uint64_t)child->target_fd,
        .ignored = start->signals.ignored,
        .blocked = start->signals.blocked,
        .flags = start->boot_flags | BOOT_TIED |
                 (prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? BOOT_NO_NEW_PRIVS : 0),
        .reserved_fd = child->reserved_fd,
        .image_dev = start->image.device,
        .image_ino = start->image.inode,
    };

    boot_encode(child->record, &boot);
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

static int open_target(struct child *child)
{
    struct start *start = child->start;
    int status = target_open(&start->target, start->program, start->words);

    if (status != 0)
        return status;
    choose_descriptors(child);
    if ((start->trace_fd >= 0 || start->needs_control) && child->reserved_fd == BOOT_NO_FD) {
        say("no descriptor is left to tell lxrun of the program; raise the limit (ulimit -n)");
        return STATUS_LXRUN_FAILED;
    }
    make_record(child);
    child->argv = make_argv(&start->target, child->record);
    if (child->argv != NULL)
        return 0;
    say("out of memory");
    return STATUS_LXRUN_FAILED;
}

static bool lxrun_has_ended(const struct child *child)
{
    struct pollfd watch = { .fd = child->lxrun_pidfd, .events = POLLIN };

    if (child->lxrun_pidfd < 0)
        return getppid() != child->lxrun;
    return poll(&watch, 1, 0) == 1;
}

/* The guest dies with lxrun, also if lxrun has died just now. */
static bool tie_to_lxrun(const struct child *child)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0)
        return false;
    if (lxrun_has_ended(child))
        _exit(STATUS_LXRUN_FAILED);
    return true;
}

static bool put_descriptor(int from, int to)
{
    if (from == to)
        return fcntl(from, F_SETFD, 0) == 0;
    return dup2(from, to) == to;
}

/* What there is only in some runs.  A number of lxcore's is never free, or the kernel
 * would give it to the guest, which could not use it. */
static bool put_own(const struct child *child, int from, int offset)
{
    if (child->reserved_fd == BOOT_NO_FD || !tells_lxrun(child->start))
        return true;
    return put_descriptor(from < 0 ? child->start->image.fd : from,
                          (int)child->reserved_fd + offset);
}

static bool put_descriptors(const struct child *child)
{
    return put_descriptor(child->start->image.fd, child->image_fd) &&
           put_own(child, child->start->trace_fd, BOOT_TRACE_OFFSET) &&
           put_own(child, child->start->control_fd, BOOT_CONTROL_OFFSET) &&
           put_own(child, child->start->usage_fd, BOOT_USAGE_OFFSET) &&
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

static bool set_limits(struct child *child)
{
    long err = limits_set(&child->start->policy->limits, &child->failed_limit);

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
    child->step = STEP_LIMITS;
    if (!set_limits(child))
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
    else if (child->step == STEP_LIMITS)
        say("--ulimit %s: %s%s", limit_name(child->failed_limit), why,
            error == EPERM ? "; only root can raise a hard limit" : "");
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

static _Noreturn void give_up(struct child *child, int status)
{
    child->status = status;
    _exit(status);
}

/* Not init's business, nor the maker's, which would be counted. */
static int enter_groups(const struct child *child)
{
    long err = groups_enter(&child->start->groups);

    if (err == 0)
        return spaces_enter_group(&child->start->contain);
    say("cannot enter the cgroup of the run: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

/* Nobody inside shall look into lxrun, whose memory this still is, or into init. */
static int become_contained(void *argument)
{
    struct child *child = argument;
    const struct contain *contain = &child->start->contain;
    int status = enter_groups(child);

    if (status == 0)
        status = enter_finish(&child->build, contain);
    if (status == 0)
        status = open_target(child);
    if (status != 0)
        give_up(child, status);
    prctl(PR_SET_DUMPABLE, 0);
    become_lxcore(child);
}

/* Until the guest has become lxcore, the caller waits. */
static pid_t start_in_pid_space(struct child *child)
{
    static _Alignas(16) char stack[GUEST_STACK_SIZE];

    child->init = enter_start_init(child->lxrun_pidfd, child->start->contain.finder_fd);
    if (child->init < 0)
        return child->init;
    child->guest = clone(become_contained, stack + sizeof(stack),
                         CLONE_VM | CLONE_VFORK | CLONE_PARENT | SIGCHLD, child);
    return child->guest < 0 ? -errno : child->guest;
}

static _Noreturn void make_contained(struct child *child)
{
    const struct contain *contain = &child->start->contain;
    int status;
    pid_t pid;

    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || getppid() != child->lxrun)
        give_up(child, STATUS_LXRUN_FAILED);
    status = enter_make(&child->build, contain);
    if (status != 0)
        give_up(child, status);
    if ((contain->spaces & CLONE_NEWPID) == 0)
        become_contained(child);
    pid = start_in_pid_space(child);
    if (pid < 0) {
        say("cannot start a process in a pid namespace: %s", strerror(-pid));
        give_up(child, STATUS_LXRUN_FAILED);
    }
    _exit(0);
}

static int refuse_launch(struct child *child)
{
    int status = child->status;

    /* Init goes only when nobody of its namespace is left, not even as a zombie. */
    if (child->guest > 0)
        waitpid(child->guest, NULL, 0);
    end_init(child->init);
    return status != 0 ? status : explain(child);
}

/* vfork() must not return to a frame that the child has left. */
static int launch(struct child *child)
{
    bool is_contained = contain_is_wanted(&child->start->contain);
    pid_t pid = vfork();

    if (pid == 0) {
        if (is_contained)
            make_contained(child);
        if (enter_groups(child) != 0)
            give_up(child, STATUS_LXRUN_FAILED);
        become_lxcore(child);
    }
    if (pid < 0) {
        say("cannot start a process: %s", strerror(errno));
        return STATUS_LXRUN_FAILED;
    }
    if (child->guest != 0 || child->err != 0 || child->status != 0)
        waitpid(pid, NULL, 0);
    if (child->err != 0 || child->status != 0)
        return refuse_launch(child);
    if (child->guest == 0)
        child->guest = pid;
    return 0;
}

void end_init(pid_t init)
{
    if (init <= 0)
        return;
    kill(init, SIGKILL);
    waitpid(init, NULL, 0);
}

int start_guest(struct start *start, struct started *started)
{
    static struct child child;
    bool is_contained = contain_is_wanted(&start->contain);
    int status;

    child = (struct child){ .start = start, .lxrun = getpid(), .lxrun_pidfd = -1 };
    if (is_contained)
        child.lxrun_pidfd = (int)syscall(SYS_pidfd_open, child.lxrun, 0);
    status = is_contained ? 0 : open_target(&child);
    if (status != 0)
        return status;
    status = launch(&child);
    *started = (struct started){ .guest = child.guest, .init = child.init };
    if (!is_contained)
        close(start->target.fd);
    if (child.lxrun_pidfd >= 0)
        close(child.lxrun_pidfd);
    free(child.argv);
    return status;
}
