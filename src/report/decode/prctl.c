/* SPDX-License-Identifier: GPL-2.0-or-later */
/* prctl.c - prctl(2), arch_prctl(2) and ptrace(2): many calls under one name each. */
#include <linux/prctl.h>
#include <sys/ptrace.h>

#include "report/decode/impl.h"

struct option {
    int number;
    unsigned shown; /* arguments, the option included; 0: all of them */
    enum {
        PLAIN,    /* hexadecimal */
        DECIMAL,
        SIGNAL,
        NAME_IN,  /* a string */
        NAME_OUT,
        INT_OUT,
        CAPABILITY,
    } second;
    const struct constants *names; /* of the second argument */
};

static const struct option options[] = {
    { PR_SET_PDEATHSIG, 2, SIGNAL, NULL },
    { PR_GET_PDEATHSIG, 2, INT_OUT, NULL },
    { PR_GET_DUMPABLE, 1, PLAIN, NULL },
    { PR_SET_DUMPABLE, 2, PLAIN, &constants_dumpable },
    { PR_GET_UNALIGN, 2, INT_OUT, NULL },
    { PR_GET_KEEPCAPS, 1, PLAIN, NULL },
    { PR_SET_KEEPCAPS, 2, DECIMAL, NULL },
    { PR_GET_TIMING, 1, PLAIN, NULL },
    { PR_SET_TIMING, 2, DECIMAL, NULL },
    { PR_SET_NAME, 2, NAME_IN, NULL },
    { PR_GET_NAME, 2, NAME_OUT, NULL },
    { PR_GET_SECCOMP, 1, PLAIN, NULL },
    { PR_CAPBSET_READ, 2, CAPABILITY, &constants_capability },
    { PR_CAPBSET_DROP, 2, CAPABILITY, &constants_capability },
    { PR_GET_TSC, 2, INT_OUT, NULL },
    { PR_SET_TSC, 2, PLAIN, &constants_tscmodes },
    { PR_GET_SECUREBITS, 1, PLAIN, NULL },
    { PR_SET_TIMERSLACK, 2, DECIMAL, NULL },
    { PR_GET_TIMERSLACK, 1, PLAIN, NULL },
    { PR_TASK_PERF_EVENTS_DISABLE, 1, PLAIN, NULL },
    { PR_TASK_PERF_EVENTS_ENABLE, 1, PLAIN, NULL },
    { PR_SET_MM, 0, PLAIN, &constants_setmm },
    { PR_MCE_KILL, 0, PLAIN, &constants_mcekill },
    { PR_SET_CHILD_SUBREAPER, 2, DECIMAL, NULL },
    { PR_GET_CHILD_SUBREAPER, 2, INT_OUT, NULL },
    { PR_SET_NO_NEW_PRIVS, 0, DECIMAL, NULL },
    { PR_GET_TID_ADDRESS, 2, PLAIN, NULL },
    { PR_SET_THP_DISABLE, 0, DECIMAL, NULL },
    { PR_CAP_AMBIENT, 0, PLAIN, &constants_ambient },
    { PR_GET_SPECULATION_CTRL, 2, PLAIN, &constants_speculation },
    { PR_SET_SPECULATION_CTRL, 3, PLAIN, &constants_speculation },
    { PR_SET_PTRACER, 2, DECIMAL, NULL },
    { PR_SET_VMA, 0, PLAIN, &constants_setvma },
    { PR_SET_IO_FLUSHER, 0, DECIMAL, NULL },
};

static const struct option *option_of(const struct decode *d)
{
    for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++)
        if ((uint64_t)(unsigned)options[i].number == arg(d, 0))
            return &options[i];
    return NULL;
}

unsigned decode_shown_prctl(const struct decode *d)
{
    const struct option *option = option_of(d);

    if (arg(d, 0) == PR_SET_SECCOMP)
        return arg(d, 1) == 2 ? 3 : 2;
    if (arg(d, 0) == PR_SET_SECUREBITS)
        return 2;
    return option == NULL || option->shown == 0 ? 5 : option->shown;
}

static void number_out(struct decode *d, uint64_t address)
{
    uint32_t value;

    if (!decode_read32(d, SIDE_OUT, address, &value))
        decode_address(d, address);
    else if (arg(d, 0) == PR_GET_PDEATHSIG && value != 0) {
        text_char(d->out, '[');
        decode_signal(d, (int)value);
        text_char(d->out, ']');
    } else
        text_format(d->out, "[%u]", value);
}

