/* SPDX-License-Identifier: GPL-2.0-or-later */
/* value.c - numbers of all sorts: addresses, descriptors, modes, devices. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include "report/decode/impl.h"
#include "report/sink.h"

void decode_address(struct decode *d, uint64_t address)
{
    if (address == 0)
        text_string(d->out, "NULL");
    else
        text_hex(d->out, address);
}

static const struct record_chunk *fd_chunk(const struct record_head *record, unsigned kind,
                                           int fd)
{
    const struct record_chunk *chunk = NULL;

    while ((chunk = record_next_chunk(record, chunk)) != NULL)
        if (chunk->kind == kind && chunk->address == (uint64_t)fd)
            return chunk;
    return NULL;
}

static const struct record_chunk *find_fd(const struct decode *d, unsigned kind, int fd)
{
    const struct record_chunk *chunk = fd_chunk(&d->enter->head, kind, fd);

    if (chunk == NULL && d->exit != NULL)
        chunk = fd_chunk(&d->exit->head, kind, fd);
    return chunk;
}

/* -y: 3</etc/passwd>, -yy: 3<TCP:[127.0.0.1:80]> */
static void show_fd_path(struct decode *d, int fd)
{
    const struct record_chunk *chunk = find_fd(d, RECORD_FD_PATH, fd);
    const struct record_chunk *more =
        d->style->fd_paths > 1 ? find_fd(d, RECORD_FD, fd) : NULL;
    const unsigned char *path;

    if (chunk == NULL)
        return;
    text_char(d->out, '<');
    if (more != NULL && decode_socket_fd(d, more)) {
        text_char(d->out, '>');
        return;
    }
    path = record_chunk_bytes(chunk);
    for (uint32_t i = 0; i < chunk->size && path[i] != 0; i++)
        if (path[i] >= ' ' && path[i] < 0x7f && strchr("\"\\<>", path[i]) == NULL)
            text_char(d->out, (char)path[i]);
        else
            text_format(d->out, "\\%o", path[i]);
    if (more != NULL)
        decode_device_fd(d, more);
    text_char(d->out, '>');
}

void decode_fd(struct decode *d, int fd)
{
    text_signed(d->out, fd);
    if (d->style->fd_paths != 0 && fd >= 0)
        show_fd_path(d, fd);
}

void decode_fd_or_cwd(struct decode *d, int fd)
{
    if (fd != AT_FDCWD) {
        decode_fd(d, fd);
        return;
    }
    text_string(d->out, d->style->words == WORDS_RAW ? "-100" : "AT_FDCWD");
    if (d->style->fd_paths != 0)
        show_fd_path(d, fd);
}

void decode_mode(struct decode *d, unsigned mode)
{
    const char *type = constant_name(&constants_modetypes, mode & 0170000);

    if ((mode & 0170000) != 0 && type != NULL && d->style->words != WORDS_RAW) {
        text_string(d->out, type);
        if (mode & 04000)
            text_string(d->out, "|S_ISUID");
        if (mode & 02000)
            text_string(d->out, "|S_ISGID");
        if (mode & 01000)
            text_string(d->out, "|S_ISVTX");
        text_format(d->out, "|%#03o", mode & 0777);
        return;
    }
    text_format(d->out, mode < 0100 ? "%#03o" : "%#o", mode);
}

void decode_device(struct decode *d, uint64_t device)
{
    text_string(d->out, "makedev(");
    text_hex(d->out, major(device));
    text_string(d->out, ", ");
    text_hex(d->out, minor(device));
    text_char(d->out, ')');
}

void decode_identity(struct decode *d, uint32_t id)
{
    if (id == UINT32_MAX)
        text_string(d->out, "-1");
    else
        text_unsigned(d->out, id);
}
