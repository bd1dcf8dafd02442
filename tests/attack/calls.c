/* SPDX-License-Identifier: GPL-2.0-or-later */
/* calls.c - system calls that no contained program may make, made from the gate. */
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "hostile.h"

#define HIGH_GARBAGE (0x7eadbeefL << 32)
#define READ_IMPLIES_EXEC 0x400000L
#define X32 0x40000000L

#define REFUSED(name, ...) \
    static enum outcome name(void) \
    { \
        return refused(gate(__VA_ARGS__, 0L, 0L, 0L, 0L, 0L, 0L)); \
    }

/* A whole attribute, so that nothing but a refusal is an error: a map of BPF. */
static enum outcome bpf_map(void)
{
    uint32_t attribute[18] = { 2, 4, 4, 1 };

    return refused(gate((long)SYS_bpf, 0L, attribute, sizeof(attribute), 0L, 0L, 0L));
}

static enum outcome perf_event(void)
{
    uint32_t attribute[32] = { 1, 128, 0 };

    return refused(gate((long)SYS_perf_event_open, attribute, 0L, -1L, -1L, 0L, 0L));
}

static enum outcome io_uring(void)
{
    uint32_t parameters[30] = { 0 };

    return refused(gate((long)SYS_io_uring_setup, 4L, parameters, 0L, 0L, 0L, 0L));
}

REFUSED(userfaultfd_gate, (long)SYS_userfaultfd, 1L)
REFUSED(keyctl_session, (long)SYS_keyctl, 1L)
REFUSED(unshare_user, (long)SYS_unshare, (long)CLONE_NEWUSER)
REFUSED(unshare_everything, (long)SYS_unshare, 0x7e020000L)
REFUSED(persona, (long)SYS_personality, READ_IMPLIES_EXEC)
REFUSED(persona_with_garbage, (long)SYS_personality, READ_IMPLIES_EXEC | 0x70000000L)
REFUSED(x32_getpid, X32 | SYS_getpid)
REFUSED(fsopen_tmpfs, (long)SYS_fsopen, "tmpfs", 0L)
REFUSED(open_tree_root, (long)SYS_open_tree, -100L, "/", 1L)
REFUSED(mount_tmpfs, (long)SYS_mount, "none", ".", "tmpfs")
REFUSED(chroot_here, (long)SYS_chroot, ".")
REFUSED(vsock, (long)SYS_socket, 40L, (long)SOCK_STREAM)
REFUSED(vsock_with_garbage, (long)SYS_socket, HIGH_GARBAGE | 40L, (long)SOCK_STREAM)
REFUSED(packet_socket, (long)SYS_socket, 17L, 3L, 0x300L)

static enum outcome clone_user(void)
{
    long pid = gate((long)SYS_clone, CLONE_NEWUSER | 17L, 0L, 0L, 0L, 0L, 0L);

    if (pid == 0)
        gate((long)SYS_exit_group, 0L, 0L, 0L, 0L, 0L, 0L);
    return refused(pid);
}

static enum outcome clone3_user(void)
{
    uint64_t arguments[11] = { CLONE_NEWUSER, 0, 0, 0, 17 };
    long pid = gate((long)SYS_clone3, arguments, sizeof(arguments), 0L, 0L, 0L, 0L);

    if (pid == 0)
        gate((long)SYS_exit_group, 0L, 0L, 0L, 0L, 0L, 0L);
    return refused(pid);
}

/* The runner gives a terminal as descriptor 0. */
static enum outcome type(long request)
{
    return isatty(0) ? refused(gate((long)SYS_ioctl, 0L, request, "x", 0L, 0L, 0L)) :
                       COULD_NOT_TRY;
}

static enum outcome tiocsti(void)
{
    return type(TIOCSTI);
}

static enum outcome tiocsti_with_garbage(void)
{
    return type(HIGH_GARBAGE | TIOCSTI);
}

static enum outcome connect_loopback(void)
{
    struct sockaddr_in address = { .sin_family = AF_INET,
                                   .sin_port = htons((uint16_t)target.port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    long fd = gate((long)SYS_socket, (long)AF_INET, (long)SOCK_STREAM, 0L, 0L, 0L, 0L);

    if (fd < 0)
        return CONTAINED;
    return refused(gate((long)SYS_connect, fd, &address, sizeof(address), 0L, 0L, 0L));
}

/* A name of a length that the runner listens on: NUL, "lxrun-attack", the port. */
static enum outcome connect_abstract(void)
{
    struct sockaddr_storage address = { .ss_family = AF_UNIX };
    char *name = (char *)&address + 2;
    long fd = gate((long)SYS_socket, (long)AF_UNIX, (long)SOCK_STREAM, 0L, 0L, 0L, 0L);
    static const char word[] = "\0lxrun-attack";
    size_t size = sizeof(word) - 1;
    int port = target.port;

    for (size_t i = 0; i < size; i++)
        name[i] = word[i];
    for (int i = 0; i < 5; i++, port /= 10)
        name[size + 4 - (size_t)i] = (char)('0' + port % 10);
    if (fd < 0)
        return CONTAINED;
    return refused(gate((long)SYS_connect, fd, &address, size + 7, 0L, 0L, 0L));
}

const struct attack call_attacks[] = {
    { "bpf_map", bpf_map },
    { "perf_event", perf_event },
    { "io_uring", io_uring },
    { "userfaultfd", userfaultfd_gate },
    { "keyctl_session", keyctl_session },
    { "unshare_user", unshare_user },
    { "unshare_everything", unshare_everything },
    { "clone_user", clone_user },
    { "clone3_user", clone3_user },
    { "persona", persona },
    { "persona_with_garbage", persona_with_garbage },
    { "x32_getpid", x32_getpid },
    { "fsopen_tmpfs", fsopen_tmpfs },
    { "open_tree_root", open_tree_root },
    { "mount_tmpfs", mount_tmpfs },
    { "chroot_here", chroot_here },
    { "vsock", vsock },
    { "vsock_with_garbage", vsock_with_garbage },
    { "packet_socket", packet_socket },
    { "tiocsti", tiocsti },
    { "tiocsti_with_garbage", tiocsti_with_garbage },
    { "connect_loopback", connect_loopback },
    { "connect_abstract", connect_abstract },
    { 0 },
};
