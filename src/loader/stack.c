/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stack.c - argc, argv, envp, auxv: finding and trimming them. */
#include "loader/stack.h"

#include <linux/auxvec.h>

void stack_find(uint64_t *sp, struct first_stack *stack)
{
    uint64_t *word = sp + 1 + sp[0] + 1;

    stack->argc = sp;
    stack->argv = (char **)(sp + 1);
    stack->envp = (char **)word;
    while (*word != 0)
        word++;
    stack->auxv = word + 1;
    for (word = stack->auxv; word[0] != AT_NULL; word += 2)
        ;
    stack->auxv_size = (size_t)(word + 2 - stack->auxv) * sizeof(*word);
}

void stack_drop_words(struct first_stack *stack, unsigned count)
{
    uint64_t argc = *stack->argc;

    stack->argc += count;
    stack->argv += count;
    *stack->argc = argc - count;
}

uint64_t auxv_get(const uint64_t *auxv, uint64_t type, uint64_t otherwise)
{
    for (; auxv[0] != AT_NULL; auxv += 2)
        if (auxv[0] == type)
            return auxv[1];
    return otherwise;
}

bool auxv_set(uint64_t *auxv, uint64_t type, uint64_t value)
{
    for (; auxv[0] != AT_NULL; auxv += 2) {
        if (auxv[0] == type) {
            auxv[1] = value;
            return true;
        }
    }
    return false;
}
