/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * bpf.c - the rules are those of bpf_check_classic() and seccomp_check_filter()
 * of the kernel; tests/unit/bpf_test.c asks the running kernel for each of them.
 */
#include "seccomp/bpf.h"

#include "core/string.h"

/* The subset of classic BPF that has a meaning without a packet. */
static bool is_allowed(uint16_t code)
{
    switch (code) {
    case BPF_LD | BPF_W | BPF_ABS:
    case BPF_LD | BPF_W | BPF_LEN:
    case BPF_LDX | BPF_W | BPF_LEN:
    case BPF_LD | BPF_IMM:
    case BPF_LDX | BPF_IMM:
    case BPF_LD | BPF_MEM:
    case BPF_LDX | BPF_MEM:
    case BPF_ST:
    case BPF_STX:
    case BPF_ALU | BPF_ADD | BPF_K:
    case BPF_ALU | BPF_ADD | BPF_X:
    case BPF_ALU | BPF_SUB | BPF_K:
    case BPF_ALU | BPF_SUB | BPF_X:
    case BPF_ALU | BPF_MUL | BPF_K:
    case BPF_ALU | BPF_MUL | BPF_X:
    case BPF_ALU | BPF_DIV | BPF_K:
    case BPF_ALU | BPF_DIV | BPF_X:
    case BPF_ALU | BPF_AND | BPF_K:
    case BPF_ALU | BPF_AND | BPF_X:
    case BPF_ALU | BPF_OR | BPF_K:
    case BPF_ALU | BPF_OR | BPF_X:
    case BPF_ALU | BPF_XOR | BPF_K:
    case BPF_ALU | BPF_XOR | BPF_X:
    case BPF_ALU | BPF_LSH | BPF_K:
    case BPF_ALU | BPF_LSH | BPF_X:
    case BPF_ALU | BPF_RSH | BPF_K:
    case BPF_ALU | BPF_RSH | BPF_X:
    case BPF_ALU | BPF_NEG:
    case BPF_JMP | BPF_JA:
    case BPF_JMP | BPF_JEQ | BPF_K:
    case BPF_JMP | BPF_JEQ | BPF_X:
    case BPF_JMP | BPF_JGT | BPF_K:
    case BPF_JMP | BPF_JGT | BPF_X:
    case BPF_JMP | BPF_JGE | BPF_K:
    case BPF_JMP | BPF_JGE | BPF_X:
    case BPF_JMP | BPF_JSET | BPF_K:
    case BPF_JMP | BPF_JSET | BPF_X:
    case BPF_RET | BPF_K:
    case BPF_RET | BPF_A:
    case BPF_MISC | BPF_TAX:
    case BPF_MISC | BPF_TXA:
        return true;
    default:
        return false;
    }
}

static bool is_conditional(const struct sock_filter *insn)
{
    return BPF_CLASS(insn->code) == BPF_JMP && BPF_OP(insn->code) != BPF_JA;
}

/* `left` instructions follow this one. */
static bool operand_is_valid(const struct sock_filter *insn, unsigned left)
{
    if (is_conditional(insn))
        return insn->jt < left && insn->jf < left;
    switch (insn->code) {
    case BPF_LD | BPF_W | BPF_ABS:
        return insn->k < sizeof(struct seccomp_data) && (insn->k & 3) == 0;
    case BPF_LD | BPF_MEM:
    case BPF_LDX | BPF_MEM:
    case BPF_ST:
    case BPF_STX:
        return insn->k < BPF_MEMWORDS;
    case BPF_ALU | BPF_DIV | BPF_K:
        return insn->k != 0;
    case BPF_ALU | BPF_LSH | BPF_K:
    case BPF_ALU | BPF_RSH | BPF_K:
        return insn->k < 32;
    case BPF_JMP | BPF_JA:
        return insn->k < left;
    default:
        return true;
    }
}

/* Which words of memory have been stored to, on every way to the instruction. */
static bool memory_is_valid(const struct sock_filter *insn, uint16_t *stored)
{
    uint16_t word = (uint16_t)(1U << (insn->k & (BPF_MEMWORDS - 1)));

    switch (insn->code) {
    case BPF_ST:
    case BPF_STX:
        *stored |= word;
        return true;
    case BPF_LD | BPF_MEM:
    case BPF_LDX | BPF_MEM:
        return (*stored & word) != 0;
    default:
        return true;
    }
}

/* Jumps lead forward only, so that one pass sees all ways to an instruction. */
static bool reads_what_it_has_stored(const struct sock_filter *code, unsigned count)
{
    uint16_t reaching[BPF_MAXINSNS];
    uint16_t stored = 0;

    memset(reaching, 0xff, count * sizeof(reaching[0]));
    for (unsigned pc = 0; pc < count; pc++) {
        const struct sock_filter *insn = &code[pc];

        stored &= reaching[pc];
        if (!memory_is_valid(insn, &stored))
            return false;
        if (BPF_CLASS(insn->code) != BPF_JMP)
            continue;
        if (is_conditional(insn)) {
            reaching[pc + 1 + insn->jt] &= stored;
            reaching[pc + 1 + insn->jf] &= stored;
        } else {
            reaching[pc + 1 + insn->k] &= stored;
        }
        stored = UINT16_MAX;
    }
    return true;
}

bool bpf_is_valid(const struct sock_filter *code, unsigned count)
{
    if (count == 0 || count > BPF_MAXINSNS || BPF_CLASS(code[count - 1].code) != BPF_RET)
        return false;
    for (unsigned pc = 0; pc < count; pc++)
        if (!is_allowed(code[pc].code) || !operand_is_valid(&code[pc], count - pc - 1))
            return false;
    return reads_what_it_has_stored(code, count);
}

