/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Dumpable, timer slack, no_new_privs and capability queries; unknown options
 * are EINVAL.
 */
#include <sys/prctl.h>

#include "check.h"

int main(void)
{
    CHECK_EQ(prctl(PR_GET_DUMPABLE), 1);
    CHECK_OK(prctl(PR_SET_DUMPABLE, 0));
    CHECK_EQ(prctl(PR_GET_DUMPABLE), 0);
    CHECK_OK(prctl(PR_SET_DUMPABLE, 1));
    CHECK_ERR(prctl(PR_SET_DUMPABLE, 7), EINVAL);
    CHECK_OK(prctl(PR_SET_TIMERSLACK, 12345));
    CHECK_EQ(prctl(PR_GET_TIMERSLACK), 12345);
    CHECK_OK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0));
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 1);
    CHECK_ERR(prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0), EINVAL);
    CHECK_ERR(prctl(PR_CAPBSET_READ, 1000), EINVAL);
    CHECK_ERR(prctl(123456, 0, 0, 0, 0), EINVAL);
    CHECK_OK(prctl(PR_SET_KEEPCAPS, 1));
    CHECK_EQ(prctl(PR_GET_KEEPCAPS), 1);
    return passed();
}
