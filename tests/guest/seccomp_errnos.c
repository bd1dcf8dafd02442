/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What seccomp(2) and prctl(PR_SET_SECCOMP) refuse, and how. */
#include "filters.h"

static char *bad;

static void arguments(void)
{
    struct sock_filter allow[] = { RETURN(SECCOMP_RET_ALLOW) };
    struct sock_fprog none = { 0, allow }, big = { 4097, allow }, nowhere = { 1, NULL };
    struct sock_fprog unreadable = { 1, (struct sock_filter *)bad };
    unsigned action = SECCOMP_RET_TRAP;

    CHECK_ERR(seccomp_call(99, 0, NULL), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_STRICT, 1, NULL), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_STRICT, 0, &none), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 1U << 20, &none), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 1U << 20, bad), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 0, NULL), EFAULT);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 0, bad), EFAULT);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 0, &none), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 0, &big), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 0, &nowhere), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_SET_MODE_FILTER, 0, &unreadable), EFAULT);
    CHECK_ERR(prctl(PR_SET_SECCOMP, 0, 0, 0, 0), EINVAL);
    CHECK_ERR(prctl(PR_SET_SECCOMP, 3, 0, 0, 0), EINVAL);
    CHECK_ERR(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL), EFAULT);
    CHECK_OK(seccomp_call(SECCOMP_GET_ACTION_AVAIL, 0, &action));
    action = 0x12340000;
    CHECK_ERR(seccomp_call(SECCOMP_GET_ACTION_AVAIL, 0, &action), EOPNOTSUPP);
    CHECK_ERR(seccomp_call(SECCOMP_GET_ACTION_AVAIL, 1, &action), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_GET_ACTION_AVAIL, 0, bad), EFAULT);
    CHECK_ERR(seccomp_call(SECCOMP_GET_NOTIF_SIZES, 1, NULL), EINVAL);
    CHECK_ERR(seccomp_call(SECCOMP_GET_NOTIF_SIZES, 0, NULL), EFAULT);
}

/* One instruction that is wrong, before a right end. */
static void refuse(unsigned short code, unsigned char jt, unsigned char jf, unsigned k)
{
    struct sock_filter program[] = { { code, jt, jf, k }, RETURN(SECCOMP_RET_ALLOW) };

    CHECK_ERR(install_code(0, program, 2), EINVAL);
}

static void programs(void)
{
    struct sock_filter endless[] = { LOAD(nr) };
    struct sock_filter maybe_unset[] = {
        LOAD(nr),
        UNLESS(1, 1),
        BPF_STMT(BPF_ST, 3),
        BPF_STMT(BPF_LD | BPF_MEM, 3),
        RETURN(SECCOMP_RET_ALLOW),
    };

    refuse(0xffff, 0, 0, 0);
    refuse(BPF_LD | BPF_W | BPF_ABS, 0, 0, 1);
    refuse(BPF_LD | BPF_W | BPF_ABS, 0, 0, sizeof(struct seccomp_data));
    refuse(BPF_LD | BPF_H | BPF_ABS, 0, 0, 0);
    refuse(BPF_LD | BPF_W | BPF_IND, 0, 0, 0);
    refuse(BPF_ALU | BPF_DIV | BPF_K, 0, 0, 0);
    refuse(BPF_ALU | BPF_MOD | BPF_K, 0, 0, 3);
    refuse(BPF_ALU | BPF_LSH | BPF_K, 0, 0, 32);
    refuse(BPF_ST, 0, 0, 16);
    refuse(BPF_LD | BPF_MEM, 0, 0, 0);
    refuse(BPF_JMP | BPF_JA, 0, 0, 1);
    refuse(BPF_JMP | BPF_JA, 0, 0, ~0U);
    refuse(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, 0);
    refuse(BPF_JMP | BPF_JEQ | BPF_K, 0, 1, 0);
    CHECK_ERR(install_code(0, endless, 1), EINVAL);
    CHECK_ERR(install_code(0, maybe_unset, COUNT(maybe_unset)), EINVAL);
}

int main(void)
{
    bad = map_anon(PAGE, PROT_NONE);
    no_new_privs();
    arguments();
    programs();
    CHECK_EQ(prctl(PR_GET_SECCOMP), 0);
    return passed();
}
