/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The filter, instruction by instruction, and what it answers.
 *
 * The listing of the policy part is libseccomp's, and may change with it; what
 * it answers may not.
 */
#include <criterion/criterion.h>
#include <errno.h>
#include <linux/audit.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>

#include "abi/control.h"
#include "policy/floor.h"

#define GATE 0x681234567000UL
#define LISTING_SIZE 4096
#define X32_BIT 0x40000000

static struct floor made_floor;

static const struct floor *make_for(enum calls_base base, unsigned needs)
{
    const struct policy_calls calls = { .base = base, .needs = needs };

    cr_assert_eq(floor_make(&made_floor, &calls, GATE), 0);
    return &made_floor;
}

static const struct floor *make(void)
{
    return make_for(CALLS_UNSEEN, 0);
}

/* -- A small disassembler -- */

static int print_jump(char *out, size_t size, const struct sock_filter *at, int index)
{
    const char *test = BPF_OP(at->code) == BPF_JGE ? "jge" :
                       BPF_OP(at->code) == BPF_JGT ? "jgt" :
                                                     "jeq";

    return snprintf(out, size, "%s %#x, %d, %d\n", test, at->k, index + 1 + at->jt,
                    index + 1 + at->jf);
}

static int print_one(char *out, size_t size, const struct sock_filter *at, int index)
{
    switch (at->code) {
    case BPF_LD | BPF_W | BPF_ABS:
        return snprintf(out, size, "ld [%u]\n", at->k);
    case BPF_ALU | BPF_AND | BPF_K:
        return snprintf(out, size, "and %#x\n", at->k);
    case BPF_RET | BPF_K:
        return snprintf(out, size, "ret %#x\n", at->k);
    case BPF_JMP | BPF_JA:
        return snprintf(out, size, "ja %u\n", (unsigned)index + 1 + at->k);
    case BPF_JMP | BPF_JEQ | BPF_K:
    case BPF_JMP | BPF_JGE | BPF_K:
    case BPF_JMP | BPF_JGT | BPF_K:
        return print_jump(out, size, at, index);
    default:
        return snprintf(out, size, "? %#x\n", at->code);
    }
}

/* Jump targets are given as `jt, jf`, counted from the start of the filter. */
static const char *listing_of(const struct floor *floor, int from, int to)
{
    static char text[LISTING_SIZE];
    int used = 0;

    for (int i = from; i < to; i++)
        used += print_one(text + used, sizeof(text) - (size_t)used, &floor->code[i], i);
    return text;
}

Test(floor, begins_with_the_test_of_the_gate)
{
    cr_assert_str_eq(listing_of(make(), 0, FLOOR_PREFIX_SIZE),
                     "ld [12]\n" /* instruction pointer, high */
                     "jeq 0x6812, 2, 7\n"
                     "ld [8]\n"         /* and low */
                     "and 0xfffff000\n" /* its page */
                     "jeq 0x34567000, 5, 7\n"
                     "ld [4]\n"                 /* architecture */
                     "jeq 0xc000003e, 8, 7\n"   /* x86-64 */
                     "ret 0x30000\n"            /* SECCOMP_RET_TRAP */
                     "ld [0]\n"                 /* number */
                     "jge 0x40000000, 10, 12\n" /* x32 … */
                     "jeq 0xffffffff, 12, 11\n" /* … or -1 */
                     "ret 0x50026\n");          /* SECCOMP_RET_ERRNO, ENOSYS */
}

Test(floor, goes_on_with_the_policy_of_the_profile)
{
    const struct floor *floor = make();
    const struct scmp_version *version = seccomp_version();

    if (version->major != 2 || version->minor != 5)
        cr_skip_test("this listing is libseccomp 2.5's");
    cr_assert_str_eq(listing_of(floor, FLOOR_PREFIX_SIZE, floor->count),
                     "ld [0]\n"
                     "jeq 0x1ab, 17, 14\n" /* io_uring_register */
                     "jeq 0x1aa, 17, 15\n" /* io_uring_enter */
                     "jeq 0x1a9, 17, 16\n" /* io_uring_setup */
                     "ja 18\n"
                     "ret 0x50026\n"      /* SECCOMP_RET_ERRNO, ENOSYS */
                     "ret 0x7fff0000\n"); /* SECCOMP_RET_ALLOW */
}

