/* SPDX-License-Identifier: GPL-2.0-or-later */
/* exec.c - the host exec of the lxcore image on behalf of the guest. */
#include "task/exec.h"

#include "abi/boot.h"
#include "abi/errno.h"
#include "abi/mman.h"
#include "abi/signal.h"
#include "core/guest.h"
#include "core/host.h"
#include "core/own_fds.h"
#include "core/string.h"
#include "ptrace/traceme.h"
#include "seccomp/carry.h"
#include "signal/action.h"
#include "signal/held.h"
#include "task/task.h"
#include "trace/trace.h"

#include <linux/fcntl.h>

#define ARGV_ON_STACK 512
/* Words of ours, of scripts (two a level and the name), an empty argv[0], NULL. */
#define ARGV_EXTRA (BOOT_WORDS + 2 * EXEC_SCRIPT_LEVELS + 3)

struct host_argv {
    uint64_t *words;
    size_t count;
    uint64_t on_stack[ARGV_ON_STACK];
    size_t mapped_size;
};

static long count_pointers(gaddr_t argv, size_t *count)
{
    uint64_t pointer = 1;

    *count = 0;
    if (argv == 0)
        return 0;
    for (;;) {
        if (guest_load64(argv + *count * sizeof(pointer), &pointer) != 0)
            return -EFAULT;
        if (pointer == 0)
            return 0;
        (*count)++;
    }
}

static long room_for(struct host_argv *argv, size_t count)
{
    size_t size = page_up(count * sizeof(uint64_t));
    long at;

    argv->count = 0;
    argv->mapped_size = 0;
    argv->words = argv->on_stack;
    if (count <= ARGV_ON_STACK)
        return 0;
    at = host_mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at < 0)
        return at;
    argv->words = (uint64_t *)(uintptr_t)at;
    argv->mapped_size = size;
    return 0;
}

static void add_word(struct host_argv *argv, uint64_t word)
{
    argv->words[argv->count++] = word;
}

/* Each script puts its interpreter and argument in front, and takes away the
 * argv[0] that was there. */
static size_t add_script_words(struct host_argv *argv, const struct exec_target *target)
{
    if (target->script_count == 0)
        return 0;
    for (int i = target->script_count - 1; i >= 0; i--) {
        add_word(argv, HOST_POINTER(target->scripts[i].interpreter));
        if (target->scripts[i].has_argument)
            add_word(argv, HOST_POINTER(target->scripts[i].argument));
    }
    add_word(argv, HOST_POINTER(target->name));
    return 1;
}

static long add_guest_words(struct host_argv *argv, gaddr_t guest, size_t from, size_t count)
{
    uint64_t pointer;

    for (size_t i = from; i < count; i++) {
        if (guest_load64(guest + i * sizeof(pointer), &pointer) != 0)
            return -EFAULT;
        add_word(argv, pointer);
    }
    return 0;
}

static long build_argv(const struct exec_request *request, const struct exec_target *target,
                       const char *boot, struct host_argv *argv)
{
    size_t count, dropped;
    long err = count_pointers(request->argv, &count);

    argv->mapped_size = 0;
    if (err == 0)
        err = room_for(argv, count + ARGV_EXTRA);
    if (err != 0)
        return err;
    add_word(argv, HOST_POINTER(boot));
    add_word(argv, HOST_POINTER(target->name));
    dropped = add_script_words(argv, target);
    /* A program is never without an argv[0] (since Linux 5.18). */
    if (count == 0 && dropped == 0)
        add_word(argv, HOST_POINTER(""));
    err = add_guest_words(argv, request->argv, dropped, count);
    add_word(argv, 0);
    return err;
}

