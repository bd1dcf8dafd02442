/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A filter has at most 4096 instructions and all of a thread's 32768, each older
 * one counting four more; what a thread has used is free when it ends.
 */
#include "filters.h"

#define MOST 4096
#define TOTAL 32768

static struct sock_filter code[MOST];

static void fill(unsigned count, struct sock_filter insn)
{
    for (unsigned i = 0; i < count; i++)
        code[i] = insn;
    code[count - 1] = (struct sock_filter)RETURN(SECCOMP_RET_ALLOW);
}

/* What the kernel makes of a program has a prologue of three instructions, and
 * a return of a constant is two; the limit is one of that. */
static void fill_up(void)
{
    unsigned total = 0;

    fill(MOST, (struct sock_filter)BPF_STMT(BPF_LD | BPF_IMM, 0));
    for (; total + MOST + 4 <= TOTAL; total += MOST + 4 + 4)
        CHECK_OK(install_code(0, code, MOST));
    CHECK_ERR(install_code(0, code, MOST), ENOMEM);
    fill(TOTAL - total - 3, code[0]);
    CHECK_ERR(install_code(0, code, TOTAL - total - 3), ENOMEM);
    fill(TOTAL - total - 4, code[0]);
    CHECK_OK(install_code(0, code, TOTAL - total - 4));
    CHECK_ERR(install_code(0, code + TOTAL - total - 5, 1), ENOMEM);
}

/* A jump that is wanted both ways is two, a constant above 2^31 one more, and a
 * division looks for zero. */
static void weigh(struct sock_filter insn, unsigned weight)
{
    unsigned count = MOST / 5, total = 0;
    unsigned each = 3 + 2 + (count - 4) * weight + 2 + 2;

    fill(count, insn);
    code[0] = code[count - 1];
    code[count - 2] = code[count - 3] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_IMM, 0);
    for (; total + each <= TOTAL; total += each + 4)
        CHECK_OK(install_code(0, code, count));
    CHECK_ERR(install_code(0, code, count), ENOMEM);
}

static void weigh_jump_both_ways(void)
{
    weigh((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, 1, 1, 1), 2);
}

static void weigh_jump_on(void)
{
    weigh((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 1, 0, 1), 1);
}

static void weigh_jump_on_set(void)
{
    weigh((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, 1, 0, 1), 2);
}

static void weigh_large_constant(void)
{
    weigh((struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGT | BPF_K, 0x80000000, 1, 1), 3);
}

static void weigh_division(void)
{
    weigh((struct sock_filter)BPF_STMT(BPF_ALU | BPF_DIV | BPF_X, 0), 5);
}

static void *use_the_most(void *arg)
{
    fill_up();
    return arg;
}

int main(void)
{
    no_new_privs();
    CHECK_ERR(install_code(0, code, MOST + 1), EINVAL);
    CHECK_EQ(child_status(weigh_jump_both_ways), EXITED(0));
    CHECK_EQ(child_status(weigh_jump_on), EXITED(0));
    CHECK_EQ(child_status(weigh_jump_on_set), EXITED(0));
    CHECK_EQ(child_status(weigh_large_constant), EXITED(0));
    CHECK_EQ(child_status(weigh_division), EXITED(0));
    for (int i = 0; i < 100; i++)
        join_thread(start_thread(use_the_most, NULL));
    CHECK_EQ(child_status(fill_up), EXITED(0));
    fill_up();
    fill(5, code[0]);
    CHECK_ERR(install_code(0, code, 5), ENOMEM);
    return passed();
}