/* bpf_convert_filter() of the kernel. */
#define PROLOGUE 3

static bool is_inverted_for_free(uint16_t code)
{
    return BPF_OP(code) == BPF_JEQ || BPF_OP(code) == BPF_JGT || BPF_OP(code) == BPF_JGE;
}

static unsigned translated_jump(const struct sock_filter *insn)
{
    unsigned count = 1;

    /* A constant is signed there, so that a large one takes a register. */
    if (BPF_SRC(insn->code) == BPF_K && (int32_t)insn->k < 0)
        count++;
    if (insn->jf != 0 && !(insn->jt == 0 && is_inverted_for_free(insn->code)))
        count++;
    return count;
}

unsigned bpf_translated_count(const struct sock_filter *code, unsigned count)
{
    unsigned sum = PROLOGUE;

    for (unsigned pc = 0; pc < count; pc++) {
        const struct sock_filter *insn = &code[pc];

        if (is_conditional(insn))
            sum += translated_jump(insn);
        else if (insn->code == (BPF_ALU | BPF_DIV | BPF_X))
            sum += 5;
        else if (insn->code == (BPF_RET | BPF_K))
            sum += 2;
        else
            sum += 1;
    }
    return sum;
}

static uint32_t load(const struct seccomp_data *data, uint32_t offset)
{
    uint32_t word;

    memcpy(&word, (const char *)data + offset, sizeof(word));
    return word;
}

static uint8_t distance(const struct sock_filter *insn, bool is_taken)
{
    return is_taken ? insn->jt : insn->jf;
}

/* Shift counts wrap as the processor's do; a division by zero ends the program
 * with 0, which kills. */
uint32_t bpf_run(const struct sock_filter *insn, const struct seccomp_data *data)
{
    uint32_t a = 0, x = 0, memory[BPF_MEMWORDS];

    for (;; insn++) {
        const uint32_t k = insn->k;

        switch (insn->code) {
        case BPF_LD | BPF_W | BPF_ABS: a = load(data, k); break;
        case BPF_LD | BPF_W | BPF_LEN: a = sizeof(*data); break;
        case BPF_LDX | BPF_W | BPF_LEN: x = sizeof(*data); break;
        case BPF_LD | BPF_IMM: a = k; break;
        case BPF_LDX | BPF_IMM: x = k; break;
        case BPF_LD | BPF_MEM: a = memory[k]; break;
        case BPF_LDX | BPF_MEM: x = memory[k]; break;
        case BPF_ST: memory[k] = a; break;
        case BPF_STX: memory[k] = x; break;
        case BPF_ALU | BPF_ADD | BPF_K: a += k; break;
        case BPF_ALU | BPF_ADD | BPF_X: a += x; break;
        case BPF_ALU | BPF_SUB | BPF_K: a -= k; break;
        case BPF_ALU | BPF_SUB | BPF_X: a -= x; break;
        case BPF_ALU | BPF_MUL | BPF_K: a *= k; break;
        case BPF_ALU | BPF_MUL | BPF_X: a *= x; break;
        case BPF_ALU | BPF_DIV | BPF_K: a /= k; break;
        case BPF_ALU | BPF_DIV | BPF_X:
            if (x == 0)
                return 0;
            a /= x;
            break;
        case BPF_ALU | BPF_AND | BPF_K: a &= k; break;
        case BPF_ALU | BPF_AND | BPF_X: a &= x; break;
        case BPF_ALU | BPF_OR | BPF_K: a |= k; break;
        case BPF_ALU | BPF_OR | BPF_X: a |= x; break;
        case BPF_ALU | BPF_XOR | BPF_K: a ^= k; break;
        case BPF_ALU | BPF_XOR | BPF_X: a ^= x; break;
        case BPF_ALU | BPF_LSH | BPF_K: a <<= k; break;
        case BPF_ALU | BPF_LSH | BPF_X: a <<= x & 31; break;
        case BPF_ALU | BPF_RSH | BPF_K: a >>= k; break;
        case BPF_ALU | BPF_RSH | BPF_X: a >>= x & 31; break;
        case BPF_ALU | BPF_NEG: a = -a; break;
        case BPF_JMP | BPF_JA: insn += k; break;
        case BPF_JMP | BPF_JEQ | BPF_K: insn += distance(insn, a == k); break;
        case BPF_JMP | BPF_JEQ | BPF_X: insn += distance(insn, a == x); break;
        case BPF_JMP | BPF_JGT | BPF_K: insn += distance(insn, a > k); break;
        case BPF_JMP | BPF_JGT | BPF_X: insn += distance(insn, a > x); break;
        case BPF_JMP | BPF_JGE | BPF_K: insn += distance(insn, a >= k); break;
        case BPF_JMP | BPF_JGE | BPF_X: insn += distance(insn, a >= x); break;
        case BPF_JMP | BPF_JSET | BPF_K: insn += distance(insn, (a & k) != 0); break;
        case BPF_JMP | BPF_JSET | BPF_X: insn += distance(insn, (a & x) != 0); break;
        case BPF_MISC | BPF_TAX: x = a; break;
        case BPF_MISC | BPF_TXA: a = x; break;
        case BPF_RET | BPF_A: return a;
        default: return k; /* BPF_RET | BPF_K: nothing else is left */
        }
    }
}
