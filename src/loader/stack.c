/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stack.c - argc, argv, envp, auxv: finding and trimming them. */
#include "loader/stack.h"

#include "core/string.h"

#include <linux/auxvec.h>

#define NAME_LIMIT 4096
#define SHORT_NAME 128

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

static void move_pointers(char **vector, ptrdiff_t by)
{
    for (; *vector != NULL; vector++)
        *vector += by;
}

/* One behind the other: our strings, the guest's, the path, eight zero bytes.  The
 * guest's may be moved over the name, so it is put aside in `copy`. */
static const char *place_name(struct first_stack *stack, char *path, const char *name,
                              size_t size, char *copy)
{
    char *strings = stack->argv[0];
    ptrdiff_t by = (ptrdiff_t)strlen(path) + 1 - (ptrdiff_t)size;

    memcpy(copy, name, size);
    memmove(strings + by, strings, (size_t)(path - strings));
    move_pointers(stack->argv, by);
    move_pointers(stack->envp, by);
    return memcpy(path + by, copy, size);
}

static __attribute__((noinline)) const char *place_long_name(struct first_stack *stack,
                                                             char *path, const char *name,
                                                             size_t size)
{
    char copy[NAME_LIMIT];

    return size > sizeof(copy) ? name : place_name(stack, path, name, size, copy);
}

/* Few names are so long that the start has to touch a page more for them. */
const char *stack_place_name(struct first_stack *stack, const char *name)
{
    char *path = (char *)(uintptr_t)auxv_get(stack->auxv, AT_EXECFN, 0);
    char copy[SHORT_NAME];
    size_t size = strlen(name) + 1;

    if (path == NULL)
        return name;
    if (size > sizeof(copy))
        return place_long_name(stack, path, name, size);
    return place_name(stack, path, name, size, copy);
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
