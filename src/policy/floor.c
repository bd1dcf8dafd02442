/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * floor.c - the prefix by hand, since libseccomp cannot test the instruction
 * pointer, and the policy behind it.
 */
#include "policy/floor.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <string.h>

#include "core/layout.h"

/* x86 is little-endian: the low word of the 64-bit field comes first. */
#define AT_ARCH offsetof(struct seccomp_data, arch)
#define AT_IP_LOW offsetof(struct seccomp_data, instruction_pointer)
#define AT_IP_HIGH (AT_IP_LOW + sizeof(uint32_t))

#define LOAD(offset) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)(offset))
#define JUMP_IF(value, jt, jf) \
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), jt, jf)
/* Jump over `skip` instructions unless the accumulator is `value`. */
#define UNLESS(value, skip) JUMP_IF(value, 0, skip)

void floor_put_prefix(struct sock_filter out[FLOOR_PREFIX_SIZE], uint64_t gate)
{
    const uint32_t page_mask = ~(uint32_t)(LX_GATE_SIZE - 1);
    const struct sock_filter prefix[FLOOR_PREFIX_SIZE] = {
        LOAD(AT_ARCH),
        UNLESS(AUDIT_ARCH_X86_64, 5),
        LOAD(AT_IP_HIGH),
        UNLESS(gate >> 32, 3),
        LOAD(AT_IP_LOW),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, page_mask),
        JUMP_IF(gate & page_mask, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP),
    };

    memcpy(out, prefix, sizeof(prefix));
}

long floor_make(struct floor *floor, enum profile profile, uint64_t gate)
{
    long count;

    floor_put_prefix(floor->code, gate);
    count = floor_put_policy(floor->code + FLOOR_PREFIX_SIZE,
                             FLOOR_MAX - FLOOR_PREFIX_SIZE, profile);
    if (count < 0)
        return count;
    floor->count = (unsigned short)(FLOOR_PREFIX_SIZE + count);
    return 0;
}
