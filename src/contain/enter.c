/* SPDX-License-Identifier: GPL-2.0-or-later */
/* enter.c - the steps, in the only order in which each is still allowed. */
#include "contain/enter.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "broker/broker.h"
#include "contain/contain.h"
#include "contain/finder.h"
#include "contain/privileges.h"
#include "contain/spaces.h"
#include "supervisor/say.h"

#define STACK_SIZE 16384

static _Alignas(16) char init_stack[STACK_SIZE];
static int init_finder_fd;
/* Where lxrun stood, as the guest will name it. */
static char start_directory[PATH_MAX];

static int send_listeners(int broker_fd)
{
    long err = broker_send_listeners(broker_fd);

    if (err == 0)
        return 0;
    say("cannot answer the program's questions for names (--allow): %s",
        strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int make(struct build *build, const struct contain *contain)
{
    int status;

    if (getcwd(start_directory, sizeof(start_directory)) == NULL)
        strcpy(start_directory, "/");
    status = spaces_make(contain);
    if (status == 0 && contain->broker_fd >= 0)
        status = send_listeners(contain->broker_fd);
    if (status != 0 || (contain->spaces & CLONE_NEWNS) == 0)
        return status;
    return build_root(build, contain);
}

int enter_make(struct build *build, const struct contain *contain)
{
    contain_try_begin(contain);
    return contain_try_end(contain, make(build, contain));
}

/* A directory that is not there for the guest is no reason to fail, unless it was
 * asked for: bwrap(1) goes to / as well. */
static int enter_directory(const struct contain *contain)
{
    const char *wanted = contain->directory;

    if (wanted == NULL && (contain->spaces & CLONE_NEWNS) == 0)
        return 0;
    if (chdir(wanted != NULL ? wanted : start_directory) == 0)
        return 0;
    if (wanted == NULL && chdir("/") == 0)
        return 0;
    say("-w %s: %s", wanted != NULL ? wanted : "/", strerror(errno));
    return STATUS_LXRUN_FAILED;
}

static int change_identity(const struct contain *contain)
{
    long err = privileges_become(contain->uid, contain->gid);

    if (err == 0)
        return 0;
    say("cannot become user %lld, group %lld: %s", (long long)contain->uid,
        (long long)contain->gid, strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int drop_privileges(const struct contain *contain)
{
    long err = contain->keeps_capabilities ? 0 : privileges_drop();

    if (err == 0)
        return 0;
    say("cannot give up capabilities: %s", strerror((int)-err));
    return STATUS_LXRUN_FAILED;
}

static int finish(struct build *build, const struct contain *contain)
{
    int status = 0;

    if (contain->spaces & CLONE_NEWNS)
        status = build_enter(build);
    if (status == 0)
        status = change_identity(contain);
    if (status == 0)
        status = enter_directory(contain);
    return status != 0 ? status : drop_privileges(contain);
}

int enter_finish(struct build *build, const struct contain *contain)
{
    contain_try_begin(contain);
    return contain_try_end(contain, finish(build, contain));
}

static bool lxrun_has_ended(int pidfd)
{
    struct pollfd watch = { .fd = pidfd, .events = POLLIN };

    return poll(&watch, 1, 0) == 1;
}

/* Orphans come to it and are reaped by the kernel, as it ignores SIGCHLD.  When it is
 * killed, by lxrun or with it, the kernel kills all that is in the namespace. */
static int be_init(void *argument)
{
    int pidfd = (int)(intptr_t)argument;

    prctl(PR_SET_NAME, "lxrun-init");
    signal(SIGCHLD, SIG_IGN);
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 || lxrun_has_ended(pidfd))
        _exit(STATUS_LXRUN_FAILED);
    setsid();
    if (init_finder_fd >= 0 && dup2(init_finder_fd, 0) == 0) {
        syscall(SYS_close_range, 1, ~0U, 0);
        finder_serve(0);
    }
    syscall(SYS_close_range, 0, ~0U, 0);
    for (;;)
        pause();
}

pid_t enter_start_init(int lxrun_pidfd, int finder_fd)
{
    int pid;

    init_finder_fd = finder_fd;
    pid = clone(be_init, init_stack + sizeof(init_stack),
                CLONE_VM | CLONE_PARENT | SIGCHLD, (void *)(intptr_t)lxrun_pidfd);
    return pid < 0 ? -errno : pid;
}