static void name_at(struct decode *d, enum side side, uint64_t address)
{
    size_t there;
    const char *name = decode_memory(d, side, address, &there);

    if (name == NULL)
        decode_address(d, address);
    else
        decode_text_member(d, name, there < 16 ? there : 16);
}

static void show_second(struct decode *d, const struct option *option, uint64_t value)
{
    if (option->names != NULL) {
        decode_enum(d, option->names, value);
        return;
    }
    switch (option->second) {
    case DECIMAL:
        text_unsigned(d->out, value);
        break;
    case SIGNAL:
        decode_signal(d, (int)value);
        break;
    case NAME_IN:
        name_at(d, SIDE_IN, value);
        break;
    case NAME_OUT:
        name_at(d, SIDE_OUT, value);
        break;
    case INT_OUT:
        number_out(d, value);
        break;
    case CAPABILITY:
    case PLAIN:
    default:
        text_hex(d->out, value);
        break;
    }
}

static void show_vma(struct decode *d, unsigned i)
{
    if (i == 3)
        text_unsigned(d->out, arg(d, i));
    else if (i == 4 && arg(d, 1) == 0)
        decode_c_string(d, arg(d, i));
    else
        text_hex(d->out, arg(d, i));
}

static void show_further(struct decode *d, unsigned i)
{
    if (arg(d, 0) == PR_SET_VMA)
        show_vma(d, i);
    else if (arg(d, 0) == PR_CAP_AMBIENT && i == 2)
        decode_enum(d, &constants_capability, arg(d, i));
    else if (arg(d, 0) == PR_SET_SPECULATION_CTRL)
        decode_flags(d, &constants_specstates, arg(d, i));
    else if (arg(d, 0) == PR_MCE_KILL && i == 2)
        decode_enum(d, &constants_mcepolicy, arg(d, i));
    else if (arg(d, 0) == PR_SET_SECCOMP)
        decode_address(d, arg(d, i));
    else
        text_hex(d->out, arg(d, i));
}

void decode_arg_prctl(struct decode *d, unsigned i)
{
    const struct option *option = option_of(d);

    if (i > 1)
        show_further(d, i);
    else if (arg(d, 0) == PR_SET_SECCOMP)
        decode_enum(d, &constants_seccompmodes, arg(d, i));
    else if (arg(d, 0) == PR_SET_SECUREBITS)
        decode_flags(d, &constants_securebits, arg(d, i));
    else if (option == NULL)
        text_hex(d->out, arg(d, i));
    else
        show_second(d, option, arg(d, i));
}

static bool named_result(struct decode *d, const struct constants *names, bool is_flags)
{
    uint64_t value = (uint64_t)d->exit->result;
    const char *name = constant_name(names, value);

    if (is_flags)
        text_hex(d->out, value);
    else
        text_unsigned(d->out, value);
    if (is_flags && value != 0) {
        text_string(d->out, " (");
        decode_flags(d, names, value);
        text_char(d->out, ')');
    } else if (!is_flags && name != NULL) {
        text_format(d->out, " (%s)", name);
    }
    return true;
}

bool decode_prctl_result(struct decode *d)
{
    switch (arg(d, 0)) {
    case PR_GET_DUMPABLE:
        return named_result(d, &constants_dumpable, false);
    case PR_GET_SECCOMP:
        return named_result(d, &constants_seccompmodes, false);
    case PR_GET_SECUREBITS:
        return d->exit->result != 0 && named_result(d, &constants_securebits, true);
    case PR_GET_SPECULATION_CTRL:
        return named_result(d, &constants_specstates, true);
    default:
        return false;
    }
}

void decode_arg_ptrace(struct decode *d, unsigned i)
{
    uint64_t value = arg(d, i);

    if (i == 3 && (arg(d, 0) == PTRACE_CONT || arg(d, 0) == PTRACE_SYSCALL ||
                   arg(d, 0) == PTRACE_SINGLESTEP || arg(d, 0) == PTRACE_DETACH))
        decode_signal(d, (int)value);
    else
        decode_address(d, value);
}
