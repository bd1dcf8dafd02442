/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * capture_word.c - arguments that are a number or a pointer, as another one says.
 *
 * Where that is not certain, the memory is taken along all the same if there is
 * any: a number is hardly ever an address that can be read.
 */
#include "trace/capture.h"
#include "trace/ring.h"

#include <asm/prctl.h>
#include <linux/fcntl.h>
#include <linux/prctl.h>
#include <linux/sched.h>

/* _IOC_SIZE(), of requests that say it; others are older, and of the kinds below. */
#define IOCTL_SIZE(request) ((request) >> 16 & 0x3fff)
#define IOCTL_TYPE(request) ((request) >> 8 & 0xff)
#define TERMINAL 'T'
#define SOCKET 0x89
#define SMALL 8
#define OLD_SIZE 64

static size_t ioctl_size(uint32_t request)
{
    if (IOCTL_SIZE(request) != 0)
        return IOCTL_SIZE(request);
    return IOCTL_TYPE(request) == TERMINAL || IOCTL_TYPE(request) == SOCKET ? OLD_SIZE :
                                                                              SMALL;
}

/* struct flock, f_owner_ex, and a hint of 64 bits. */
static size_t fcntl_size(uint32_t command)
{
    switch (command) {
    case F_GETLK:
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_GETLK:
    case F_OFD_SETLK:
    case F_OFD_SETLKW:
        return 32;
    case F_SETOWN_EX:
    case F_GETOWN_EX:
    case F_GET_RW_HINT:
    case F_SET_RW_HINT:
    case F_GET_FILE_RW_HINT:
    case F_SET_FILE_RW_HINT:
        return 8;
    default:
        return 0;
    }
}

static size_t prctl_size(uint32_t option)
{
    switch (option) {
    case PR_GET_PDEATHSIG:
    case PR_GET_TSC:
    case PR_GET_UNALIGN:
    case PR_GET_CHILD_SUBREAPER:
        return 4;
    case PR_GET_TID_ADDRESS:
        return 8;
    default:
        return 0;
    }
}

static void capture_prctl(struct ring_record *record, const struct sys_args *args,
                          int arg, unsigned bit)
{
    uint32_t option = (uint32_t)args->arg[0];

    if (arg != 1)
        return;
    if (option == (bit == CAPTURE_IN ? PR_SET_NAME : PR_GET_NAME))
        capture_string(record, args->arg[1], 16);
    else if (bit == CAPTURE_OUT)
        capture_bytes(record, args->arg[1], prctl_size(option), SMALL);
}

void capture_word(struct ring_record *record, const struct sys_args *args, int arg,
                  unsigned bit)
{
    uint32_t command = (uint32_t)args->arg[1];
    size_t size = 0;

    if (args->nr == SYS_prctl) {
        capture_prctl(record, args, arg, bit);
        return;
    }
    if (args->nr == SYS_ioctl)
        size = ioctl_size(command);
    else if (args->nr == SYS_fcntl)
        size = fcntl_size(command);
    else
        size = OLD_SIZE;
    capture_bytes(record, args->arg[arg], size, size);
}
