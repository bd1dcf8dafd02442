/* SPDX-License-Identifier: GPL-2.0-or-later */
/* dirents.c - directories as getdents(2) lists them, and other names of files. */
#include <string.h>

#include "report/decode/impl.h"

/* Where the members are. */
struct layout {
    size_t name;
    bool is_type_last; /* d_type is the entry's last byte */
};

struct entry {
    uint64_t inode;
    uint64_t offset;
    uint16_t size;
};

static bool entry_at(const struct layout *layout, const char *bytes, size_t room,
                     struct entry *entry)
{
    if (room < layout->name + 1)
        return false;
    memcpy(&entry->inode, bytes, 8);
    memcpy(&entry->offset, bytes + 8, 8);
    memcpy(&entry->size, bytes + 16, 2);
    return entry->size > layout->name && entry->size <= room;
}

static void show_type(struct decode *d, unsigned char type)
{
    text_string(d->out, ", d_type=");
    decode_enum(d, &constants_dirtypes, type);
}

static void show_entry(struct decode *d, const struct layout *layout, const char *bytes,
                       const struct entry *entry)
{
    size_t room = entry->size - layout->name - (layout->is_type_last ? 1 : 0);

    text_format(d->out, "{d_ino=%llu, d_off=%lld, d_reclen=%u",
                (unsigned long long)entry->inode, (long long)entry->offset, entry->size);
    if (!layout->is_type_last)
        show_type(d, (unsigned char)bytes[18]);
    text_string(d->out, ", d_name=");
    decode_text_member(d, bytes + layout->name, room);
    if (layout->is_type_last)
        show_type(d, (unsigned char)bytes[entry->size - 1]);
    text_char(d->out, '}');
}

/* Of a listing of which the record has only a part, as far as that goes. */
static void show_entries(struct decode *d, const struct layout *layout, const char *bytes,
                         size_t size)
{
    struct entry entry;
    size_t at = 0;

    text_char(d->out, '[');
    for (; entry_at(layout, bytes + at, size - at, &entry); at += entry.size) {
        text_string(d->out, at == 0 ? "" : ", ");
        show_entry(d, layout, bytes + at, &entry);
    }
    text_string(d->out, at < size ? ", ...]" : "]");
}

static unsigned count_entries(const struct layout *layout, const char *bytes, size_t size)
{
    struct entry entry;
    unsigned count = 0;
    size_t at = 0;

    for (; entry_at(layout, bytes + at, size - at, &entry); at += entry.size)
        count++;
    return count;
}

static void listing(struct decode *d, unsigned i, const struct layout *layout)
{
    size_t size = 0, total = decode_failed(d) ? 0 : (size_t)d->exit->result;
    const char *bytes = decode_memory(d, SIDE_OUT, arg(d, i), &size);

    if (decode_failed(d) || (bytes == NULL && total != 0)) {
        decode_address(d, arg(d, i));
        return;
    }
    if (bytes == NULL)
        bytes = "";
    if (size > total)
        size = total;
    if (d->style->is_whole) {
        show_entries(d, layout, bytes, size);
        return;
    }
    decode_address(d, arg(d, i));
    text_format(d->out, " /* %u entries */", count_entries(layout, bytes, size));
}

void decode_arg_dirents(struct decode *d, unsigned i)
{
    listing(d, i, &(struct layout){ .name = 18, .is_type_last = true });
}

void decode_arg_dirents64(struct decode *d, unsigned i)
{
    listing(d, i, &(struct layout){ .name = 19 });
}

void decode_arg_file_handle(struct decode *d, unsigned i)
{
    enum side side = d->exit != NULL && !decode_failed(d) ? SIDE_OUT : SIDE_IN;
    int32_t head[2];
    size_t size;
    const char *bytes;

    if (!decode_read(d, side, arg(d, i), head, sizeof(head)) &&
        !decode_read(d, SIDE_IN, arg(d, i), head, sizeof(head))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_format(d->out, "{handle_bytes=%u, handle_type=", (unsigned)head[0]);
    text_signed(d->out, head[1]);
    bytes = decode_memory(d, side, arg(d, i), &size);
    if (bytes != NULL && size > 8) {
        text_string(d->out, ", f_handle=0x");
        for (size_t j = 8; j < size && j < 8 + (size_t)(uint32_t)head[0]; j++)
            text_format(d->out, "%02x", (unsigned char)bytes[j]);
    }
    text_char(d->out, '}');
}

void decode_arg_open_how(struct decode *d, unsigned i)
{
    uint64_t how[3];

    if (!decode_read(d, SIDE_IN, arg(d, i), how, sizeof(how))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_string(d->out, "{flags=");
    decode_open_flags(d, how[0]);
    if (how[1] != 0 || (how[0] & (0100 | 020000000)) != 0) {
        text_string(d->out, ", mode=");
        decode_mode(d, (unsigned)how[1]);
    }
    text_string(d->out, ", resolve=");
    decode_flags(d, &constants_resolvebits, how[2]);
    text_char(d->out, '}');
}