/* -- What it answers -- */

static uint32_t word_at(const struct seccomp_data *data, uint32_t offset)
{
    uint32_t word;

    cr_assert_leq(offset + sizeof(word), sizeof(*data));
    memcpy(&word, (const char *)data + offset, sizeof(word));
    return word;
}

static uint32_t jump_of(const struct sock_filter *at, uint32_t accumulator)
{
    bool holds = accumulator == at->k;

    cr_assert_eq(BPF_CLASS(at->code), BPF_JMP);
    if (BPF_OP(at->code) == BPF_JA)
        return at->k;
    if (BPF_OP(at->code) == BPF_JGE)
        holds = accumulator >= at->k;
    else if (BPF_OP(at->code) == BPF_JGT)
        holds = accumulator > at->k;
    else if (BPF_OP(at->code) == BPF_JSET)
        holds = (accumulator & at->k) != 0;
    return holds ? at->jt : at->jf;
}

static uint32_t answer(const struct floor *floor, const struct seccomp_data *data)
{
    uint32_t accumulator = 0;

    for (unsigned i = 0; i < floor->count; i++) {
        const struct sock_filter *at = &floor->code[i];

        if (at->code == (BPF_RET | BPF_K))
            return at->k;
        if (at->code == (BPF_LD | BPF_W | BPF_ABS)) {
            accumulator = word_at(data, at->k);
        } else if (at->code == (BPF_ALU | BPF_AND | BPF_K)) {
            accumulator &= at->k;
        } else {
            i += jump_of(at, accumulator);
        }
    }
    cr_assert_fail("the filter has no end");
    return 0;
}

/* What the filter of a base and its needs answers to a call from the gate. */
static uint32_t answer_of(enum calls_base base, unsigned needs, int number,
                          uint64_t first, uint64_t second, uint64_t third)
{
    const struct seccomp_data data = {
        .nr = number,
        .arch = AUDIT_ARCH_X86_64,
        .instruction_pointer = GATE + 2,
        .args = { first, second, third },
    };

    return answer(make_for(base, needs), &data);
}

static uint32_t answer_to(int number, uint64_t from)
{
    const struct seccomp_data data = {
        .nr = number,
        .arch = AUDIT_ARCH_X86_64,
        .instruction_pointer = from,
    };

    return answer(make(), &data);
}

Test(floor, traps_what_is_not_made_from_the_gate)
{
    const uint64_t elsewhere[] = {
        0,
        2,
        0x401000,
        GATE - 1,
        GATE + 0x1000,
        GATE + (1UL << 32),
        GATE - (1UL << 32),
        (uint32_t)GATE,
        GATE | 1UL << 63,
        0xffffffffff600002,
        UINT64_MAX,
    };

    for (size_t i = 0; i < sizeof(elsewhere) / sizeof(elsewhere[0]); i++)
        cr_assert_eq(answer_to(SYS_getpid, elsewhere[i]), SECCOMP_RET_TRAP);
}

Test(floor, lets_through_what_is_made_from_the_gate)
{
    const uint64_t inside[] = { GATE, GATE + 2, GATE + 0x800, GATE + 0xfff };

    for (size_t i = 0; i < sizeof(inside) / sizeof(inside[0]); i++)
        cr_assert_eq(answer_to(SYS_getpid, inside[i]), SECCOMP_RET_ALLOW);
}

Test(floor, lets_through_every_number_of_this_kernel_but_io_uring)
{
    for (int number = 0; number < 512; number++) {
        bool is_unseen = number >= SYS_io_uring_setup && number <= SYS_io_uring_register;

        cr_assert_eq(answer_to(number, GATE + 2),
                     is_unseen ? (SECCOMP_RET_ERRNO | ENOSYS) : SECCOMP_RET_ALLOW);
    }
}

