/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * usage.h - which system calls the processes of a run have made: memory that
 * lxrun shares with them if it was asked to report (a sealed memfd, BOOT_USAGE_OFFSET).
 *
 * Each process writes into it, hostile ones too: lxrun believes nothing but that
 * a bit is set or not.
 *
 * World   both.
 */
#ifndef LXRUN_ABI_USAGE_H
#define LXRUN_ABI_USAGE_H

#include <stdint.h>

#include "syscall_count.h"

#define USAGE_UNKNOWN_COUNT 16

/* How calls came to lxcore and what became of them. */
enum usage_path {
    USAGE_UNDECIDED, /* by a trap, at a site that may still be rewritten */
    USAGE_LEFT,      /* by a trap, at a site that has been left alone */
    USAGE_DECLINED,  /* by a trap at a rewritten site: it needs the kernel's frame */
    USAGE_OFF,       /* by a trap, while nothing is rewritten */
    USAGE_REWRITTEN, /* from a rewritten site, and on to the kernel */
    USAGE_SERVED,    /* from a rewritten site, and answered by lxcore */
    USAGE_PATHS,
};

struct usage {
    uint64_t calls[USAGE_PATHS];
    uint32_t used[(SYSCALL_TABLE_SIZE + 31) / 32];
    /* Numbers without a row in syscalls.tbl, plus one; 0: none yet. */
    uint32_t unknown[USAGE_UNKNOWN_COUNT];
};

#endif
