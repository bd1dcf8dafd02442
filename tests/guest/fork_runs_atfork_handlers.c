/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glibc's atfork handlers run around fork: prepare in reverse order
 * (pthread_atfork(3)).
 */
#include "check.h"

static volatile char trail[16];
static volatile int length;

#define NOTE(name, letter) \
    static void name(void) \
    { \
        trail[length++] = letter; \
    }
NOTE(prepare_1, 'p')
NOTE(parent_1, 'q')
NOTE(child_1, 'c')
NOTE(prepare_2, 'P')
NOTE(parent_2, 'Q')
NOTE(child_2, 'C')

static void child(void)
{
    CHECK_STR((char *)trail, "PpcC");
}

int main(void)
{
    CHECK_EQ(pthread_atfork(prepare_1, parent_1, child_1), 0);
    CHECK_EQ(pthread_atfork(prepare_2, parent_2, child_2), 0);
    CHECK_EQ(child_status(child), EXITED(0));
    CHECK_STR((char *)trail, "PpqQ");
    return passed();
}
