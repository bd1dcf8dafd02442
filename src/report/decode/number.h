/* SPDX-License-Identifier: GPL-2.0-or-later */
/* number.h - decoders of simple arguments, for the table in kinds.c. */
#ifndef LXRUN_REPORT_DECODE_NUMBER_H
#define LXRUN_REPORT_DECODE_NUMBER_H

#include "report/decode/impl.h"

decode_function decode_arg_int, decode_arg_u32, decode_arg_long, decode_arg_ulong,
    decode_arg_hex, decode_arg_address, decode_arg_fd, decode_arg_dirfd, decode_arg_path,
    decode_arg_string, decode_arg_identity, decode_arg_mode, decode_arg_device,
    decode_arg_signo, decode_arg_open_flags, decode_arg_ipckey;
decode_function decode_arg_int_out, decode_arg_u32_out, decode_arg_u64_out,
    decode_arg_address_out, decode_arg_offset_inout, decode_arg_size_inout,
    decode_arg_fd_pair;
decode_function decode_arg_ids_in, decode_arg_ids_out, decode_arg_ints_in,
    decode_arg_ints_out;

/* Flags whose values are told by more than one set of names (special.c). */
decode_function decode_arg_mmapflags, decode_arg_mpolmode, decode_arg_quotaop,
    decode_arg_personality, decode_arg_ioprio, decode_arg_ipcflags, decode_arg_atflags,
    decode_arg_word, decode_arg_key, decode_arg_rusagewho, decode_arg_ipccmd,
    decode_arg_waitoptions, decode_arg_memfdflags, decode_arg_swapflags,
    decode_arg_timerflags;

#endif
