/* SPDX-License-Identifier: GPL-2.0-or-later */
/* process.c - limits, usage, the end of a child, scheduling, capabilities. */
#include <linux/capability.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "report/decode/impl.h"

#define CPUSET_MOST 1024 /* bytes */

static void show_limit(struct decode *d, uint64_t limit)
{
    if (limit == UINT64_MAX)
        text_string(d->out, "RLIM64_INFINITY");
    else if (limit > 1024 && limit % 1024 == 0)
        text_format(d->out, "%llu*1024", (unsigned long long)(limit / 1024));
    else
        text_unsigned(d->out, limit);
}

static void limit_at(struct decode *d, enum side side, uint64_t address)
{
    uint64_t limits[2];

    if (!decode_read(d, side, address, limits, sizeof(limits))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{rlim_cur=");
    show_limit(d, limits[0]);
    text_string(d->out, ", rlim_max=");
    show_limit(d, limits[1]);
    text_char(d->out, '}');
}

void decode_arg_rlimit_in(struct decode *d, unsigned i)
{
    limit_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_rlimit_out(struct decode *d, unsigned i)
{
    limit_at(d, SIDE_OUT, arg(d, i));
}

static void whole_usage(struct decode *d, const int64_t *numbers)
{
    static const char *const names[] = { "maxrss", "ixrss",  "idrss",   "isrss",    "minflt",
                                         "majflt", "nswap",  "inblock", "oublock",  "msgsnd",
                                         "msgrcv", "nsignals", "nvcsw", "nivcsw" };

    for (int i = 0; i < 14; i++)
        text_format(d->out, ", ru_%s=%lld", names[i], (long long)numbers[i]);
}

void decode_arg_rusage(struct decode *d, unsigned i)
{
    int64_t usage[18];

    if (!decode_read(d, SIDE_OUT, arg(d, i), usage, sizeof(usage))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_format(d->out, "{ru_utime={tv_sec=%lld, tv_usec=%lld}", (long long)usage[0],
                (long long)usage[1]);
    text_format(d->out, ", ru_stime={tv_sec=%lld, tv_usec=%lld}", (long long)usage[2],
                (long long)usage[3]);
    if (d->style->is_whole)
        whole_usage(d, usage + 4);
    text_string(d->out, d->style->is_whole ? "}" : ", ...}");
}

static void show_stop(struct decode *d, uint32_t status)
{
    int signo = WSTOPSIG(status);

    text_string(d->out, "{WIFSTOPPED(s) && WSTOPSIG(s) == ");
    decode_signal(d, signo & 0x7f);
    text_string(d->out, signo & 0x80 ? " | 0x80}" : "}");
    if (status >> 16 != 0)
        text_format(d->out, " | %#x", status & 0xffff0000);
}

void decode_wait_status(struct decode *d, uint32_t status)
{
    if (WIFSTOPPED(status)) {
        show_stop(d, status);
    } else if (WIFSIGNALED(status)) {
        text_string(d->out, "{WIFSIGNALED(s) && WTERMSIG(s) == ");
        decode_signal(d, WTERMSIG(status));
        text_string(d->out, WCOREDUMP(status) ? " && WCOREDUMP(s)}" : "}");
    } else if (status == 0xffff) {
        text_string(d->out, "{WIFCONTINUED(s)}");
    } else {
        text_format(d->out, "{WIFEXITED(s) && WEXITSTATUS(s) == %d}", WEXITSTATUS(status));
    }
}

/* Only where a child has been found has the kernel stored anything. */
void decode_arg_wstatus(struct decode *d, unsigned i)
{
    uint32_t status;

    if (decode_failed(d) || d->exit->result == 0 ||
        !decode_read32(d, SIDE_OUT, arg(d, i), &status)) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    decode_wait_status(d, status);
    text_char(d->out, ']');
}

static void number_at(struct decode *d, enum side side, uint64_t address)
{
    uint32_t value;

    if (decode_read32(d, side, address, &value))
        text_format(d->out, "[%d]", (int)value);
    else
        decode_address(d, address);
}

void decode_arg_sched_param_in(struct decode *d, unsigned i)
{
    number_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_sched_param_out(struct decode *d, unsigned i)
{
    number_at(d, SIDE_OUT, arg(d, i));
}

struct kernel_sched_attr {
    uint32_t size, policy;
    uint64_t flags;
    int32_t nice;
    uint32_t priority;
    uint64_t runtime, deadline, period;
    uint32_t util_min, util_max;
};

static void sched_attr_at(struct decode *d, enum side side, uint64_t address)
{
    struct kernel_sched_attr attr = { 0 };
    size_t there;
    const void *bytes = decode_memory(d, side, address, &there);

    if (bytes == NULL || there < 48) {
        decode_address(d, address);
        return;
    }
    memcpy(&attr, bytes, there < sizeof(attr) ? there : sizeof(attr));
    text_format(d->out, "{size=%u, sched_policy=", attr.size);
    decode_enum(d, &constants_schedpolicy, attr.policy);
    text_string(d->out, ", sched_flags=");
    decode_flags(d, &constants_schedflags, attr.flags);
    text_format(d->out, ", sched_nice=%d, sched_priority=%u, sched_runtime=%llu", attr.nice,
                attr.priority, (unsigned long long)attr.runtime);
    text_format(d->out, ", sched_deadline=%llu, sched_period=%llu",
                (unsigned long long)attr.deadline, (unsigned long long)attr.period);
    if (attr.size >= 56 && there >= 56)
        text_format(d->out, ", sched_util_min=%u, sched_util_max=%u", attr.util_min,
                    attr.util_max);
    text_char(d->out, '}');
}

void decode_arg_sched_attr_in(struct decode *d, unsigned i)
{
    sched_attr_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_sched_attr_out(struct decode *d, unsigned i)
{
    sched_attr_at(d, SIDE_OUT, arg(d, i));
}

static uint32_t capability_version(const struct decode *d)
{
    uint32_t version = 0;

    decode_read32(d, SIDE_IN, arg(d, 0), &version);
    return version;
}

void decode_arg_cap_header(struct decode *d, unsigned i)
{
    uint32_t head[2];

    if (!decode_read(d, SIDE_IN, arg(d, i), head, sizeof(head))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_string(d->out, "{version=");
    if (head[0] == _LINUX_CAPABILITY_VERSION_1)
        text_string(d->out, "_LINUX_CAPABILITY_VERSION_1");
    else if (head[0] == _LINUX_CAPABILITY_VERSION_2)
        text_string(d->out, "_LINUX_CAPABILITY_VERSION_2");
    else if (head[0] == _LINUX_CAPABILITY_VERSION_3)
        text_string(d->out, "_LINUX_CAPABILITY_VERSION_3");
    else {
        text_hex(d->out, head[0]);
        text_string(d->out, " /* _LINUX_CAPABILITY_VERSION_??? */");
    }
    text_format(d->out, ", pid=%d}", (int)head[1]);
}

static void show_capabilities(struct decode *d, const char *name, uint64_t set)
{
    const char *between = "";

    text_string(d->out, name);
    if (set == 0) {
        text_char(d->out, '0');
        return;
    }
    for (unsigned i = 0; i < 64; i++) {
        const char *capability = constant_name(&constants_capability, i);

        if (!(set >> i & 1))
            continue;
        text_string(d->out, between);
        if (capability != NULL)
            text_format(d->out, "1<<%s", capability);
        else
            text_hex(d->out, 1UL << i);
        between = "|";
    }
}

static void capabilities_at(struct decode *d, enum side side, uint64_t address)
{
    uint32_t data[6] = { 0 };
    size_t size = capability_version(d) == _LINUX_CAPABILITY_VERSION_1 ? 12 : 24;

    if (!decode_read(d, side, address, data, size)) {
        decode_address(d, address);
        return;
    }
    show_capabilities(d, "{effective=", data[0] | (uint64_t)data[3] << 32);
    show_capabilities(d, ", permitted=", data[1] | (uint64_t)data[4] << 32);
    show_capabilities(d, ", inheritable=", data[2] | (uint64_t)data[5] << 32);
    text_char(d->out, '}');
}

void decode_arg_cap_data_in(struct decode *d, unsigned i)
{
    capabilities_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_cap_data_out(struct decode *d, unsigned i)
{
    capabilities_at(d, SIDE_OUT, arg(d, i));
}

static void cpuset_at(struct decode *d, enum side side, uint64_t address, uint64_t size)
{
    size_t there;
    const unsigned char *set = decode_memory(d, side, address, &there);
    const char *between = "";

    if (set == NULL) {
        decode_address(d, address);
        return;
    }
    size = size < there ? size : there;
    text_char(d->out, '[');
    for (uint64_t i = 0; i < 8 * size && i < 8 * CPUSET_MOST; i++) {
        if (!(set[i / 8] >> (i % 8) & 1))
            continue;
        text_format(d->out, "%s%llu", between, (unsigned long long)i);
        between = " ";
    }
    text_char(d->out, ']');
}

void decode_arg_cpuset_in(struct decode *d, unsigned i)
{
    cpuset_at(d, SIDE_IN, arg(d, i), decode_count(d, i));
}

void decode_arg_cpuset_out(struct decode *d, unsigned i)
{
    if (decode_failed(d))
        decode_address(d, arg(d, i));
    else
        cpuset_at(d, SIDE_OUT, arg(d, i), decode_count(d, i));
}
