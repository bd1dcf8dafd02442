/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * randomness.c - see randomness.h.
 *
 * The kernel has just drawn 16 bytes for the new image (AT_RANDOM) and a place for
 * its stack: asking it again would be two calls in every exec.  The guest makes
 * secrets of those bytes (its stack canary is one), and places are seen by many, so
 * between the two stands a keyed hash: SipHash-2-4 of a constant, with the bytes as
 * the key.
 */
#include "loader/randomness.h"

#include "core/string.h"
#include "loader/stack.h"

#include <linux/auxvec.h>

/* Where stacks end that are not randomised: the end of user space. */
#define STACK_END 0x7ffffffff000UL
#define PROGRAM_RANDOM_PAGES (1UL << 28)
#define HEAP_RANDOM_PAGES (0x2000000UL / PAGE_SIZE)
#define HASHED 0x6c78636f72653031UL

struct siphash {
    uint64_t v[4];
};

static inline uint64_t rotate(uint64_t word, int bits)
{
    return word << bits | word >> (64 - bits);
}

static void mix(struct siphash *hash, int rounds)
{
    uint64_t *v = hash->v;

    while (rounds-- > 0) {
        v[0] += v[1];
        v[2] += v[3];
        v[1] = rotate(v[1], 13) ^ v[0];
        v[3] = rotate(v[3], 16) ^ v[2];
        v[0] = rotate(v[0], 32) + v[3];
        v[2] += v[1];
        v[1] = rotate(v[1], 17) ^ v[2];
        v[3] = rotate(v[3], 21) ^ v[0];
        v[2] = rotate(v[2], 32);
    }
}

static void absorb(struct siphash *hash, uint64_t word)
{
    hash->v[3] ^= word;
    mix(hash, 2);
    hash->v[0] ^= word;
}

/* Of the eight bytes of HASHED, and the last word, which says that they are eight. */
static uint64_t hash_with(const uint64_t key[2])
{
    struct siphash hash = { { key[0] ^ 0x736f6d6570736575UL, key[1] ^ 0x646f72616e646f6dUL,
                              key[0] ^ 0x6c7967656e657261UL, key[1] ^ 0x7465646279746573UL } };

    absorb(&hash, HASHED);
    absorb(&hash, 8UL << 56);
    hash.v[2] ^= 0xff;
    mix(&hash, 4);
    return hash.v[0] ^ hash.v[1] ^ hash.v[2] ^ hash.v[3];
}

/* The name of the executed file is the last string of the stack, and a word of
 * zeroes follows it.  That a stack is drawn to lie where it lies otherwise happens
 * once in four million times. */
static bool is_randomized(const uint64_t *auxv)
{
    const char *name = (const char *)(uintptr_t)auxv_get(auxv, AT_EXECFN, 0);

    return name == NULL ||
           (uint64_t)(uintptr_t)name + strlen(name) + 1 + sizeof(uint64_t) != STACK_END;
}

struct randomness randomness_draw(const uint64_t *auxv)
{
    const void *drawn = (const void *)(uintptr_t)auxv_get(auxv, AT_RANDOM, 0);
    uint64_t key[2], hash;

    if (drawn == NULL || !is_randomized(auxv))
        return (struct randomness){ 0, 0 };
    memcpy(key, drawn, sizeof(key));
    hash = hash_with(key);
    return (struct randomness){ .program_pages = hash % PROGRAM_RANDOM_PAGES,
                                .heap_pages = (hash >> 32) % HEAP_RANDOM_PAGES };
}