Test(floor, answers_numbers_of_x32_as_unknown)
{
    cr_assert_eq(answer_to(X32_BIT | SYS_getpid, GATE + 2), SECCOMP_RET_ERRNO | ENOSYS);
    cr_assert_eq(answer_to(X32_BIT | SYS_getpid, 0x401000), SECCOMP_RET_TRAP);
}

/* The prefix has asked them: a part whose beginning says something else keeps it. */
Test(floor, leaves_out_only_the_questions_that_it_has_asked)
{
    const struct sock_filter kills_others[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 4),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AUDIT_ARCH_X86_64, 0, 4),
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, 0),
        BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, X32_BIT, 0, 1),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, UINT32_MAX, 0, 2),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
    };
    const size_t count = sizeof(kills_others) / sizeof(kills_others[0]);

    floor_begin(&made_floor, GATE);
    cr_assert_eq(floor_add(&made_floor, kills_others, count), 0);
    cr_assert_eq(made_floor.count, FLOOR_PREFIX_SIZE + count);
    cr_assert_eq(floor_add(&made_floor, kills_others, 4), 0);
    cr_assert_eq(made_floor.count, FLOOR_PREFIX_SIZE + count + 4);
}

Test(floor, traps_other_architectures_even_from_the_gate)
{
    const uint32_t others[] = { AUDIT_ARCH_I386, AUDIT_ARCH_AARCH64, 0 };

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
        const struct seccomp_data data = {
            .arch = others[i],
            .instruction_pointer = GATE,
        };

        cr_assert_eq(answer(make(), &data), SECCOMP_RET_TRAP);
    }
}

Test(floor, never_kills)
{
    const struct floor *floor = make();

    for (unsigned i = 0; i < floor->count; i++)
        if (floor->code[i].code == (BPF_RET | BPF_K))
            cr_assert_neq(floor->code[i].k & 0x80000000, 0x80000000);
}

/* -- The built-in parts -- */

#define ALLOW SECCOMP_RET_ALLOW
/* Marked, unless it is what a libc falls back on. */
#define REFUSE(error) \
    (SECCOMP_RET_ERRNO | ((error) == ENOSYS ? ENOSYS : CONTROL_REFUSED + (error)))
#define HIGH_GARBAGE (0xdeadUL << 32)

Test(floor, of_the_default_refuses_what_no_contained_program_needs)
{
    const int refused[] = {
        SYS_bpf,
        SYS_mount,
        SYS_umount2,
        SYS_pivot_root,
        SYS_fsopen,
        SYS_open_tree,
        SYS_move_mount,
        SYS_mount_setattr,
        SYS_kexec_load,
        SYS_kexec_file_load,
        SYS_init_module,
        SYS_finit_module,
        SYS_delete_module,
        SYS_keyctl,
        SYS_add_key,
        SYS_request_key,
        SYS_perf_event_open,
        SYS_userfaultfd,
        SYS_open_by_handle_at,
        SYS_swapon,
        SYS_reboot,
        SYS_settimeofday,
        SYS_acct,
        SYS_quotactl,
        SYS_iopl,
        SYS_ioperm,
        SYS_setns,
        SYS_syslog,
        SYS_fanotify_init,
    };

    for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
        cr_assert_eq(answer_of(CALLS_DEFAULT, 0, refused[i], 0, 0, 0), REFUSE(EPERM));
        cr_assert_eq(answer_of(CALLS_UNSEEN, 0, refused[i], 0, 0, 0), ALLOW);
    }
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_io_uring_setup, 0, 0, 0),
                 REFUSE(ENOSYS));
}

Test(floor, of_the_default_lets_through_what_lxcore_and_programs_live_on)
{
    const int allowed[] = {
        SYS_read,         SYS_openat,           SYS_mmap,
        SYS_rt_sigreturn, SYS_rt_sigprocmask,   SYS_futex,
        SYS_execveat,     SYS_memfd_create,     SYS_prctl,
        SYS_arch_prctl,   SYS_membarrier,       SYS_seccomp,
        SYS_ptrace,       SYS_process_vm_readv, SYS_exit_group,
        SYS_sigaltstack,
    };

    for (size_t i = 0; i < sizeof(allowed) / sizeof(allowed[0]); i++)
        cr_assert_eq(answer_of(CALLS_DEFAULT, 0, allowed[i], 0, 0, 0), ALLOW);
}

