/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gate_call.h - a system call made from lxcore's gate page.
 *
 * Once the floor is installed, a process can make no other.  The gate takes
 * its number and arguments in the registers that the kernel wants them in.
 */
#ifndef LXRUN_SUPERVISOR_GATE_CALL_H
#define LXRUN_SUPERVISOR_GATE_CALL_H

#include <stdint.h>

static inline long gate_call(uint64_t gate, long number, long a, const void *b,
                             const void *c, const void *d, long e)
{
    register const void *r10 __asm__("r10") = d;
    register long r8 __asm__("r8") = e;

    /* The call must not write to the red zone below the stack pointer. */
    __asm__ volatile("lea -128(%%rsp), %%rsp\n\t"
                     "call *%[gate]\n\t"
                     "lea 128(%%rsp), %%rsp"
                     : "+a"(number)
                     : [gate] "r"(gate), "D"(a), "S"(b), "d"(c), "r"(r10), "r"(r8)
                     : "rcx", "r11", "memory");
    return number;
}

#endif
