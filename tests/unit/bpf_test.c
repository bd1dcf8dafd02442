/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bpf_test.c - random programs, judged and run by lxcore and by the kernel.
 *
 * The kernel says whether it takes a program without installing it: where there
 * is no descriptor left for a listener, a right one fails with EMFILE.  What a
 * program returns is seen by making a call under it.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <linux/audit.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "seccomp/bpf.h"

#define CALL 0x12340 /* no call has this number or the two behind it */
#define PARTS 3
#define PART_BITS 11
#define BODY_MOST 30
#define JUMP_MOST 4

static uint64_t state = 1;

static uint32_t draw(uint32_t below)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return (uint32_t)(state >> 16) % below;
}

static const uint16_t codes[] = {
    BPF_LD | BPF_W | BPF_ABS,  BPF_LD | BPF_W | BPF_LEN,  BPF_LDX | BPF_W | BPF_LEN,
    BPF_LD | BPF_IMM,          BPF_LDX | BPF_IMM,         BPF_LD | BPF_MEM,
    BPF_LDX | BPF_MEM,         BPF_ST,                    BPF_STX,
    BPF_ALU | BPF_ADD | BPF_K, BPF_ALU | BPF_ADD | BPF_X, BPF_ALU | BPF_SUB | BPF_K,
    BPF_ALU | BPF_SUB | BPF_X, BPF_ALU | BPF_MUL | BPF_K, BPF_ALU | BPF_MUL | BPF_X,
    BPF_ALU | BPF_DIV | BPF_K, BPF_ALU | BPF_DIV | BPF_X, BPF_ALU | BPF_AND | BPF_K,
    BPF_ALU | BPF_AND | BPF_X, BPF_ALU | BPF_OR | BPF_K,  BPF_ALU | BPF_OR | BPF_X,
    BPF_ALU | BPF_XOR | BPF_K, BPF_ALU | BPF_XOR | BPF_X, BPF_ALU | BPF_LSH | BPF_K,
    BPF_ALU | BPF_LSH | BPF_X, BPF_ALU | BPF_RSH | BPF_K, BPF_ALU | BPF_RSH | BPF_X,
    BPF_ALU | BPF_NEG,         BPF_MISC | BPF_TAX,        BPF_MISC | BPF_TXA,
    BPF_JMP | BPF_JA,          BPF_JMP | BPF_JEQ | BPF_K, BPF_JMP | BPF_JEQ | BPF_X,
    BPF_JMP | BPF_JGT | BPF_K, BPF_JMP | BPF_JGT | BPF_X, BPF_JMP | BPF_JGE | BPF_K,
    BPF_JMP | BPF_JGE | BPF_X, BPF_JMP | BPF_JSET | BPF_K, BPF_JMP | BPF_JSET | BPF_X,
    BPF_RET | BPF_K,           BPF_RET | BPF_A,
};
#define CODES (sizeof(codes) / sizeof(codes[0]))

static const uint32_t constants[] = { 0, 1, 2, 3, 7, 15, 16, 31, 32, 60, 63, 64, 0xffff,
                                      0x7fffffff, 0x80000000, 0xfffff000, 0xffffffff };
#define CONSTANTS (sizeof(constants) / sizeof(constants[0]))

/* Mostly right, so that programs of some length have a chance. */
static struct sock_filter draw_instruction(void)
{
    struct sock_filter insn = {
        .code = codes[draw(CODES)],
        .jt = (uint8_t)draw(JUMP_MOST),
        .jf = (uint8_t)draw(JUMP_MOST),
        .k = constants[draw(CONSTANTS)],
    };

    if (draw(40) == 0)
        insn.code = (uint16_t)draw(0x200);
    if (insn.code == (BPF_LD | BPF_W | BPF_ABS) && draw(10) != 0)
        insn.k = 4 * draw(16);
    if (BPF_CLASS(insn.code) == BPF_JMP && BPF_OP(insn.code) == BPF_JA)
        insn.k = draw(3);
    return insn;
}

static long install(unsigned flags, struct sock_filter *code, unsigned count)
{
    struct sock_fprog program = { (unsigned short)count, code };

    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, flags, &program);
}

static bool kernel_takes(struct sock_filter *code, unsigned count)
{
    struct rlimit limit, none;
    long result;
    int error;

    getrlimit(RLIMIT_NOFILE, &limit);
    none = (struct rlimit){ 0, limit.rlim_max };
    setrlimit(RLIMIT_NOFILE, &none);
    result = install(SECCOMP_FILTER_FLAG_NEW_LISTENER, code, count);
    error = errno;
    setrlimit(RLIMIT_NOFILE, &limit);
    cr_assert_eq(result, -1);
    cr_assert(error == EMFILE || error == EINVAL, "errno %d", error);
    return error == EMFILE;
}

