/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Without CAP_SYS_ADMIN only no_new_privs gives the right to install a filter. */
#include "filters.h"

static void ordinary_user(void)
{
    struct sock_filter wrong[] = { RETURN(SECCOMP_RET_ALLOW), LOAD(nr) };

    if (getuid() == 0)
        CHECK_OK(setresuid(65534, 65534, 65534));
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
    CHECK_ERR(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77), EACCES);
    CHECK_ERR(install_code(0, wrong, 2), EACCES);
    CHECK_ERR(install_code(0, wrong, 0), EINVAL);
    CHECK_EQ(prctl(PR_GET_SECCOMP), 0);
    no_new_privs();
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    CHECK_ERR(syscall(SYS_getppid), 77);
}

static void administrator(void)
{
    CHECK_OK(filter_call(0, SYS_getppid, SECCOMP_RET_ERRNO | 77));
    CHECK_EQ(prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0), 0);
    CHECK_ERR(syscall(SYS_getppid), 77);
}

int main(void)
{
    CHECK_EQ(child_status(ordinary_user), EXITED(0));
    if (getuid() == 0)
        CHECK_EQ(child_status(administrator), EXITED(0));
    return passed();
}
