/* SPDX-License-Identifier: GPL-2.0-or-later */
/* remote.c - see remote.h. */
#include "ptrace/remote.h"

#include "abi/errno.h"
#include "arch/x86_64/gate.h"
#include "core/host.h"
#include "core/span.h"
#include "core/string.h"
#include "ptrace/traceme.h"

#include <linux/fcntl.h>

#define PENDING_COUNT 8
#define STATUS_FILE_SIZE 4096
#define MASK_DIGITS 16

long remote_request(uint64_t request, int tid, uint64_t addr, uint64_t data)
{
    return host_call(SYS_ptrace, request, (uint64_t)tid, addr, data, 0, 0);
}

long remote_get_regs(int tid, struct user_regs *regs)
{
    return remote_request(PTRACE_GETREGS, tid, 0, HOST_POINTER(regs));
}

long remote_set_regs(int tid, const struct user_regs *regs)
{
    return remote_request(PTRACE_SETREGS, tid, 0, HOST_POINTER(regs));
}

long remote_get_siginfo(int tid, struct siginfo *info)
{
    return remote_request(PTRACE_GETSIGINFO, tid, 0, HOST_POINTER(info));
}

long remote_set_siginfo(int tid, const struct siginfo *info)
{
    return remote_request(PTRACE_SETSIGINFO, tid, 0, HOST_POINTER(info));
}

long remote_get_message(int tid, uint64_t *message)
{
    return remote_request(PTRACE_GETEVENTMSG, tid, 0, HOST_POINTER(message));
}

long remote_read(int tid, uint64_t at, void *to, size_t size)
{
    uint64_t *words = to;

    for (size_t i = 0; i < size / sizeof(*words); i++) {
        long err = remote_request(PTRACE_PEEKDATA, tid, at + i * sizeof(*words),
                                  HOST_POINTER(&words[i]));

        if (err != 0)
            return err;
    }
    return 0;
}

long remote_write(int tid, uint64_t at, const void *from, size_t size)
{
    const uint64_t *words = from;

    for (size_t i = 0; i < size / sizeof(*words); i++) {
        long err =
            remote_request(PTRACE_POKEDATA, tid, at + i * sizeof(*words), words[i]);

        if (err != 0)
            return err;
    }
    return 0;
}

/* A group-stop has no siginfo, which is EINVAL. */
bool remote_is_ours(int tid)
{
    struct siginfo info;

    return remote_get_siginfo(tid, &info) != -ESRCH;
}

/* The base is drawn once per run, so no other program has anything there. */
bool remote_has_core(int tid)
{
    const char *gate = lx_gate_syscall;
    uint64_t mine, word;

    memcpy(&mine, (const void *)gate, sizeof(mine));
    return remote_read(tid, HOST_POINTER(gate), &word, sizeof(word)) == 0 && word == mine;
}

void remote_tell_traced(int tid)
{
    const uint64_t yes = 1;

    remote_write(tid, HOST_POINTER(&lx_is_traced), &yes, sizeof(yes));
}

bool remote_has_trap_pending(int tid)
{
    const struct ptrace_peeksiginfo_args args = { .nr = PENDING_COUNT };
    struct siginfo info[PENDING_COUNT];
    long count =
        remote_request(PTRACE_PEEKSIGINFO, tid, HOST_POINTER(&args), HOST_POINTER(info));

    for (long i = 0; i < count; i++)
        if (info[i].signo == SIGSYS && info[i].code == SYS_SECCOMP)
            return true;
    return false;
}

static long read_status_file(int tid, char *text, size_t size)
{
    char path[40] = "/proc/";
    long fd, got;

    memcpy(string_put_decimal(path + strlen(path), (uint64_t)tid), "/status", 8);
    fd = host_openat(AT_FDCWD, HOST_POINTER(path), O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return fd;
    got = host_read((hostfd_t)fd, text, size);
    host_close((hostfd_t)fd);
    return got;
}

bool remote_handles(int tid, int signo)
{
    static const char label[] = "\nSigCgt:\t";
    const size_t label_size = sizeof(label) - 1;
    char text[STATUS_FILE_SIZE];
    long size = read_status_file(tid, text, sizeof(text));
    uint64_t mask;

    for (long i = 0; i + (long)label_size + MASK_DIGITS <= size; i++) {
        if (memcmp(text + i, label, label_size) != 0)
            continue;
        string_get_hex(text + i + label_size, MASK_DIGITS, &mask);
        return (mask & SIG_BIT(signo)) != 0;
    }
    return true;
}
