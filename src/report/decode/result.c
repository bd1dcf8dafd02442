/* SPDX-License-Identifier: GPL-2.0-or-later */
/* result.c - what is behind the equals sign. */
#include <string.h>
#include <sys/timex.h>

#include "report/decode/impl.h"
#include "syscall_nr.h"

#define ERRNO_MOST 4095

static void show_error(struct text *out, int error)
{
    const char *name = strerrorname_np(error);

    if (name == NULL) {
        text_format(out, "-1 (errno %d)", error);
        return;
    }
    text_string(out, "-1 ");
    text_string(out, name);
    text_string(out, " (");
    text_string(out, strerrordesc_np(error));
    text_char(out, ')');
}

static bool returns_fd(int64_t nr)
{
    switch (nr) {
    case SYS_open:
    case SYS_openat:
    case SYS_openat2:
    case SYS_creat:
    case SYS_socket:
    case SYS_accept:
    case SYS_accept4:
    case SYS_dup:
    case SYS_dup2:
    case SYS_dup3:
    case SYS_epoll_create:
    case SYS_epoll_create1:
    case SYS_eventfd:
    case SYS_eventfd2:
    case SYS_signalfd:
    case SYS_signalfd4:
    case SYS_timerfd_create:
    case SYS_inotify_init:
    case SYS_inotify_init1:
    case SYS_memfd_create:
    case SYS_memfd_secret:
    case SYS_fanotify_init:
    case SYS_userfaultfd:
    case SYS_perf_event_open:
    case SYS_pidfd_open:
    case SYS_pidfd_getfd:
    case SYS_open_by_handle_at:
    case SYS_open_tree:
    case SYS_fsopen:
    case SYS_fsmount:
    case SYS_fspick:
    case SYS_mq_open:
    case SYS_landlock_create_ruleset:
        return true;
    default:
        return false;
    }
}

static void show_membarrier(struct decode *d)
{
    static const struct constants *const commands = &constants_membarriercmd;
    const char *between = " (";
    uint64_t rest = (uint64_t)d->exit->result;

    text_hex(d->out, rest);
    if (arg(d, 0) != 0 || rest == 0)
        return;
    for (size_t i = 0; i < commands->count; i++) {
        uint64_t bit = commands->constants[i].value;

        if (bit == 0 || (rest & bit) != bit)
            continue;
        text_string(d->out, between);
        text_string(d->out, commands->constants[i].name);
        between = "|";
        rest &= ~bit;
    }
    if (rest != 0) {
        text_string(d->out, between);
        text_hex(d->out, rest);
    }
    text_char(d->out, ')');
}

static void show_time(struct decode *d)
{
    text_signed(d->out, d->exit->result);
    text_string(d->out, " (");
    decode_date(d->out, d->exit->result, 0);
    text_char(d->out, ')');
}

static void note_clock(struct decode *d)
{
    static const char *const states[] = { "TIME_OK",  "TIME_INS",  "TIME_DEL",
                                          "TIME_OOP", "TIME_WAIT", "TIME_ERROR" };

    if (d->exit->result >= 0 && d->exit->result < 6)
        decode_note(d, "%s", states[d->exit->result]);
}

static void note_name(struct decode *d, const struct constants *names)
{
    const char *name = constant_name(names, (uint64_t)d->exit->result);

    if (name != NULL)
        decode_note(d, "%s", name);
}

static void note_priority(struct decode *d)
{
    uint64_t value = (uint64_t)d->exit->result;
    const char *class = constant_name(&constants_ioprioclass, value >> 13);

    if (class != NULL)
        decode_note(d, "IOPRIO_PRIO_VALUE(%s, %u)", class, (unsigned)(value & 0x1fff));
}

static void add_note(struct decode *d)
{
    switch (d->enter->nr) {
    case SYS_poll:
    case SYS_ppoll:
        decode_note_poll(d);
        break;
    case SYS_select:
    case SYS_pselect6:
        decode_note_select(d);
        break;
    case SYS_adjtimex:
    case SYS_clock_adjtime:
        note_clock(d);
        break;
    case SYS_personality:
        note_name(d, &constants_personality);
        break;
    case SYS_sched_getscheduler:
        note_name(d, &constants_schedpolicy);
        break;
    case SYS_ioprio_get:
        note_priority(d);
        break;
    default:
        break;
    }
}

static void show_value(struct decode *d)
{
    int64_t value = d->exit->result;

    switch (d->enter->nr) {
    case SYS_mmap:
    case SYS_mremap:
    case SYS_brk:
    case SYS_shmat:
        text_hex(d->out, (uint64_t)value);
        return;
    case SYS_umask:
        text_format(d->out, (uint64_t)value < 0100 ? "%#03o" : "%#o", (unsigned)value);
        return;
    case SYS_time:
        show_time(d);
        return;
    case SYS_membarrier:
        show_membarrier(d);
        return;
    case SYS_fcntl:
        if (decode_fcntl_result(d))
            return;
        break;
    case SYS_prctl:
        if (decode_prctl_result(d))
            return;
        break;
    default:
        break;
    }
    if (returns_fd(d->enter->nr))
        decode_fd(d, (int)value);
    else
        text_signed(d->out, value);
}

static void show_marks(struct decode *d)
{
    unsigned flags = d->exit->head.flags;

    if (d->note[0] != '\0') {
        text_string(d->out, " (");
        text_string(d->out, d->note);
        text_char(d->out, ')');
    }
    if (flags & RECORD_INJECTED)
        text_string(d->out, " (INJECTED)");
    if (flags & RECORD_DENIED)
        text_string(d->out, " (DENIED)");
}

void decode_result(struct decode *d)
{
    if (d->exit == NULL || decode_is(d, SYS_exit) || decode_is(d, SYS_exit_group)) {
        text_char(d->out, '?');
        return;
    }
    if (d->exit->head.flags & RECORD_AGAIN) {
        text_string(d->out, "? ERESTARTSYS (To be restarted if SA_RESTART is set)");
        return;
    }
    if (d->exit->result < 0 && d->exit->result >= -ERRNO_MOST) {
        show_error(d->out, (int)-d->exit->result);
    } else {
        add_note(d);
        show_value(d);
    }
    show_marks(d);
}
