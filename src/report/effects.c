/* SPDX-License-Identifier: GPL-2.0-or-later */
/* effects.c - see effects.h. */
#include "report/effects.h"

#include <stddef.h>

#include "syscall_nr.h"

#define ROW(nr, ...) [SYS_##nr] = { __VA_ARGS__ }
#define NO NO_ARG
/* what, of a path in argument 0, flags in argument 1 */
#define PATH(nr, what) ROW(nr, what, NO, 0, NO, NO, NO, NO, NO, NULL)
#define PATH_AT(nr, what) ROW(nr, what, 0, 1, NO, NO, NO, NO, NO, NULL)
#define PATH_AT_FLAGS(nr, what, flags) ROW(nr, what, 0, 1, NO, NO, flags, NO, NO, NULL)
#define FD(nr, what) ROW(nr, what, NO, NO, NO, NO, NO, 0, NO, NULL)
#define MAKE(nr, flags, kind) ROW(nr, EFFECT_MAKE, NO, NO, NO, NO, flags, NO, NO, kind)
#define PAIR(nr, fds, flags, kind) \
    ROW(nr, EFFECT_PAIR, NO, NO, NO, NO, flags, fds, NO, kind)
#define TRANSFER(nr, out, in) ROW(nr, EFFECT_TRANSFER, NO, NO, NO, NO, NO, out, in, NULL)

