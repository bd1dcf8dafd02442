/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dump.c - see dump.h. */
#include "report/dump.h"

#include "report/decode/impl.h"
#include "syscall_nr.h"

#define BYTES_A_LINE 16

static bool is_read(int64_t nr)
{
    return nr == SYS_read || nr == SYS_pread64 || nr == SYS_recvfrom;
}

static bool is_write(int64_t nr)
{
    return nr == SYS_write || nr == SYS_pwrite64 || nr == SYS_sendto;
}

static void dump_line(struct text *out, size_t at, const unsigned char *bytes, size_t size)
{
    text_format(out, " | %05zx ", at);
    for (size_t i = 0; i < BYTES_A_LINE; i++) {
        text_string(out, i == 8 ? " " : "");
        if (i < size)
            text_format(out, " %02x", bytes[i]);
        else
            text_string(out, "   ");
    }
    text_string(out, "  ");
    for (size_t i = 0; i < BYTES_A_LINE; i++)
        text_char(out, i >= size ? ' ' : bytes[i] >= ' ' && bytes[i] < 0x7f ? (char)bytes[i] : '.');
    text_string(out, " |\n");
}

void dump_data(struct text *out, const struct text_options *options,
               const struct record_enter *enter, const struct record_exit *exit)
{
    bool is_in = is_read(enter->nr) && text_fd_has(options->reads, enter->args[0]);
    bool is_out = is_write(enter->nr) && text_fd_has(options->writes, enter->args[0]);
    const struct decode d = { .enter = enter, .exit = exit };
    const unsigned char *bytes;
    size_t size, count = (size_t)exit->result;

    if ((!is_in && !is_out) || exit->result <= 0 || options->style.redacts)
        return;
    bytes = decode_memory(&d, is_in ? SIDE_OUT : SIDE_IN, enter->args[1], &size);
    if (bytes == NULL)
        return;
    size = size < count ? size : count;
    for (size_t at = 0; at < size; at += BYTES_A_LINE)
        dump_line(out, at, bytes + at, size - at < BYTES_A_LINE ? size - at : BYTES_A_LINE);
}
