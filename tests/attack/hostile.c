/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hostile.c - hostile NAME FILE SECRET PID PORT; hostile --list */
#include "hostile.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define IMAGE_ALIGNMENT (2UL << 20)
#define GATE_OFFSET 0x9000

struct target target;

/* lxcore's block of the thread, which lies in the image, is where GS points. */
uint64_t find_gate(void)
{
    uint64_t base, gate;

    __asm__ volatile("rdgsbase %0" : "=r"(base));
    if (base == 0)
        return 0;
    gate = (base & ~(IMAGE_ALIGNMENT - 1)) + GATE_OFFSET;
    /* syscall; jmp to where lxcore returns */
    return memcmp((const void *)(uintptr_t)gate, "\x0f\x05\xe9", 3) == 0 ? gate : 0;
}

static long call_at(uint64_t at, long number, const long a[6])
{
    register long r10 __asm__("r10") = a[3];
    register long r8 __asm__("r8") = a[4];
    register long r9 __asm__("r9") = a[5];

    if (at == 0)
        __asm__ volatile("syscall"
                         : "+a"(number)
                         : "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10), "r"(r8), "r"(r9)
                         : "rcx", "r11", "memory");
    else
        __asm__ volatile("lea -128(%%rsp), %%rsp\n\t"
                         "call *%[at]\n\t"
                         "lea 128(%%rsp), %%rsp"
                         : "+a"(number)
                         : [at] "b"(at), "D"(a[0]), "S"(a[1]), "d"(a[2]), "r"(r10),
                           "r"(r8), "r"(r9)
                         : "rcx", "r11", "memory");
    return number;
}

long gate(long number, ...)
{
    long arguments[6];
    va_list list;

    va_start(list, number);
    for (int i = 0; i < 6; i++)
        arguments[i] = va_arg(list, long);
    va_end(list);
    return call_at(find_gate(), number, arguments);
}

enum outcome refused(long result)
{
    return result < 0 ? CONTAINED : BROKE_OUT;
}

static const struct attack *const tables[] = { call_attacks, core_attacks, file_attacks,
                                               process_attacks };

#define TABLE_COUNT (sizeof(tables) / sizeof(tables[0]))

static int run(const char *name)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        for (const struct attack *attack = tables[i]; attack->name != NULL; attack++)
            if (strcmp(attack->name, name) == 0)
                return (int)attack->run();
    return COULD_NOT_TRY;
}

static int list(void)
{
    for (size_t i = 0; i < TABLE_COUNT; i++)
        for (const struct attack *attack = tables[i]; attack->name != NULL; attack++)
            puts(attack->name);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc == 2 && strcmp(argv[1], "--list") == 0)
        return list();
    if (argc != 6)
        return COULD_NOT_TRY;
    target = (struct target){ argv[2], argv[3], atoi(argv[4]), atoi(argv[5]) };
    return run(argv[1]);
}
