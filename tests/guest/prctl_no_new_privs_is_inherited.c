/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PR_SET_NO_NEW_PRIVS: its arguments, and who has it afterwards (prctl(2)). */
#include <sys/prctl.h>

#include "check.h"

static int get(void)
{
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0);
}

static void *in_thread(void *arg)
{
    (void)arg;
    CHECK_EQ(get(), 1);
    return NULL;
}

static void *set_in_thread(void *arg)
{
    (void)arg;
    CHECK_EQ(get(), 0);
    CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    CHECK_EQ(get(), 1);
    return NULL;
}

static void in_child(void)
{
    CHECK_EQ(get(), 1);
    execl("/proc/self/exe", "self", "inherited", NULL);
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "inherited") == 0)
        return get() == 1 ? 7 : 8;
    CHECK_EQ(get(), 0);
    CHECK_ERR(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL);
    CHECK_ERR(prctl(PR_SET_NO_NEW_PRIVS, 2, 0, 0, 0), EINVAL);
    CHECK_ERR(prctl(PR_SET_NO_NEW_PRIVS, 1, 1, 0, 0), EINVAL);
    CHECK_ERR(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 1), EINVAL);
    CHECK_ERR(prctl(PR_GET_NO_NEW_PRIVS, 1, 0, 0, 0), EINVAL);
    join_thread(start_thread(set_in_thread, NULL));
    CHECK_EQ(get(), 0);
    CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    CHECK_EQ(get(), 1);
    join_thread(start_thread(in_thread, NULL));
    CHECK_EQ(child_status(in_child), EXITED(7));
    return passed();
}
