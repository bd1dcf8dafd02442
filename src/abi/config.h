/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * config.h - what lxrun's options tell lxcore: the same for every process of a
 * run, so lxrun writes it into the image, where each finds it without asking.
 *
 * World   both.
 */
#ifndef LXRUN_ABI_CONFIG_H
#define LXRUN_ABI_CONFIG_H

#include <stdint.h>

/* As uname(2) has it, the NUL included. */
#define CONFIG_RELEASE_SIZE 65

struct lx_config {
    uint32_t kernel;                   /* KERNEL_VERSION() of --kernel; 0: the host's */
    char release[CONFIG_RELEASE_SIZE]; /* what uname(2) tells; "": the host's */
    uint32_t has_usage;                /* lxrun shares memory for it (abi/usage.h) */
    uint32_t is_traced;                /* there are rings (abi/trace.h) */
    uint32_t is_exec_refused;          /* the first program is the last one */
    uint32_t has_control;              /* lxrun listens (abi/control.h)… */
    uint32_t has_broker;               /* …and connects TCP sockets */
    uint32_t is_sealed;                /* the image's text stays as it is (mseal(2)) */
    uint32_t has_call_list;            /* what lxcore calls for itself may be refused */
    uint32_t tells_crashes;            /* lxrun listens for these too, or only */
    char unused[152];
};

#define KERNEL_VERSION(major, minor, patch) \
    ((uint32_t)(major) << 16 | (uint32_t)(minor) << 8 | (uint32_t)(patch))

#endif
