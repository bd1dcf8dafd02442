/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ids.h - the user and group ids of a thread, as far as lxcore knows them.
 *
 * Owns    a copy of what the kernel has answered to this thread (sys_ids.c).
 * World   lxcore.
 */
#ifndef LXRUN_TASK_IDS_H
#define LXRUN_TASK_IDS_H

#include <stdint.h>

/* In the order of getresuid(2). */
enum id_kind { ID_REAL, ID_EFFECTIVE, ID_SAVED, ID_KIND_COUNT };

/* Bits of task_ids.known, by the calls: the policy may refuse one and not another. */
enum known_ids {
    KNOWN_UID = 1,
    KNOWN_EUID = 2,
    KNOWN_GID = 4,
    KNOWN_EGID = 8,
    KNOWN_RESUID = 16,
    KNOWN_RESGID = 32,
};

struct task_ids {
    uint32_t known;
    uint32_t user[ID_KIND_COUNT], group[ID_KIND_COUNT];
};

#endif
