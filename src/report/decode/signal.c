/* SPDX-License-Identifier: GPL-2.0-or-later */
/* signal.c - signals, sets of them, and what is done about them. */
#include <signal.h>
#include <string.h>

#include "report/decode/impl.h"

#define SIGNALS 64
#define REAL_TIME 32 /* the first one, as the kernel counts */

void decode_signal_name(struct text *out, int signo)
{
    if (signo > 0 && signo < REAL_TIME)
        text_format(out, "SIG%s", signo == SIGPOLL ? "IO" : sigabbrev_np(signo));
    else if (signo == REAL_TIME)
        text_string(out, "SIGRTMIN");
    else if (signo > REAL_TIME && signo <= SIGNALS)
        text_format(out, "SIGRT_%d", signo - REAL_TIME);
    else
        text_signed(out, signo);
}

void decode_signal(struct decode *d, int signo)
{
    if (d->style->words == WORDS_RAW || signo == 0)
        text_signed(d->out, signo);
    else if (signo == SIGPOLL)
        text_string(d->out, "SIGIO");
    else
        decode_signal_name(d->out, signo);
}

static void name_in_set(struct text *out, int signo)
{
    if (signo == REAL_TIME)
        text_string(out, "RTMIN");
    else if (signo > REAL_TIME)
        text_format(out, "RT_%d", signo - REAL_TIME);
    else
        text_string(out, signo == SIGPOLL ? "IO" : sigabbrev_np(signo));
}

/* More than two thirds of them: it is shorter to say which are missing. */
void decode_sigset_bits(struct decode *d, uint64_t set)
{
    bool is_inverse = __builtin_popcountll(set) >= SIGNALS * 2 / 3;
    const char *between = "";

    text_string(d->out, is_inverse ? "~[" : "[");
    set = is_inverse ? ~set : set;
    for (int signo = 1; signo <= SIGNALS; signo++) {
        if (!(set >> (signo - 1) & 1))
            continue;
        text_string(d->out, between);
        name_in_set(d->out, signo);
        between = " ";
    }
    text_char(d->out, ']');
}

void decode_sigset_at(struct decode *d, enum side side, uint64_t address, uint64_t size)
{
    uint64_t set = 0;

    if (size == 0 || size > sizeof(set) ||
        !decode_read(d, side, address, &set, (size_t)size))
        decode_address(d, address);
    else
        decode_sigset_bits(d, set);
}

void decode_arg_sigset_in(struct decode *d, unsigned i)
{
    decode_sigset_at(d, SIDE_IN, arg(d, i), decode_count(d, i));
}

void decode_arg_sigset_out(struct decode *d, unsigned i)
{
    decode_sigset_at(d, SIDE_OUT, arg(d, i), decode_count(d, i));
}

void decode_arg_sigset_pair(struct decode *d, unsigned i)
{
    uint64_t pair[2];

    if (!decode_read(d, SIDE_IN, arg(d, i), pair, sizeof(pair))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_string(d->out, "{sigmask=");
    decode_sigset_at(d, SIDE_IN, pair[0], pair[1]);
    text_format(d->out, ", sigsetsize=%llu}", (unsigned long long)pair[1]);
}

struct kernel_sigaction {
    uint64_t handler;
    uint64_t flags;
    uint64_t restorer;
    uint64_t mask;
};

static void show_handler(struct decode *d, uint64_t handler)
{
    text_string(d->out, "{sa_handler=");
    if (d->style->words == WORDS_RAW || handler > 1)
        text_hex(d->out, handler);
    else
        text_string(d->out, handler == 0 ? "SIG_DFL" : "SIG_IGN");
}

static void sigaction_at(struct decode *d, enum side side, uint64_t address)
{
    struct kernel_sigaction action;

    if (!decode_read(d, side, address, &action, sizeof(action))) {
        decode_address(d, address);
        return;
    }
    show_handler(d, action.handler);
    text_string(d->out, ", sa_mask=");
    decode_sigset_bits(d, action.mask);
    text_string(d->out, ", sa_flags=");
    decode_flags(d, &constants_sigactflags, action.flags);
    if (action.flags & 0x04000000) {
        text_string(d->out, ", sa_restorer=");
        text_hex(d->out, action.restorer);
    }
    text_char(d->out, '}');
}

void decode_arg_sigaction_in(struct decode *d, unsigned i)
{
    sigaction_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_sigaction_out(struct decode *d, unsigned i)
{
    sigaction_at(d, SIDE_OUT, arg(d, i));
}

static void altstack_at(struct decode *d, enum side side, uint64_t address)
{
    stack_t stack;

    if (!decode_read(d, side, address, &stack, sizeof(stack))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{ss_sp=");
    decode_address(d, (uintptr_t)stack.ss_sp);
    text_string(d->out, ", ss_flags=");
    decode_flags(d, &constants_altstackflags, (unsigned)stack.ss_flags);
    text_format(d->out, ", ss_size=%zu}", stack.ss_size);
}

void decode_arg_altstack_in(struct decode *d, unsigned i)
{
    altstack_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_altstack_out(struct decode *d, unsigned i)
{
    altstack_at(d, SIDE_OUT, arg(d, i));
}

void decode_arg_sigevent(struct decode *d, unsigned i)
{
    struct sigevent event;

    if (!decode_read(d, SIDE_IN, arg(d, i), &event, sizeof(event))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '{');
    if (event.sigev_value.sival_ptr != NULL)
        text_format(d->out, "sigev_value={sival_int=%d, sival_ptr=%p}, ",
                    event.sigev_value.sival_int, event.sigev_value.sival_ptr);
    text_string(d->out, "sigev_signo=");
    decode_signal(d, event.sigev_signo);
    text_string(d->out, ", sigev_notify=");
    decode_enum(d, &constants_sigeventnotify, (unsigned)event.sigev_notify);
    if (event.sigev_notify == SIGEV_THREAD_ID)
        text_format(d->out, ", sigev_notify_thread_id=%d", event._sigev_un._tid);
    text_char(d->out, '}');
}