Test(bpf, takes_what_the_kernel_takes)
{
    struct sock_filter code[40];
    unsigned right = 0, wrong = 0;

    cr_assert_eq(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0), 0);
    for (int round = 0; round < 100000; round++) {
        unsigned count = 1 + draw(draw(10) == 0 ? 40 : 6);
        bool is_valid;

        for (unsigned i = 0; i < count; i++)
            code[i] = draw_instruction();
        if (draw(4) != 0)
            code[count - 1].code = BPF_RET | BPF_K;
        is_valid = kernel_takes(code, count);
        right += is_valid;
        wrong += !is_valid;
        cr_assert_eq(bpf_is_valid(code, count), is_valid, "round %d, %u instructions", round,
                     count);
    }
    cr_assert(right > 1000 && wrong > 1000, "%u right, %u wrong", right, wrong);
}

Test(bpf, takes_no_empty_and_no_endless_program)
{
    static struct sock_filter code[BPF_MAXINSNS + 1];

    for (unsigned i = 0; i <= BPF_MAXINSNS; i++)
        code[i].code = BPF_RET | BPF_K;
    cr_assert(!bpf_is_valid(code, 0));
    cr_assert(bpf_is_valid(code, 1));
    cr_assert(bpf_is_valid(code, BPF_MAXINSNS));
    cr_assert(!bpf_is_valid(code, BPF_MAXINSNS + 1));
}

/* A body for the call CALL + part, whose result is a part of the accumulator. */
static unsigned make_program(struct sock_filter *code, const struct sock_filter *body,
                             unsigned count, unsigned part)
{
    const struct sock_filter head[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, CALL + part, 1, 0),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_LD | BPF_IMM, 0),
    };
    const struct sock_filter tail[] = {
        BPF_STMT(BPF_ALU | BPF_RSH | BPF_K, part * PART_BITS),
        BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (1U << PART_BITS) - 1),
        BPF_STMT(BPF_ALU | BPF_OR | BPF_K, SECCOMP_RET_ERRNO),
        BPF_STMT(BPF_RET | BPF_A, 0),
    };

    memcpy(code, head, sizeof(head));
    memcpy(code + 4, body, count * sizeof(*body));
    memcpy(code + 4 + count, tail, sizeof(tail));
    return 8 + count;
}

/* Behind it there is room for the longest jump out of it. */
static unsigned draw_body(struct sock_filter *body)
{
    const struct sock_filter nothing = BPF_STMT(BPF_ALU | BPF_ADD | BPF_K, 0);
    unsigned count = 1 + draw(BODY_MOST);

    for (unsigned i = 0; i < count; i++) {
        do
            body[i] = draw_instruction();
        while (BPF_CLASS(body[i].code) == BPF_RET ||
               /* Number and address are not the same for all parts. */
               (BPF_MODE(body[i].code) == BPF_ABS && body[i].k < 16 && body[i].k != 4));
    }
    for (unsigned i = 0; i < JUMP_MOST; i++)
        body[count + i] = nothing;
    return count + JUMP_MOST;
}

/* In a process of its own: the errno of each call, or no return. */
static void make_calls(struct sock_filter code[PARTS][64], unsigned count,
                       const __u64 args[6], int *answers)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        _exit(1);
    for (unsigned part = 0; part < PARTS; part++)
        if (install(0, code[part], count) != 0)
            _exit(2);
    for (unsigned part = 0; part < PARTS; part++) {
        errno = 0;
        syscall(CALL + part, args[0], args[1], args[2], args[3], args[4], args[5]);
        answers[part] = errno;
    }
    _exit(0);
}

static void compare(struct sock_filter code[PARTS][64], unsigned count, int *answers)
{
    struct seccomp_data data = { .arch = AUDIT_ARCH_X86_64 };
    int status;
    pid_t pid;

    for (int i = 0; i < 6; i++)
        data.args[i] = (uint64_t)draw(UINT32_MAX) << 32 | constants[draw(CONSTANTS)];
    pid = fork();
    cr_assert(pid >= 0);
    if (pid == 0)
        make_calls(code, count, data.args, answers);
    cr_assert_eq(waitpid(pid, &status, 0), pid);
    for (unsigned part = 0; part < PARTS; part++) {
        uint32_t verdict;

        data.nr = (int)(CALL + part);
        verdict = bpf_run(code[part], &data);
        if (verdict == 0) {
            cr_assert(WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS, "%x", status);
            return;
        }
        cr_assert_eq(verdict & SECCOMP_RET_ACTION_FULL, SECCOMP_RET_ERRNO);
        cr_assert_eq(status, 0);
        cr_assert_eq((int)(verdict & SECCOMP_RET_DATA), answers[part]);
    }
}

Test(bpf, returns_what_the_kernel_returns)
{
    struct sock_filter body[BODY_MOST + JUMP_MOST], code[PARTS][64];
    int *answers = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    unsigned compared = 0;

    cr_assert_neq(answers, MAP_FAILED);
    while (compared < 500) {
        unsigned count = draw_body(body), size = 0;

        for (unsigned part = 0; part < PARTS; part++)
            size = make_program(code[part], body, count, part);
        if (!bpf_is_valid(code[0], size))
            continue;
        compare(code, size, answers);
        compared++;
    }
}