/* clang-format off */
static const struct effect effects[SYSCALL_TABLE_SIZE] = {
    ROW(open, EFFECT_OPEN, NO, 0, NO, NO, 1, NO, NO, NULL),
    ROW(openat, EFFECT_OPEN, 0, 1, NO, NO, 2, NO, NO, NULL),
    ROW(openat2, EFFECT_OPEN, 0, 1, NO, NO, 2, NO, NO, NULL),
    PATH(creat, EFFECT_OPEN),

    PATH(stat, EFFECT_LOOK),
    PATH(lstat, EFFECT_LOOK),
    PATH(access, EFFECT_LOOK),
    PATH(statfs, EFFECT_LOOK),
    PATH(getxattr, EFFECT_LOOK),
    PATH(lgetxattr, EFFECT_LOOK),
    PATH(listxattr, EFFECT_LOOK),
    PATH(llistxattr, EFFECT_LOOK),
    PATH_AT(faccessat, EFFECT_LOOK),
    PATH_AT_FLAGS(faccessat2, EFFECT_LOOK, 3),
    PATH_AT_FLAGS(newfstatat, EFFECT_LOOK, 3),
    PATH_AT_FLAGS(statx, EFFECT_LOOK, 2),
    PATH_AT_FLAGS(name_to_handle_at, EFFECT_LOOK, 4),
    PATH_AT_FLAGS(open_tree, EFFECT_LOOK, 2),
    PATH_AT_FLAGS(getxattrat, EFFECT_LOOK, 2),
    PATH_AT_FLAGS(listxattrat, EFFECT_LOOK, 2),
    PATH_AT_FLAGS(file_getattr, EFFECT_LOOK, 4),
    ROW(inotify_add_watch, EFFECT_LOOK, NO, 1, NO, NO, NO, 0, NO, NULL),

    PATH(readlink, EFFECT_READ),
    PATH_AT(readlinkat, EFFECT_READ),

    PATH(mkdir, EFFECT_CREATE),
    PATH(mknod, EFFECT_CREATE),
    PATH_AT(mkdirat, EFFECT_CREATE),
    PATH_AT(mknodat, EFFECT_CREATE),
    ROW(symlink, EFFECT_CREATE, NO, 1, NO, NO, NO, NO, NO, NULL),
    ROW(symlinkat, EFFECT_CREATE, 1, 2, NO, NO, NO, NO, NO, NULL),

    PATH(truncate, EFFECT_CHANGE),
    PATH(chmod, EFFECT_CHANGE),
    PATH(chown, EFFECT_CHANGE),
    PATH(lchown, EFFECT_CHANGE),
    PATH(utime, EFFECT_CHANGE),
    PATH(utimes, EFFECT_CHANGE),
    PATH(setxattr, EFFECT_CHANGE),
    PATH(lsetxattr, EFFECT_CHANGE),
    PATH(removexattr, EFFECT_CHANGE),
    PATH(lremovexattr, EFFECT_CHANGE),
    PATH_AT(fchmodat, EFFECT_CHANGE),
    PATH_AT(futimesat, EFFECT_CHANGE),
    PATH_AT_FLAGS(fchmodat2, EFFECT_CHANGE, 3),
    PATH_AT_FLAGS(fchownat, EFFECT_CHANGE, 4),
    PATH_AT_FLAGS(utimensat, EFFECT_CHANGE, 3),
    PATH_AT_FLAGS(setxattrat, EFFECT_CHANGE, 2),
    PATH_AT_FLAGS(removexattrat, EFFECT_CHANGE, 2),
    PATH_AT_FLAGS(file_setattr, EFFECT_CHANGE, 4),

    PATH(unlink, EFFECT_DELETE),
    PATH(rmdir, EFFECT_DELETE),
    PATH_AT(unlinkat, EFFECT_DELETE),

    ROW(rename, EFFECT_RENAME, NO, 0, NO, 1, NO, NO, NO, NULL),
    ROW(renameat, EFFECT_RENAME, 0, 1, 2, 3, NO, NO, NO, NULL),
    ROW(renameat2, EFFECT_RENAME, 0, 1, 2, 3, 4, NO, NO, NULL),
    ROW(link, EFFECT_LINK, NO, 0, NO, 1, NO, NO, NO, NULL),
    ROW(linkat, EFFECT_LINK, 0, 1, 2, 3, 4, NO, NO, NULL),

    PATH(execve, EFFECT_EXECUTE),
    PATH_AT_FLAGS(execveat, EFFECT_EXECUTE, 4),

    PATH(chdir, EFFECT_CHDIR),
    PATH(chroot, EFFECT_CHROOT),
    FD(fchdir, EFFECT_FCHDIR),

    FD(read, EFFECT_TAKE),
    FD(pread64, EFFECT_TAKE),
    FD(readv, EFFECT_TAKE),
    FD(preadv, EFFECT_TAKE),
    FD(preadv2, EFFECT_TAKE),
    FD(recvfrom, EFFECT_TAKE),
    FD(recvmsg, EFFECT_TAKE),
    FD(write, EFFECT_GIVE),
    FD(pwrite64, EFFECT_GIVE),
    FD(writev, EFFECT_GIVE),
    FD(pwritev, EFFECT_GIVE),
    FD(pwritev2, EFFECT_GIVE),
    FD(sendto, EFFECT_GIVE),
    FD(sendmsg, EFFECT_GIVE),
    FD(vmsplice, EFFECT_GIVE),
    TRANSFER(sendfile, 1, 0),
    TRANSFER(copy_file_range, 0, 2),
    TRANSFER(splice, 0, 2),
    TRANSFER(tee, 0, 1),

    FD(getdents, EFFECT_LIST),
    FD(getdents64, EFFECT_LIST),

    FD(ftruncate, EFFECT_FCHANGE),
    FD(fchmod, EFFECT_FCHANGE),
    FD(fchown, EFFECT_FCHANGE),
    FD(fsetxattr, EFFECT_FCHANGE),
    FD(fremovexattr, EFFECT_FCHANGE),
    FD(fallocate, EFFECT_FCHANGE),

    FD(fstat, EFFECT_USE),
    FD(fstatfs, EFFECT_USE),
    FD(fgetxattr, EFFECT_USE),
    FD(flistxattr, EFFECT_USE),
    FD(lseek, EFFECT_USE),
    FD(ioctl, EFFECT_USE),
    FD(fsync, EFFECT_USE),
    FD(fdatasync, EFFECT_USE),
    FD(sync_file_range, EFFECT_USE),
    FD(syncfs, EFFECT_USE),
    FD(flock, EFFECT_USE),
    FD(fadvise64, EFFECT_USE),
    FD(readahead, EFFECT_USE),
    FD(recvmmsg, EFFECT_USE),
    FD(sendmmsg, EFFECT_USE),
    FD(shutdown, EFFECT_USE),
    FD(listen, EFFECT_USE),
    FD(setsockopt, EFFECT_USE),
    FD(getsockopt, EFFECT_USE),
    FD(getsockname, EFFECT_USE),
    FD(getpeername, EFFECT_USE),
    FD(epoll_wait, EFFECT_USE),
    FD(epoll_pwait, EFFECT_USE),
    FD(epoll_pwait2, EFFECT_USE),
    FD(epoll_ctl, EFFECT_USE),
    FD(timerfd_settime, EFFECT_USE),
    ROW(mmap, EFFECT_USE, NO, NO, NO, NO, NO, 4, NO, NULL),

    FD(connect, EFFECT_CONNECT),
    FD(bind, EFFECT_CONNECT),
    FD(accept, EFFECT_ACCEPT),
    ROW(accept4, EFFECT_ACCEPT, NO, NO, NO, NO, 3, 0, NO, NULL),

    FD(close, EFFECT_CLOSE),
    ROW(close_range, EFFECT_CLOSE_RANGE, NO, NO, NO, NO, 2, NO, NO, NULL),
    FD(dup, EFFECT_DUP),
    FD(dup2, EFFECT_DUP2),
    ROW(dup3, EFFECT_DUP2, NO, NO, NO, NO, 2, 0, NO, NULL),
    FD(fcntl, EFFECT_FCNTL),
    ROW(socket, EFFECT_SOCKET, NO, NO, NO, NO, 1, NO, NO, NULL),
    PAIR(pipe, 0, NO, "pipe"),
    PAIR(pipe2, 0, 1, "pipe"),
    PAIR(socketpair, 3, 1, "socket pair"),
    MAKE(epoll_create, NO, "epoll"),
    MAKE(epoll_create1, 0, "epoll"),
    MAKE(eventfd, NO, "eventfd"),
    MAKE(eventfd2, 1, "eventfd"),
    MAKE(signalfd, NO, "signalfd"),
    MAKE(signalfd4, 3, "signalfd"),
    MAKE(timerfd_create, 1, "timerfd"),
    MAKE(inotify_init, NO, "inotify"),
    MAKE(inotify_init1, 0, "inotify"),
    MAKE(fanotify_init, NO, "fanotify"),
    MAKE(memfd_create, NO, "memfd"),
    MAKE(userfaultfd, 0, "userfaultfd"),
    MAKE(perf_event_open, NO, "perf event"),
    MAKE(pidfd_open, NO, "pidfd"),
    MAKE(pidfd_getfd, NO, "of another process"),
    ROW(unshare, EFFECT_UNSHARE, NO, NO, NO, NO, 0, NO, NO, NULL),
};
/* clang-format on */

