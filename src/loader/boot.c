/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * boot.c - from the first instruction of a new image to the guest's.
 *
 * World   lxcore, one thread, under the inherited filter; nothing of the guest
 *         runs yet.  What can go wrong here has been tried before the exec, so
 *         what does go wrong ends the process with a sentence.
 */
#include "abi/boot.h"
#include "abi/errno.h"
#include "abi/mman.h"
#include "arch/x86_64/gate.h"
#include "arch/x86_64/gs.h"
#include "arch/x86_64/patch.h"
#include "core/config.h"
#include "core/host.h"
#include "core/panic.h"
#include "core/runtime.h"
#include "core/string.h"
#include "core/usage.h"
#include "dispatch/fast.h"
#include "loader/elf_file.h"
#include "loader/elf_map.h"
#include "loader/identity.h"
#include "loader/randomness.h"
#include "loader/seal.h"
#include "loader/stack.h"
#include "mm/brk.h"
#include "ptrace/traceme.h"
#include "seccomp/carry.h"
#include "signal/action.h"
#include "task/area.h"
#include "trace/flight.h"
#include "trace/trace.h"

#include <linux/auxvec.h>
#include <linux/fcntl.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>

/* Where x86-64 Linux puts a position-independent program (ELF_ET_DYN_BASE). */
#define PROGRAM_BASE 0x555555554000UL
#define EXIT_CANNOT_RUN 126

struct lx_runtime lx HOT_DATA;

struct program {
    struct elf_file file;
    struct elf_place place;
    struct elf_file interpreter_file;
    struct elf_place interpreter;
    bool has_interpreter;
};

/* Called by lx_start. */
_Noreturn void boot_main(struct task *task, uint64_t *sp);

static void boot_runtime(struct task *task, const struct boot *boot)
{
    flight_begin(task);
    if (lx_config.kernel != 0)
        task->restrictions = TASK_HAS_OLD_KERNEL;
    lx.image_fd = boot->image_fd == BOOT_NO_FD ? -1 : (hostfd_t)boot->image_fd;
    lx.own_fd_count = lx_config.is_traced || lx_config.has_control || lx_config.has_usage ||
                              lx_config.tells_crashes ?
                          BOOT_RESERVED_FDS_MOST :
                          BOOT_RESERVED_FDS;
    lx.first_own_fd = boot->reserved_fd == BOOT_NO_FD ? UINT32_MAX - lx.own_fd_count :
                                                        (uint32_t)boot->reserved_fd;
    if (usage_begin())
        task->restrictions |= TASK_IS_NOTED;
    lx.image_dev = boot->image_dev;
    lx.image_ino = boot->image_ino;
    lx.flags = boot->flags & ~BOOT_ONCE;
    lx_is_traced = (boot->flags & (BOOT_TRACEME | BOOT_TRACED)) != 0;
}

/* The SIGSYS handler comes first: a thread without it dies of its first call.
 * Until then a signal finds its default action, as in a native exec. */
static void boot_signals(struct task *task, const struct boot *boot)
{
    task->tid = (int32_t)(boot->pid != 0 ? (long)boot->pid : host_gettid());
    task->tgid = task->tid;
    task->sighand = &area_of(task)->sighand;
    task->sigmask = boot->blocked;
    task->is_tied_to_lxrun = (boot->flags & BOOT_TIED) != 0;
    sighand_init(task->sighand, boot->ignored);
    if (unlikely(boot->flags & BOOT_HELD_MASK))
        sig_hold_slots(task, (boot->flags & BOOT_HELD_MASK) >> BOOT_HELD_SHIFT);
}

/* The exec of this image was let through by every filter, for lxrun had to make it; from
 * here on none is.  A guest cannot take a filter back. */
static void boot_refuse_exec(void)
{
    static struct sock_filter code[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execveat, 1, 0),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_execve, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = { .len = sizeof(code) / sizeof(code[0]),
                                        .filter = code };

    if (host_call3(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, HOST_POINTER(&program)) != 0)
        lx_refuse("the kernel does not let exec be refused", "", EXIT_CANNOT_RUN);
}

/* Not inlined, so that a static program's start does not touch the pages that
 * the path would skip. */
static __attribute__((noinline)) void open_interpreter(struct program *program,
                                                       const char *name)
{
    char path[LX_PATH_SIZE];
    long fd, err = elf_interpreter_path(&program->file, path, sizeof(path));

    if (err <= 0)
        lx_refuse("its program headers cannot be read", name, EXIT_CANNOT_RUN);
    fd = host_openat(AT_FDCWD, HOST_POINTER(path), O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0 || elf_read_head(&program->interpreter_file, (hostfd_t)fd) != 0 ||
        elf_check_interpreter(&program->interpreter_file) != 0)
        lx_refuse("its interpreter cannot be loaded", name, EXIT_CANNOT_RUN);
}

/* Without an interpreter a position-independent file is one itself (ld.so run
 * by name) or a static-pie: it goes where mmap(2) puts things. */
