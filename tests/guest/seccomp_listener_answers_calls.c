/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A listener is told of a call, number and arguments, and says what becomes of it:
 * a value, an error, a descriptor, or that it goes on (seccomp_unotify(2)).
 */
#include <poll.h>
#include <sys/ioctl.h>

#include "filters.h"

static int listener;
static pid_t child;

static void receive(struct seccomp_notif *notif, int nr)
{
    memset(notif, 0, sizeof *notif);
    CHECK_OK(ioctl(listener, SECCOMP_IOCTL_NOTIF_RECV, notif));
    CHECK_EQ(notif->pid, child);
    CHECK_EQ(notif->data.nr, nr);
    CHECK_OK(ioctl(listener, SECCOMP_IOCTL_NOTIF_ID_VALID, &notif->id));
}

static void respond(__u64 id, long long val, int error, unsigned flags)
{
    struct seccomp_notif_resp response = {
        .id = id, .val = val, .error = error, .flags = flags
    };

    CHECK_OK(ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &response));
}

static void answer(void)
{
    struct seccomp_notif notif;
    struct seccomp_notif_resp wrong = { .flags = SECCOMP_USER_NOTIF_FLAG_CONTINUE,
                                        .val = 1 };

    receive(&notif, SYS_lseek);
    CHECK_EQ(notif.data.args[0], 11);
    CHECK_EQ(notif.data.args[1], 0x1234567890);
    CHECK_EQ(notif.data.args[2], 33);
    respond(notif.id, 0x700000000, 0, 0);
    receive(&notif, SYS_lseek);
    respond(notif.id, 0, -EXDEV, 0);
    receive(&notif, SYS_lseek);
    wrong.id = notif.id;
    CHECK_ERR(ioctl(listener, SECCOMP_IOCTL_NOTIF_SEND, &wrong), EINVAL);
    respond(notif.id, 0, 0, SECCOMP_USER_NOTIF_FLAG_CONTINUE);
    receive(&notif, SYS_lseek);
    struct seccomp_notif_addfd add = { .id = notif.id,
                                       .srcfd = 0,
                                       .newfd_flags = O_CLOEXEC };
    int fd = CHECK_OK(ioctl(listener, SECCOMP_IOCTL_NOTIF_ADDFD, &add));
    respond(notif.id, fd, 0, 0);
}

static void ask(void)
{
    int file = CHECK_OK(open("f", O_RDWR | O_CREAT, 0600)), added;

    CHECK_EQ(syscall(SYS_lseek, 11, 0x1234567890, 33), 0x700000000);
    CHECK_ERR(syscall(SYS_lseek, 11, 0, 0), EXDEV);
    CHECK_EQ(syscall(SYS_lseek, file, 4711, SEEK_SET), 4711);
    added = (int)syscall(SYS_lseek, 0, 0, 0);
    CHECK_EQ(fcntl(added, F_GETFD), FD_CLOEXEC);
}

static void nobody_listens(void)
{
    CHECK_OK(filter_call(0, SYS_lseek, SECCOMP_RET_USER_NOTIF));
    CHECK_ERR(syscall(SYS_lseek, 0, 0, 0), ENOSYS);
}

int main(void)
{
    unsigned listen = SECCOMP_FILTER_FLAG_NEW_LISTENER;
    struct pollfd hangup = { .events = POLLIN };

    no_new_privs();
    CHECK_EQ(child_status(nobody_listens), EXITED(0));
    CHECK_ERR(filter_call(listen | SECCOMP_FILTER_FLAG_TSYNC, 0, 0), EINVAL);
    CHECK_ERR(filter_call(SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV, 0, 0), EINVAL);
    listener = CHECK_OK(filter_call(listen, SYS_lseek, SECCOMP_RET_USER_NOTIF));
    CHECK_EQ(fcntl(listener, F_GETFD), FD_CLOEXEC);
    CHECK_ERR(filter_call(listen, SYS_getppid, SECCOMP_RET_USER_NOTIF), EBUSY);
    child = CHECK_OK(fork());
    if (child == 0) {
        ask();
        _exit(7);
    }
    answer();
    CHECK_EQ(wait_status(child), EXITED(7));
    hangup.fd = listener;
    CHECK_EQ(poll(&hangup, 1, 0), 0);
    CHECK_OK(close(listener));
    CHECK_ERR(syscall(SYS_lseek, 0, 0, 0), ENOSYS);
    return passed();
}