const struct effect *effect_of(int64_t nr)
{
    static const struct effect none;

    return nr >= 0 && nr < SYSCALL_TABLE_SIZE ? &effects[nr] : &none;
}

bool effect_is_of_files(int64_t nr)
{
    switch ((enum effect_what)effect_of(nr)->what) {
    case EFFECT_NONE:
    case EFFECT_TAKE:
    case EFFECT_GIVE:
    case EFFECT_TRANSFER:
    case EFFECT_USE:
    case EFFECT_CONNECT:
    case EFFECT_ACCEPT:
    case EFFECT_SOCKET:
    case EFFECT_PAIR:
    case EFFECT_MAKE:
        return false;
    case EFFECT_OPEN:
    case EFFECT_LOOK:
    case EFFECT_READ:
    case EFFECT_CREATE:
    case EFFECT_CHANGE:
    case EFFECT_DELETE:
    case EFFECT_RENAME:
    case EFFECT_LINK:
    case EFFECT_EXECUTE:
    case EFFECT_CHDIR:
    case EFFECT_CHROOT:
    case EFFECT_FCHDIR:
    case EFFECT_LIST:
    case EFFECT_FCHANGE:
    case EFFECT_CLOSE:
    case EFFECT_CLOSE_RANGE:
    case EFFECT_DUP:
    case EFFECT_DUP2:
    case EFFECT_FCNTL:
    case EFFECT_UNSHARE:
        return true;
    }
    return false;
}
