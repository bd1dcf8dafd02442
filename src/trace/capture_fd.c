/* SPDX-License-Identifier: GPL-2.0-or-later */
/* capture_fd.c - where a descriptor leads (-y), and what it leads to (-yy). */
#include "trace/capture.h"

#include "abi/socket.h"
#include "abi/stat.h"
#include "core/runtime.h"
#include "core/string.h"
#include "trace/ring.h"

#include <linux/fcntl.h>
#include <linux/stat.h>

#define SO_PROTOCOL 38
#define SO_DOMAIN 39

static uint32_t socket_option(uint64_t fd, uint64_t option)
{
    uint32_t value = 0, size = sizeof(value);

    host_call(SYS_getsockopt, fd, SOL_SOCKET, option, HOST_POINTER(&value),
              HOST_POINTER(&size), 0);
    return value;
}

/* The size of the address, which may be more than there is room for; 0: there is none. */
static uint32_t socket_address(long nr, uint64_t fd, uint8_t address[RECORD_ADDRESS_SIZE])
{
    uint32_t size = RECORD_ADDRESS_SIZE;

    if (host_call3(nr, fd, HOST_POINTER(address), HOST_POINTER(&size)) != 0)
        return 0;
    return size < RECORD_ADDRESS_SIZE ? size : RECORD_ADDRESS_SIZE;
}

static void describe(struct ring_record *record, uint64_t fd)
{
    struct record_fd *to = ring_chunk_bytes(record);
    struct kstat st;

    if (ring_chunk_room(record, sizeof(*to)) < sizeof(*to) ||
        host_call3(SYS_fstat, fd, HOST_POINTER(&st), 0) != 0)
        return;
    memset(to, 0, sizeof(*to));
    to->mode = st.mode;
    to->device = st.rdev;
    to->inode = st.ino;
    if (S_ISSOCK(st.mode)) {
        to->domain = socket_option(fd, SO_DOMAIN);
        to->type = socket_option(fd, SO_TYPE);
        to->protocol = socket_option(fd, SO_PROTOCOL);
        to->local_size = socket_address(SYS_getsockname, fd, to->local);
        to->peer_size = socket_address(SYS_getpeername, fd, to->peer);
    }
    ring_chunk_end(record, fd, sizeof(*to), RECORD_FD, false);
}

/* The kernel looks at the low 32 bits. */
void capture_fd(struct ring_record *record, uint64_t fd)
{
    char name[40] = "/proc/self/fd/";
    size_t room = ring_chunk_room(record, LX_PATH_SIZE);
    int number = (int)fd;
    long size;

    if (number == AT_FDCWD)
        memcpy(name, "/proc/self/cwd", sizeof("/proc/self/cwd"));
    else if (number < 0)
        return;
    else
        string_put_decimal(name + strlen(name), (uint64_t)number);
    size = host_readlink(name, ring_chunk_bytes(record), room);
    if (size <= 0)
        return;
    ring_chunk_end(record, (uint64_t)(int64_t)number, (size_t)size, RECORD_FD_PATH, false);
    if ((ring_shared()->flags & TRACE_FD_KINDS) && number >= 0)
        describe(record, (uint64_t)number);
}
