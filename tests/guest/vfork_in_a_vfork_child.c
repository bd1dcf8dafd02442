/* SPDX-License-Identifier: GPL-2.0-or-later */
/* A vfork child may vfork again; each parent waits for its own child (vfork(2)). */
#include "check.h"

static volatile int order[4], count;

int main(void)
{
    volatile pid_t outer, inner;
    int status;

    for (volatile int i = 0; i < 10; i++) {
        count = 0;
        outer = vfork();
        CHECK_OK(outer);
        if (outer == 0) {
            inner = vfork();
            if (inner == 0) {
                order[count++] = 1;
                _exit(11);
            }
            order[count++] = 2;
            if (waitpid(inner, &status, 0) != inner || status != EXITED(11))
                _exit(1);
            _exit(12);
        }
        order[count++] = 3;
        CHECK_EQ(order[0] * 100 + order[1] * 10 + order[2], 123);
        CHECK_EQ(wait(&status) > 0, 1);
        CHECK_EQ(status, EXITED(12));
    }
    return passed();
}
