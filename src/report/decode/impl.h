/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * impl.h - what the decoders share.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_DECODE_IMPL_H
#define LXRUN_REPORT_DECODE_IMPL_H

#include "report/decode/decode.h"

/* Which side of a call memory is wanted from. */
enum side {
    SIDE_IN,  /* what the kernel has read */
    SIDE_OUT, /* what it has written */
};

typedef void decode_function(struct decode *d, unsigned i);

/* calls: the arguments of the call, with what their shapes say. */
static inline uint64_t arg(const struct decode *d, unsigned i)
{
    return i < 6 ? d->enter->args[i] : 0;
}
bool decode_failed(const struct decode *d);
/* The parameter of argument i's kind: what an argument, or the number behind it, or
 * the result says. */
uint64_t decode_count(const struct decode *d, unsigned i);
/* The call is one of that name. */
bool decode_is(const struct decode *d, int nr);

/* memory */
/* What was kept of guest memory at `address`; *size is how much.  NULL: nothing. */
const void *decode_memory(const struct decode *d, enum side side, uint64_t address,
                          size_t *size);
/* All of `size` bytes, or false. */
bool decode_read(const struct decode *d, enum side side, uint64_t address, void *to,
                 size_t size);
bool decode_read32(const struct decode *d, enum side side, uint64_t address, uint32_t *to);
bool decode_read64(const struct decode *d, enum side side, uint64_t address, uint64_t *to);

/* plain values */
void decode_address(struct decode *d, uint64_t address);
void decode_bytes(struct decode *d, const void *bytes, size_t size, bool has_more);
/* The same, at most as much as -s says of `total`, in quotes. */
void decode_limited(struct decode *d, const void *bytes, size_t size, uint64_t total);
void decode_buffer(struct decode *d, enum side side, uint64_t address, uint64_t size);
void decode_c_string(struct decode *d, uint64_t address);
void decode_path(struct decode *d, uint64_t address);
/* A string that ends with its NUL or with the array, of a structure. */
void decode_text_member(struct decode *d, const char *string, size_t size);
void decode_fd(struct decode *d, int fd);
void decode_fd_or_cwd(struct decode *d, int fd);
/* -yy: what a chunk of RECORD_FD says; the first is false if it is no socket. */
bool decode_socket_fd(struct decode *d, const struct record_chunk *chunk);
void decode_device_fd(struct decode *d, const struct record_chunk *chunk);
void decode_mode(struct decode *d, unsigned mode);
void decode_device(struct decode *d, uint64_t device);
void decode_identity(struct decode *d, uint32_t id); /* -1 */

/* constants */
const char *constant_name(const struct constants *set, uint64_t value);
void decode_enum(struct decode *d, const struct constants *set, uint64_t value);
void decode_flags(struct decode *d, const struct constants *set, uint64_t value);
/* Only the names and what is left of the bits; false: nothing was said. */
bool decode_flag_names(struct decode *d, const struct constants *set, uint64_t value);
void decode_open_flags(struct decode *d, uint64_t flags);

/* structures, for several kinds of arguments */
void decode_signal(struct decode *d, int signo);
void decode_sigset_bits(struct decode *d, uint64_t set);
void decode_sigset_at(struct decode *d, enum side side, uint64_t address, uint64_t size);
void decode_siginfo_bytes(struct decode *d, const void *siginfo);
void decode_timespec_at(struct decode *d, enum side side, uint64_t address);
void decode_date(struct text *out, int64_t seconds, int64_t nanoseconds);
void decode_timeval_at(struct decode *d, enum side side, uint64_t address);
void decode_sockaddr_bytes(struct decode *d, const void *bytes, size_t size);
void decode_sockaddr_at(struct decode *d, enum side side, uint64_t address, uint64_t size);
/* `total`: no more bytes than that are in the buffers; UINT64_MAX: as they say. */
void decode_iovec_at(struct decode *d, enum side side, uint64_t address, uint64_t count,
                     uint64_t total);
void decode_msghdr_at(struct decode *d, enum side side, uint64_t address, uint64_t total);
void decode_wait_status(struct decode *d, uint32_t status);

/* Kinds that need more than a set of constants; a `_function` each for a topic. */
decode_function decode_arg_buffer_in, decode_arg_buffer_out, decode_arg_strings;
decode_function decode_arg_stat, decode_arg_statx, decode_arg_statfs, decode_arg_dirents,
    decode_arg_dirents64, decode_arg_file_handle, decode_arg_open_how;
decode_function decode_arg_timespec_in, decode_arg_timespec_out, decode_arg_timespec2,
    decode_arg_timeval_in, decode_arg_timeval_out, decode_arg_timeval2, decode_arg_timezone,
    decode_arg_itimerval_in, decode_arg_itimerval_out, decode_arg_itimerspec_in,
    decode_arg_itimerspec_out, decode_arg_timex, decode_arg_tms, decode_arg_utimbuf;
decode_function decode_arg_sigaction_in, decode_arg_sigaction_out, decode_arg_altstack_in,
    decode_arg_altstack_out, decode_arg_siginfo_in, decode_arg_siginfo_out,
    decode_arg_sigset_in, decode_arg_sigset_out, decode_arg_sigset_pair,
    decode_arg_sigevent;
decode_function decode_arg_rlimit_in, decode_arg_rlimit_out, decode_arg_rusage,
    decode_arg_wstatus, decode_arg_sched_param_in, decode_arg_sched_param_out,
    decode_arg_sched_attr_in, decode_arg_sched_attr_out, decode_arg_cap_header,
    decode_arg_cap_data_in, decode_arg_cap_data_out, decode_arg_clone3, decode_arg_cpuset_in,
    decode_arg_cpuset_out;
decode_function decode_arg_sysinfo, decode_arg_utsname;
decode_function decode_arg_sockaddr_in, decode_arg_sockaddr_out, decode_arg_msghdr_in,
    decode_arg_msghdr_out, decode_arg_mmsghdr_in, decode_arg_mmsghdr_out,
    decode_arg_iovec_in, decode_arg_iovec_out, decode_arg_iovec_far, decode_arg_sockopt,
    decode_arg_socktype, decode_arg_sockprotocol, decode_arg_optval;
decode_function decode_arg_pollfds, decode_arg_fdset, decode_arg_epoll_in,
    decode_arg_epoll_out;
decode_function decode_arg_ioctl_request, decode_arg_ioctl, decode_arg_fcntl,
    decode_arg_prctl, decode_arg_futexop, decode_arg_ptrace, decode_arg_ipc_command,
    decode_arg_semctl;
decode_function decode_arg_sembufs, decode_arg_msgbuf_in, decode_arg_msgbuf_out,
    decode_arg_mq_attr_in, decode_arg_mq_attr_out;

/* Which of its arguments a call has, as others of them say. */
unsigned decode_shown_fcntl(const struct decode *d);
unsigned decode_shown_prctl(const struct decode *d);
unsigned decode_shown_futex(const struct decode *d);

/* clone(2) has names for its arguments, and another order. */
void decode_clone(struct decode *d);
/* clone3: what the call has stored. */
void decode_clone3_out(struct decode *d);

/* Behind the result. */
void decode_note(struct decode *d, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void decode_note_poll(struct decode *d);
void decode_note_select(struct decode *d);
/* Flags behind the result of an fcntl; false: it is an ordinary number. */
bool decode_fcntl_result(struct decode *d);
bool decode_prctl_result(struct decode *d);

#endif