static void load_program(struct program *program, hostfd_t fd, const char *name,
                         const struct randomness *random)
{
    gaddr_t base = PROGRAM_BASE + random->program_pages * PAGE_SIZE;

    if (elf_read_head(&program->file, fd) != 0 || elf_check_program(&program->file) != 0)
        lx_refuse("it is no longer the program that it was", name, EXIT_CANNOT_RUN);
    program->has_interpreter = elf_has_interpreter(&program->file);
    if (program->has_interpreter)
        open_interpreter(program, name);
    if (elf_map(&program->file, program->has_interpreter ? base : 0, &program->place) !=
        0)
        lx_refuse("its segments cannot be mapped", name, EXIT_CANNOT_RUN);
    if (!program->has_interpreter)
        return;
    if (elf_map(&program->interpreter_file, 0, &program->interpreter) != 0)
        lx_refuse("its interpreter cannot be mapped", name, EXIT_CANNOT_RUN);
    host_close(program->interpreter_file.fd);
}

static gaddr_t heap_start(const struct program *program, const struct randomness *random)
{
    bool is_in_mmap_area =
        program->file.header.e_type == ET_DYN && !program->has_interpreter;
    gaddr_t start = is_in_mmap_area ? PROGRAM_BASE : program->place.end;

    return start + random->heap_pages * PAGE_SIZE;
}

static void fill_auxv(const struct program *program, struct first_stack *stack,
                      const char *name)
{
    uint64_t *auxv = stack->auxv;

    auxv_set(auxv, AT_PHDR, program->place.phdrs);
    auxv_set(auxv, AT_PHENT, sizeof(Elf64_Phdr));
    auxv_set(auxv, AT_PHNUM, program->file.header.e_phnum);
    auxv_set(auxv, AT_BASE, program->has_interpreter ? program->interpreter.bias : 0);
    auxv_set(auxv, AT_ENTRY, program->place.entry);
    auxv_set(auxv, AT_EXECFN, HOST_POINTER(name));
}

static void allow_exec_stack(uint64_t *sp)
{
    host_mprotect(page_down(HOST_POINTER(sp)), PAGE_SIZE,
                  PROT_READ | PROT_WRITE | PROT_EXEC | PROT_GROWSDOWN);
}

/* As the kernel starts a program: every register zero but two, and the vector
 * state, for want of a saved one, as after exec. */
static _Noreturn void enter_guest(struct task *task, gaddr_t sp, gaddr_t entry)
{
    struct sigframe frame = {
        .uc = {
            .flags = UC_SIGCONTEXT_SS | UC_STRICT_RESTORE_SS,
            .stack = task_host_stack(task),
            .mcontext = { .rsp = sp, .rip = entry, .cs = USER_CS, .ss = USER_DS },
            .sigmask = task_host_mask(task->sigmask),
        },
    };

    task->frame = &frame;
    gate_enter_guest(task, &frame);
}

/* For /proc/self/exe.  The next exec of this process closes it. */
static void keep_program(hostfd_t fd)
{
    if (lx.image_fd >= 0)
        host_dup3(fd, (hostfd_t)lx.first_own_fd + BOOT_PROGRAM_OFFSET, O_CLOEXEC);
    host_close(fd);
}

static bool may_rewrite(const struct first_stack *stack)
{
    return !(lx.flags & BOOT_NO_REWRITE) &&
           (auxv_get(stack->auxv, AT_HWCAP2, 0) & HWCAP2_FSGSBASE);
}

static void let_calls_be_fast(struct task *task)
{
    patch_begin();
    fast_prepare(task);
}

_Noreturn void boot_main(struct task *task, uint64_t *sp)
{
    struct program program;
    struct first_stack stack;
    struct randomness random;
    struct boot boot;
    const char *name;

    stack_find(sp, &stack);
    if (*stack.argc < BOOT_WORDS || !boot_decode(stack.argv[0], &boot))
        lx_refuse("this file is part of lxrun and does not run by itself; use lxrun",
                  "lxcore", EXIT_CANNOT_RUN);
    name = stack.argv[1];
    boot_runtime(task, &boot);
    boot_signals(task, &boot);
    if (lx_config.is_traced && !trace_begin(task, boot.flags, name))
        lx_refuse("there is no room for its trace (ulimit -v?)", name, EXIT_CANNOT_RUN);
    if (lx_config.is_sealed)
        seal_text();
    if (lx_config.is_exec_refused)
        boot_refuse_exec();
    if (carry_unpack(task, boot.flags) != 0)
        lx_refuse("its seccomp filters are lost", name, EXIT_CANNOT_RUN);
    random = randomness_draw(stack.auxv);
    load_program(&program, (hostfd_t)boot.target_fd, name, &random);
    stack_drop_words(&stack, BOOT_WORDS);
    name = stack_place_name(&stack, name);
    brk_init(heap_start(&program, &random));
    fill_auxv(&program, &stack, name);
    if (program.place.wants_exec_stack)
        allow_exec_stack(stack.argc);
    identity_assume(&program.place, &stack, name);
    keep_program((hostfd_t)boot.target_fd);
    if (boot.flags & BOOT_TRACEME)
        traceme_at_entry(task);
    /* Natively the kernel reads as much to start a program. */
    own_io_reset(task);
    if (may_rewrite(&stack))
        let_calls_be_fast(task);
    enter_guest(task, HOST_POINTER(stack.argc),
                program.has_interpreter ? program.interpreter.entry :
                                          program.place.entry);
}
