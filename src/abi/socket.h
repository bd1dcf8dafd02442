/* SPDX-License-Identifier: GPL-2.0-or-later */
/* socket.h - messages with descriptors, as the x86-64 kernel has them. */
#ifndef LXRUN_ABI_SOCKET_H
#define LXRUN_ABI_SOCKET_H

#include <stdint.h>

#define AF_UNIX 1
#define AF_INET 2
#define AF_INET6 10
#define SOCK_STREAM 1
#define SOCK_SEQPACKET 5
#define SOCK_CLOEXEC 02000000
#define SOL_SOCKET 1
#define SO_TYPE 3
#define SCM_RIGHTS 1
#define MSG_NOSIGNAL 0x4000
#define MSG_CMSG_CLOEXEC 0x40000000

struct kiovec {
    uint64_t base;
    uint64_t size;
};

struct kmsghdr {
    uint64_t name;
    int32_t name_size;
    int32_t pad0;
    uint64_t iov;
    uint64_t iov_count;
    uint64_t control;
    uint64_t control_size;
    uint32_t flags;
    uint32_t pad1;
};

_Static_assert(sizeof(struct kmsghdr) == 56, "struct user_msghdr");

/* A control message with as many descriptors as fit into 8 bytes. */
struct kcmsg_fds {
    uint64_t size; /* without what pads it to 8 bytes */
    int32_t level;
    int32_t type;
    int32_t fds[2];
};

#define KCMSG_FDS_SIZE(count) (16U + 4U * (count))

#endif
