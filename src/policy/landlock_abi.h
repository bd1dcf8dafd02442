/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * landlock_abi.h - Landlock's constants, of which a C library's headers may lack the
 * newer ones: see landlock(7) and the kernel's userspace-api/landlock.
 */
#ifndef LXRUN_POLICY_LANDLOCK_ABI_H
#define LXRUN_POLICY_LANDLOCK_ABI_H

#include <stdint.h>

#define LANDLOCK_VERSION_FLAG 1U
#define LANDLOCK_PATH_BENEATH 1
#define LANDLOCK_PORT 2

#define FS_EXECUTE (1UL << 0)
#define FS_WRITE_FILE (1UL << 1)
#define FS_READ_FILE (1UL << 2)
#define FS_READ_DIR (1UL << 3)
#define FS_REMOVE_DIR (1UL << 4)
#define FS_REMOVE_FILE (1UL << 5)
#define FS_MAKE_CHAR (1UL << 6)
#define FS_MAKE_DIR (1UL << 7)
#define FS_MAKE_REG (1UL << 8)
#define FS_MAKE_SOCK (1UL << 9)
#define FS_MAKE_FIFO (1UL << 10)
#define FS_MAKE_BLOCK (1UL << 11)
#define FS_MAKE_SYM (1UL << 12)
#define FS_REFER (1UL << 13)     /* 2 */
#define FS_TRUNCATE (1UL << 14)  /* 3 */
#define FS_IOCTL_DEV (1UL << 15) /* 5 */
/* What a rule about a file that is no directory may have. */
#define FS_OF_FILES \
    (FS_EXECUTE | FS_WRITE_FILE | FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV)

#define NET_BIND_TCP 1UL    /* 4 */
#define NET_CONNECT_TCP 2UL /* 4 */

#define SCOPE_ABSTRACT_UNIX 1UL /* 6 */
#define SCOPE_SIGNAL 2UL        /* 6 */

struct landlock_ruleset {
    uint64_t files, net, scoped;
};

struct landlock_path {
    uint64_t access;
    int32_t fd;
} __attribute__((packed));

struct landlock_net {
    uint64_t access, port;
};

#endif
