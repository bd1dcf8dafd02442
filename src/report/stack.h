/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * stack.h - from where a thread has come: the calls that have not returned, by libdw and
 * what files say of their code.
 *
 * World   lxrun, one thread at a time.
 * Limits  without libdw there is nothing; a frame whose file says nothing of itself is
 *         the last.
 */
#ifndef LXRUN_REPORT_STACK_H
#define LXRUN_REPORT_STACK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define STACK_REGISTERS 16
#define STACK_FRAMES_MOST 256

/* As DWARF numbers them (the psABI for x86-64). */
enum stack_register {
    STACK_RAX, STACK_RDX, STACK_RCX, STACK_RBX, STACK_RSI, STACK_RDI, STACK_RBP, STACK_RSP,
    STACK_R8, STACK_R9, STACK_R10, STACK_R11, STACK_R12, STACK_R13, STACK_R14, STACK_R15,
};

struct stack {
    /* The lines of /proc/PID/maps, or those of them about code. */
    const char *maps;
    size_t maps_size;
    uint64_t ip;
    uint64_t registers[STACK_REGISTERS]; /* what is not known is 0 */
    /* All of `size` bytes of the thread's memory, or false. */
    bool (*read)(const void *context, uint64_t address, void *to, size_t size);
    const void *context;
};

struct stack_frame {
    const char *file;
    const char *symbol; /* NULL: none is known */
    uint64_t offset;    /* from the symbol on */
    uint64_t place;     /* in the file */
    uint64_t address;
    const char *source; /* and the line in it; NULL: not known */
    int line;
};

/* Without the version that symbols of libraries have. */
static inline int stack_symbol_size(const struct stack_frame *frame)
{
    return (int)strcspn(frame->symbol, "@");
}

/* The innermost frame first.  How many there were. */
size_t stack_walk(const struct stack *stack,
                  void (*take)(void *to, const struct stack_frame *frame), void *to);

#endif