static void describe(struct task *task, hostfd_t target_fd, hostfd_t filters_fd,
                     char record[BOOT_STRING_SIZE])
{
    const struct boot boot = {
        .image_fd = lx.image_fd < 0 ? BOOT_NO_FD : (uint64_t)lx.image_fd,
        .target_fd = (uint64_t)target_fd,
        .ignored = sighand_ignored(task->sighand),
        .blocked = task->sigmask,
        .flags = lx.flags | sig_held_slots(task) << BOOT_HELD_SHIFT |
                 (task->wants_tracer ? BOOT_TRACEME : 0) |
                 (lx_is_traced ? BOOT_TRACED : 0) |
                 (task->is_tied_to_lxrun ? BOOT_TIED : 0) | carry_flags(task, filters_fd) |
                 trace_boot_flags(task),
        .reserved_fd = lx.image_fd < 0 ? BOOT_NO_FD : lx.first_own_fd,
        .image_dev = lx.image_dev,
        .image_ino = lx.image_ino,
        .pid = (uint64_t)task->tgid,
    };

    boot_encode(record, &boot);
}

/* By the reserved descriptor, or by the path where /proc is mounted.
 *
 * A signal that lxcore has saved would be lost with this image.  So the call is made
 * only if there is none: one that comes before it makes it LX_REWIND, and one that
 * comes later finds the next image, in which it has its default action, as natively. */
static long exec_image(struct task *task, const uint64_t *argv, gaddr_t envp)
{
    const struct sys_args by_fd = {
        .nr = SYS_execveat,
        .arg = { (uint64_t)lx.image_fd, HOST_POINTER(""), HOST_POINTER(argv), envp,
                 AT_EMPTY_PATH },
    };
    const struct sys_args by_path = {
        .nr = SYS_execve,
        .arg = { HOST_POINTER("/proc/self/exe"), HOST_POINTER(argv), envp },
    };
    long err = -EBADF;

    if (lx.image_fd >= 0)
        err = host_call_restartable(task, &by_fd);
    if (err == -EBADF)
        err = host_call_restartable(task, &by_path);
    return err;
}

/* The kernel's SIGTRAP after exec is to be seen by the tracer when the next image
 * enters the guest, which opens the mask. */
static void block_for_tracer(struct task *task)
{
    const uint64_t all = ~SIG_NEVER_BLOCKED;

    if (likely(lx_is_traced == 0 && !task->wants_tracer))
        return;
    task->leaves_whole = true;
    host_sigprocmask(SIG_SETMASK, &all, NULL);
}

/* The descriptors have to outlive the exec; the next image closes them. */
static long exec_with(struct task *task, const struct exec_request *request,
                      hostfd_t target_fd, hostfd_t filters_fd, const uint64_t *argv)
{
    if (request->open_flags & O_CLOEXEC)
        host_fcntl(target_fd, F_SETFD, 0);
    if (unlikely(filters_fd != CARRY_NOTHING))
        host_fcntl(filters_fd, F_SETFD, 0);
    block_for_tracer(task);
    return exec_image(task, argv, request->envp);
}

static long enter_next_image(struct task *task, const struct exec_request *request,
                             const struct exec_target *target, hostfd_t filters_fd)
{
    char record[BOOT_STRING_SIZE];
    struct host_argv argv;
    long err;

    describe(task, target->fd, filters_fd, record);
    err = build_argv(request, target, record, &argv);
    task->exec_scratch = HOST_POINTER(argv.words);
    task->exec_scratch_size = argv.mapped_size;
    if (err == 0)
        err = exec_with(task, request, target->fd, filters_fd, argv.words);
    task->exec_scratch_size = 0;
    if (argv.mapped_size != 0)
        host_munmap(HOST_POINTER(argv.words), argv.mapped_size);
    return err;
}

long exec_run(struct task *task, const struct exec_request *request)
{
    struct exec_target target;
    hostfd_t filters_fd;
    long err = exec_find_target(request, &target);

    if (err != 0)
        return err;
    err = carry_pack(task, &filters_fd);
    if (err == 0)
        err = enter_next_image(task, request, &target, filters_fd);
    if (unlikely(filters_fd != CARRY_NOTHING))
        host_close(filters_fd);
    host_close(target.fd);
    return err;
}
