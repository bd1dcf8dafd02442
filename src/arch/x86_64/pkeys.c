/* SPDX-License-Identifier: GPL-2.0-or-later */
/* pkeys.c - see pkeys.h. */
#include "arch/x86_64/pkeys.h"

#define CPUID_XSTATE 0xd
#define XSTATE_PKRU 9

struct pkeys lx_pkeys HOT_DATA;

static uint32_t read_rights(void)
{
    uint32_t rights, zero;

    __asm__ volatile("rdpkru" : "=a"(rights), "=d"(zero) : "c"(0));
    return rights;
}

static void write_rights(uint32_t rights)
{
    __asm__ volatile("wrpkru" : : "a"(rights), "c"(0), "d"(0) : "memory");
}

/* Asked for only here: under a hypervisor the question takes its time. */
static uint32_t offset_of_rights(void)
{
    uint32_t size, offset, flags, zero;

    __asm__ volatile("cpuid"
                     : "=a"(size), "=b"(offset), "=c"(flags), "=d"(zero)
                     : "a"(CPUID_XSTATE), "c"(XSTATE_PKRU));
    return offset;
}

/* Nobody has taken the guest's rights yet: those in force are the initial ones. */
void pkeys_begin(void)
{
    if (lx_pkeys.offset != 0)
        return;
    lx_pkeys.initial = read_rights();
    __atomic_store_n(&lx_pkeys.offset, offset_of_rights(), __ATOMIC_RELEASE);
}

static uint32_t *saved_rights(struct fpstate *state)
{
    return (uint32_t *)(uintptr_t)((uint8_t *)state + lx_pkeys.offset);
}

static uint32_t rights_in(const struct fpstate *state)
{
    const uint8_t *at = (const uint8_t *)state + lx_pkeys.offset;

    /* What is not saved is as the processor starts: zero. */
    return state->xstate_bv & XFEATURE_PKRU ? *(const uint32_t *)(uintptr_t)at : 0;
}

static void save_rights(struct fpstate *state, uint32_t rights)
{
    *saved_rights(state) = rights;
    state->xstate_bv |= XFEATURE_PKRU;
}

void pkeys_load(const struct fpstate *state)
{
    write_rights(rights_in(state) & ~PKEY_RIGHTS);
}

void pkeys_set(struct fpstate *state, unsigned key, uint32_t rights)
{
    unsigned shift = key * PKEY_BITS;

    save_rights(state, (rights_in(state) & ~(PKEY_RIGHTS << shift)) | rights << shift);
}

void pkeys_reset(struct fpstate *state)
{
    if (pkeys_are_saved(state) && lx_pkeys.offset != 0)
        save_rights(state, lx_pkeys.initial);
}
