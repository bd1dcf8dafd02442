/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Bad pointers in path, argv, envp or inside them are EFAULT, and the caller
 * lives on (execve(2)).
 */
#include "check.h"

#define EXEC(path, argv, envp) syscall(SYS_execve, path, argv, envp)

int main(void)
{
    char *p = map_anon(2 * PAGE, PROT_READ | PROT_WRITE), **edge;
    char *good[] = { "x", NULL }, *bad_string[] = { "x", (char *)8, NULL };

    CHECK_OK(munmap(p + PAGE, PAGE));
    edge = (char **)(p + PAGE) - 2; /* no NULL before the end of the mapping */
    edge[0] = edge[1] = "x";
    memset(p, 'p', 100);
    p[PAGE - 17] = 'q';
    for (int i = 0; i < 5; i++) {
        CHECK_ERR(EXEC(8, good, NULL), EFAULT);
        CHECK_ERR(EXEC("/proc/self/exe", 8, NULL), EFAULT);
        CHECK_ERR(EXEC("/proc/self/exe", good, 8), EFAULT);
        CHECK_ERR(EXEC("/proc/self/exe", bad_string, NULL), EFAULT);
        CHECK_ERR(EXEC("/proc/self/exe", good, bad_string), EFAULT);
        CHECK_ERR(EXEC("/proc/self/exe", edge, NULL), EFAULT);
        CHECK_ERR(EXEC("/proc/self/exe", good, edge), EFAULT);
        CHECK_ERR(EXEC("/nowhere", 8, 8), ENOENT);
    }
    return passed();
}
