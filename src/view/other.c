/* SPDX-License-Identifier: GPL-2.0-or-later */
/* other.c - see other.h. */
#include "view/other.h"

#include "core/host.h"
#include "core/own_io.h"
#include "core/string.h"
#include "task/area.h"
#include "view/file_id.h"

#include <linux/fcntl.h>

#define PATH_SIZE 40

struct part {
    uint64_t at;
    uint64_t size;
};

bool other_read(int pid, const void *at, void *to, size_t size)
{
    struct part mine = { HOST_POINTER(to), size }, theirs = { HOST_POINTER(at), size };

    return host_call(SYS_process_vm_readv, (uint64_t)pid, HOST_POINTER(&mine), 1,
                     HOST_POINTER(&theirs), 1, 0) == (long)size;
}

bool other_is_guest(int pid)
{
    char path[PATH_SIZE] = "/proc/";
    struct file_id id;
    char *end = string_put_decimal(path + strlen(path), (uint64_t)pid);

    memcpy(end, "/exe", sizeof("/exe"));
    return file_id_at(AT_FDCWD, HOST_POINTER(path), 0, &id) == 0 && file_id_is_image(&id);
}

/* As area_next_task() finds them: a slot that is free may still name `tid`. */
static bool has_task(int pid, uint32_t slot)
{
    uint32_t state;

    if (!other_read(pid, area_state_address(slot), &state, sizeof(state)))
        return false;
    return slot == 0 ? state != AREA_FREE : state == AREA_TAKEN;
}

uint64_t other_find_task(int pid, int tid, struct task *task)
{
    uint32_t count;

    if (!other_read(pid, area_count_address(), &count, sizeof(count)))
        return 0;
    for (uint32_t slot = 0; slot == 0 || (slot < count && slot < LX_AREA_COUNT); slot++)
        if (has_task(pid, slot) &&
            other_read(pid, area_task_address(slot), task, sizeof(*task)) &&
            task->tid == tid)
            return HOST_POINTER(area_task_address(slot));
    return 0;
}

static uint64_t held_in(const struct held_signals *held)
{
    static const int signals[HELD_COUNT] = {
        [HELD_BUS] = SIGBUS, [HELD_SEGV] = SIGSEGV, [HELD_SYS] = SIGSYS
    };
    uint64_t set = 0;

    for (int slot = 0; slot < HELD_COUNT; slot++)
        if (held->slot[slot].state % HELD_STATES == HELD_VALID)
            set |= SIG_BIT(signals[slot]);
    return set;
}

static void look_at_actions(const struct sighand *sighand, struct other *other)
{
    for (int signo = 1; signo <= SIG_COUNT; signo++) {
        uint64_t handler = sighand->action[signo - 1].handler;

        if (handler == SIG_IGN)
            other->ignored |= SIG_BIT(signo);
        else if (handler != SIG_DFL)
            other->caught |= SIG_BIT(signo);
    }
}

bool other_look(int pid, int tid, struct other *other)
{
    struct task task;
    struct sighand sighand;

    *other = (struct other){ 0 };
    if (other_find_task(pid, tid, &task) == 0 ||
        !other_read(pid, task.sighand, &sighand, sizeof(sighand)))
        return false;
    other->blocked = task.has_wait_mask ? task.wait_mask : task.sigmask;
    other->pending = held_in(&task.held);
    other->shared_pending = held_in(&sighand.held);
    other->seccomp_mode = task.seccomp.mode;
    other->filter_count = task.seccomp.filter_count;
    other->has_no_new_privs = task.seccomp.has_no_new_privs;
    look_at_actions(&sighand, other);
    return true;
}

static void add_io(struct own_io *sum, const struct own_io *more)
{
    sum->rchar += more->rchar;
    sum->wchar += more->wchar;
    sum->syscr += more->syscr;
    sum->syscw += more->syscw;
}

void other_own_io(int pid, int tid, struct own_io *sum)
{
    struct own_io ended = { 0 };
    struct task task;
    uint32_t count;

    *sum = (struct own_io){ 0 };
    if (!other_read(pid, area_count_address(), &count, sizeof(count)))
        return;
    for (uint32_t slot = 0; slot == 0 || (slot < count && slot < LX_AREA_COUNT); slot++)
        if (has_task(pid, slot) &&
            other_read(pid, area_task_address(slot), &task, sizeof(task)) &&
            task.tgid == pid && (tid == 0 || task.tid == tid))
            add_io(sum, &task.own_io);
    if (tid == 0 && other_read(pid, &own_io_of_ended, &ended, sizeof(ended)))
        add_io(sum, &ended);
}
