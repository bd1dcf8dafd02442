/* SPDX-License-Identifier: GPL-2.0-or-later */
/* siginfo.c - why a signal has come. */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>

#include "report/decode/impl.h"

static const struct constants *codes_of(int signo)
{
    switch (signo) {
    case SIGILL:
        return &constants_codes_ill;
    case SIGFPE:
        return &constants_codes_fpe;
    case SIGSEGV:
        return &constants_codes_segv;
    case SIGBUS:
        return &constants_codes_bus;
    case SIGTRAP:
        return &constants_codes_trap;
    case SIGCHLD:
        return &constants_codes_child;
    case SIGPOLL:
        return &constants_codes_poll;
    case SIGSYS:
        return &constants_codes_sys;
    default:
        return NULL;
    }
}

static void show_code(struct decode *d, int signo, int code)
{
    const struct constants *codes = codes_of(signo);
    const char *name = constant_name(&constants_sicodes, (uint32_t)code);

    for (size_t i = 0; name == NULL && i < constants_sicodes.count; i++)
        if ((int32_t)constants_sicodes.constants[i].value == code)
            name = constants_sicodes.constants[i].name;
    text_string(d->out, ", si_code=");
    if (name != NULL)
        text_string(d->out, name);
    else if (codes != NULL)
        decode_enum(d, codes, (uint32_t)code);
    else
        text_signed(d->out, code);
}

static void show_child(struct decode *d, const siginfo_t *info)
{
    text_format(d->out, ", si_pid=%d, si_uid=%u, si_status=", info->si_pid, info->si_uid);
    if (info->si_code == CLD_EXITED)
        text_signed(d->out, info->si_status);
    else
        decode_signal(d, info->si_status);
    text_format(d->out, ", si_utime=%llu, si_stime=%llu",
                (unsigned long long)info->si_utime, (unsigned long long)info->si_stime);
}

static void show_value(struct decode *d, const siginfo_t *info)
{
    if (info->si_value.sival_ptr != NULL)
        text_format(d->out, ", si_int=%d, si_ptr=%p", info->si_int, info->si_ptr);
}

/* What was sent by a program or a timer. */
static void show_sender(struct decode *d, const siginfo_t *info)
{
    if (info->si_code == SI_TIMER) {
        text_format(d->out, ", si_timerid=%#x, si_overrun=%d", info->si_timerid,
                    info->si_overrun);
        show_value(d, info);
        return;
    }
    text_format(d->out, ", si_pid=%d, si_uid=%u", info->si_pid, info->si_uid);
    if (info->si_code != SI_USER && info->si_code != SI_TKILL)
        show_value(d, info);
}

static void show_call(struct decode *d, const siginfo_t *info)
{
    text_format(d->out, ", si_call_addr=%p, si_syscall=__NR_", info->si_call_addr);
    decode_name(d->out, info->si_syscall);
    text_format(d->out, ", si_arch=%s",
                info->si_arch == 0xc000003e ? "AUDIT_ARCH_X86_64" : "AUDIT_ARCH_I386");
}

static void show_rest(struct decode *d, const siginfo_t *info)
{
    if (info->si_code <= 0) {
        show_sender(d, info);
        return;
    }
    switch (info->si_signo) {
    case SIGCHLD:
        show_child(d, info);
        break;
    case SIGILL:
    case SIGFPE:
    case SIGSEGV:
    case SIGBUS:
    case SIGTRAP:
        text_string(d->out, ", si_addr=");
        decode_address(d, (uintptr_t)info->si_addr);
        break;
    case SIGPOLL:
        text_format(d->out, ", si_band=%ld, si_fd=%d", info->si_band, info->si_fd);
        break;
    case SIGSYS:
        show_call(d, info);
        break;
    default:
        if (info->si_pid != 0 || info->si_uid != 0)
            show_sender(d, info);
        break;
    }
}

void decode_siginfo_bytes(struct decode *d, const void *bytes)
{
    siginfo_t info;

    _Static_assert(sizeof(info) == 128, "the kernel's siginfo_t");
    memcpy(&info, bytes, sizeof(info));
    if (info.si_signo == 0) {
        text_string(d->out, "{}");
        return;
    }
    text_string(d->out, "{si_signo=");
    decode_signal(d, info.si_signo);
    show_code(d, info.si_signo, info.si_code);
    if (info.si_errno != 0)
        text_format(d->out, ", si_errno=%d", info.si_errno);
    show_rest(d, &info);
    text_char(d->out, '}');
}

static void siginfo_at(struct decode *d, enum side side, uint64_t address)
{
    siginfo_t info;

    if (decode_read(d, side, address, &info, sizeof(info)))
        decode_siginfo_bytes(d, &info);
    else
        decode_address(d, address);
}

void decode_arg_siginfo_in(struct decode *d, unsigned i)
{
    siginfo_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_siginfo_out(struct decode *d, unsigned i)
{
    siginfo_at(d, SIDE_OUT, arg(d, i));
}

void decode_delivery(struct text *out, const struct decode_style *style,
                     const struct record_signal *record)
{
    struct decode d = { .out = out, .style = style };
    siginfo_t info;

    memcpy(&info, record->siginfo, sizeof(info));
    decode_signal_name(out, record->signo == SIGPOLL ? SIGIO : record->signo);
    text_char(out, ' ');
    if (info.si_signo == 0)
        info.si_signo = record->signo;
    decode_siginfo_bytes(&d, &info);
}