Test(floor, compares_arguments_of_32_bits_by_their_lower_half)
{
    const uint64_t tiocsti = 0x5412, tioclinux = 0x541c, tcgets = 0x5401;

    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_ioctl, 0, tiocsti, 0), REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_ioctl, 0, HIGH_GARBAGE | tiocsti, 0),
                 REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_ioctl, 0, HIGH_GARBAGE | tioclinux, 0),
                 REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_ioctl, 0, tcgets, 0), ALLOW);
}

Test(floor, refuses_every_new_namespace_unless_they_may_be_made)
{
    const uint64_t sigchld = 17, threads = 0x3d0f00, new_user = 0x10000000;

    for (uint64_t flag = 0x02000000; flag <= 0x40000000; flag <<= 1) {
        cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_clone, flag | sigchld, 0, 0),
                     REFUSE(EPERM));
        cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_unshare, flag | new_user, 0, 0),
                     REFUSE(EPERM));
    }
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_clone, sigchld, 0, 0), ALLOW);
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_clone, threads, 0, 0), ALLOW);
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_clone3, 0, 88, 0), REFUSE(ENOSYS));
    cr_assert_eq(answer_of(CALLS_DEFAULT, CALLS_USERNS, SYS_unshare, new_user, 0, 0),
                 ALLOW);
    cr_assert_eq(answer_of(CALLS_DEFAULT, CALLS_USERNS, SYS_clone3, 0, 88, 0), ALLOW);
}

Test(floor, refuses_a_persona_that_makes_data_executable)
{
    const uint64_t read_implies_exec = 0x0400000, no_randomize = 0x0040000;

    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_personality, read_implies_exec, 0, 0),
                 REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_personality, 0xfffffffe, 0, 0),
                 REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_personality, 0xffffffff, 0, 0), ALLOW);
    cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_personality, no_randomize, 0, 0), ALLOW);
}

Test(floor, knows_the_families_of_sockets_that_a_namespace_confines)
{
    for (uint64_t family = 0; family < 64; family++) {
        bool is_confined =
            family <= 2 || family == 10 || family == 16 || family == 17 || family == 38;

        cr_assert_eq(answer_of(CALLS_DEFAULT, 0, SYS_socket, HIGH_GARBAGE | family, 1, 0),
                     is_confined ? ALLOW : REFUSE(EAFNOSUPPORT), "family %lu", family);
        cr_assert_eq(answer_of(CALLS_UNSEEN, CALLS_NO_INET, SYS_socket, family, 1, 0),
                     family == 1 ? ALLOW : REFUSE(EACCES), "family %lu", family);
    }
}

Test(floor, lets_a_call_through_only_if_every_part_does)
{
    const unsigned needs =
        CALLS_NO_INET | CALLS_NO_OUTSIDE | CALLS_NO_OTHERS | CALLS_NO_IPC;

    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_socket, 1, 1, 0), REFUSE(EACCES));
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_socketpair, 1, 1, 0), ALLOW);
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_socketpair, 1, 0x80002, 0),
                 REFUSE(EACCES));
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_ptrace, 0, 0, 0), REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_shmget, 0, 0, 0), REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_prlimit64, 1, 0, 0), ALLOW);
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_prlimit64, 1, 0, 4096),
                 REFUSE(EPERM));
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_prlimit64, 0, 0, 4096), ALLOW);
    cr_assert_eq(answer_of(CALLS_STRICT, needs, SYS_read, 0, 0, 0), ALLOW);
}

Test(floor, with_everything_in_it_has_room_and_never_kills)
{
    const struct floor *floor = make_for(CALLS_STRICT, ~0U);

    cr_assert_lt(floor->count, 512);
    for (unsigned i = 0; i < floor->count; i++)
        if (floor->code[i].code == (BPF_RET | BPF_K))
            cr_assert(floor->code[i].k == ALLOW || floor->code[i].k == SECCOMP_RET_TRAP ||
                      (floor->code[i].k & 0xffff0000) == SECCOMP_RET_ERRNO);
}
