/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * argc, argv, envp and auxv lie in a row above an aligned stack pointer, the
 * path at the end.
 */
#include <sys/auxv.h>

#include "check.h"

int main(int argc, char **argv)
{
    long *words = (long *)argv - 1;
    char **env = argv + argc + 1, *end;
    unsigned long *auxv;
    int count = 0;

    CHECK_EQ((uintptr_t)words % 16, 0);
    CHECK_EQ(words[0], argc);
    CHECK_EQ(argv[argc], NULL);
    while (*env++ != NULL)
        count++;
    for (auxv = (unsigned long *)env; auxv[0] != AT_NULL; auxv += 2)
        if (auxv[0] != AT_HWCAP) /* glibc's own loader changes its copy */
            CHECK_EQ(getauxval(auxv[0]), auxv[1]);
    /* The strings: arguments, environment, the path, eight zero bytes, the stack's end. */
    end = argv[0];
    for (int i = 0; i < argc; i++) {
        CHECK_EQ(argv[i], end);
        end += strlen(end) + 1;
    }
    for (int i = 0; i < count; i++) {
        CHECK_EQ(argv[argc + 1 + i], end);
        end += strlen(end) + 1;
    }
    CHECK_EQ((char *)getauxval(AT_EXECFN), end);
    end += strlen(end) + 1;
    for (int i = 0; i < 8; i++)
        CHECK_EQ(end[i], 0);
    CHECK_EQ((uintptr_t)(end + 8) % PAGE, 0);
    return passed();
}
