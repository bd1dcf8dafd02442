/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boot.h - what a new lxcore image is told, in words before the guest's argv.
 *
 * lxrun (once) and lxcore (at each guest exec) put BOOT_WORDS strings in front
 * of the guest's argument vector; the count is even, so that the new stack can
 * be used in place with its 16-byte alignment.
 *
 *     argv[0]   the record below, as fixed-width hexadecimal fields
 *     argv[1]   the name the guest sees as AT_EXECFN
 *     argv[2]…  the guest's own argv
 *
 * World   both.  The guest can forge these words by jumping into the gate; it
 *         then misleads only itself.
 */
#ifndef LXRUN_ABI_BOOT_H
#define LXRUN_ABI_BOOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define BOOT_WORDS 2
#define BOOT_FIELDS 9
#define BOOT_FIELD_DIGITS 16
#define BOOT_MAGIC 'x'
#define BOOT_STRING_SIZE (1 + BOOT_FIELDS * BOOT_FIELD_DIGITS + 1)

struct boot {
    uint64_t image_fd;    /* descriptor of the lxcore image; stays open */
    uint64_t target_fd;   /* the ELF file to load; closed once mapped */
    uint64_t ignored;     /* guest signals set to SIG_IGN, bit n-1 */
    uint64_t blocked;     /* guest's blocked signals, bit n-1 */
    uint64_t flags;       /* BOOT_… */
    uint64_t reserved_fd; /* first number of the range of own descriptors */
    uint64_t image_dev;   /* st_dev and st_ino of the image, to know it by */
    uint64_t image_ino;
    uint64_t pid; /* of the process; 0: to be asked for */
};

/* Bits of flags: be traced by the parent from the first instruction on. */
#define BOOT_TRACEME 1UL
/* The guest has set no_new_privs. */
#define BOOT_NO_NEW_PRIVS 2UL
/* …has a tracer. */
#define BOOT_TRACED 4UL
/* Every call is to trap, in this image and all that follow (--no-rewrite). */
#define BOOT_NO_REWRITE 8UL

/* The host has lxcore's filter for SECCOMP_RET_TRACE (seccomp/trace.h). */
#define BOOT_ASKS_TRACER 16UL
/* The process is to die with lxrun, of which the guest does not know. */
#define BOOT_TIED 32UL

/* How many descriptor numbers from reserved_fd on belong to lxcore: the image,
 * the program that runs and, where lxrun is told of things, the rings, a socket, and a
 * page for --verbose and --stats.
 * No more than must be, for the guest's own may reach this far. */
#define BOOT_RESERVED_FDS 2
#define BOOT_RESERVED_FDS_MOST 5
#define BOOT_PROGRAM_OFFSET 1
#define BOOT_TRACE_OFFSET 2
#define BOOT_CONTROL_OFFSET 3
#define BOOT_USAGE_OFFSET 4

/* Fields of boot.flags: a set of held signals (signal/held.h), bit by slot. */
#define BOOT_HELD_SHIFT 8
#define BOOT_HELD_MASK (7UL << BOOT_HELD_SHIFT)
/* The thread's ring (trace/ring.h), plus one; 0: none. */
#define BOOT_RING_SHIFT 12
#define BOOT_RING_MASK (0xfffffUL << BOOT_RING_SHIFT)
/* The descriptor of the guest's own filters (seccomp/carry.h), plus one; 0: none. */
#define BOOT_FILTERS_SHIFT 32
#define BOOT_FILTERS_MASK (~0UL << BOOT_FILTERS_SHIFT)
/* What is told to one image only. */
#define BOOT_ONCE \
    (BOOT_TRACEME | BOOT_NO_NEW_PRIVS | BOOT_TRACED | BOOT_ASKS_TRACER | BOOT_TIED | \
     BOOT_HELD_MASK | BOOT_RING_MASK | BOOT_FILTERS_MASK)
/* No number could be reserved (RLIMIT_NOFILE is tiny). */
#define BOOT_NO_FD UINT64_MAX

static inline void boot_put_field(char *out, uint64_t value)
{
    for (int digit = BOOT_FIELD_DIGITS - 1; digit >= 0; digit--) {
        out[digit] = "0123456789abcdef"[value & 15];
        value >>= 4;
    }
}

static inline void boot_encode(char out[BOOT_STRING_SIZE], const struct boot *boot)
{
    const uint64_t *fields = (const uint64_t *)boot;

    out[0] = BOOT_MAGIC;
    for (int i = 0; i < BOOT_FIELDS; i++)
        boot_put_field(out + 1 + i * BOOT_FIELD_DIGITS, fields[i]);
    out[BOOT_STRING_SIZE - 1] = '\0';
}

static inline bool boot_get_field(const char *in, uint64_t *value)
{
    *value = 0;
    for (int i = 0; i < BOOT_FIELD_DIGITS; i++) {
        char c = in[i];

        if (c >= '0' && c <= '9')
            *value = (*value << 4) | (uint64_t)(c - '0');
        else if (c >= 'a' && c <= 'f')
            *value = (*value << 4) | (uint64_t)(c - 'a' + 10);
        else
            return false;
    }
    return true;
}

/* False if `in` is not a record of exactly this form. */
static inline bool boot_decode(const char *in, struct boot *boot)
{
    uint64_t *fields = (uint64_t *)boot;

    if (in[0] != BOOT_MAGIC)
        return false;
    for (int i = 0; i < BOOT_FIELDS; i++)
        if (!boot_get_field(in + 1 + i * BOOT_FIELD_DIGITS, &fields[i]))
            return false;
    return in[BOOT_STRING_SIZE - 1] == '\0';
}

_Static_assert(sizeof(struct boot) == BOOT_FIELDS * sizeof(uint64_t), "boot has no gaps");

#endif
