/* SPDX-License-Identifier: GPL-2.0-or-later */
/* message.c - what sockets send and receive: iovec, msghdr, mmsghdr. */
#include <string.h>
#include <sys/socket.h>

#include "report/decode/impl.h"

#define ELEMENTS_MOST 1024 /* IOV_MAX */

static void iovec_one(struct decode *d, enum side side, const uint64_t iov[2],
                      uint64_t *total)
{
    uint64_t size = iov[1] < *total ? iov[1] : *total;

    *total -= *total == UINT64_MAX ? 0 : size;
    text_string(d->out, "{iov_base=");
    decode_buffer(d, side, iov[0], size);
    text_format(d->out, ", iov_len=%llu}", (unsigned long long)iov[1]);
}

/* The vector itself is read by the kernel, whatever becomes of the buffers; a record
 * has it on either side. */
static bool read_iovec(const struct decode *d, uint64_t address, uint64_t iov[2])
{
    return decode_read(d, SIDE_IN, address, iov, 16) ||
           decode_read(d, SIDE_OUT, address, iov, 16);
}

void decode_iovec_at(struct decode *d, enum side side, uint64_t address, uint64_t count,
                     uint64_t total)
{
    uint64_t iov[2];

    if (count == 0 && address != 0) {
        text_string(d->out, "[]");
        return;
    }
    if (!read_iovec(d, address, iov)) {
        decode_address(d, address);
        return;
    }
    text_char(d->out, '[');
    for (uint64_t i = 0; i < count && i < ELEMENTS_MOST; i++) {
        text_string(d->out, i == 0 ? "" : ", ");
        if (!read_iovec(d, address + i * 16, iov)) {
            text_string(d->out, "...");
            break;
        }
        if (!d->style->is_whole && i >= d->style->string_limit) {
            text_string(d->out, "...");
            break;
        }
        iovec_one(d, side, iov, &total);
    }
    text_char(d->out, ']');
}

void decode_arg_iovec_in(struct decode *d, unsigned i)
{
    decode_iovec_at(d, SIDE_IN, arg(d, i), decode_count(d, i), UINT64_MAX);
}

void decode_arg_iovec_out(struct decode *d, unsigned i)
{
    uint64_t total = decode_failed(d) ? 0 : (uint64_t)d->exit->result;

    if (decode_failed(d))
        decode_address(d, arg(d, i));
    else
        decode_iovec_at(d, SIDE_OUT, arg(d, i), decode_count(d, i), total);
}

void decode_arg_iovec_far(struct decode *d, unsigned i)
{
    uint64_t count = decode_count(d, i), iov[2];

    if (!decode_read(d, SIDE_IN, arg(d, i), iov, sizeof(iov))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_char(d->out, '[');
    for (uint64_t j = 0; j < count && j < ELEMENTS_MOST; j++) {
        if (!decode_read(d, SIDE_IN, arg(d, i) + j * 16, iov, sizeof(iov)))
            break;
        text_string(d->out, j == 0 ? "{iov_base=" : ", {iov_base=");
        decode_address(d, iov[0]);
        text_format(d->out, ", iov_len=%llu}", (unsigned long long)iov[1]);
    }
    text_char(d->out, ']');
}

/* As the kernel has it. */
struct message {
    uint64_t name;
    uint32_t name_size, pad1;
    uint64_t iov, iov_count;
    uint64_t control, control_size;
    uint32_t flags, pad2;
};

static void control_rights(struct decode *d, const char *data, size_t size)
{
    int fd;

    text_char(d->out, '[');
    for (size_t i = 0; i + sizeof(fd) <= size; i += sizeof(fd)) {
        memcpy(&fd, data + i, sizeof(fd));
        text_string(d->out, i == 0 ? "" : ", ");
        decode_fd(d, fd);
    }
    text_char(d->out, ']');
}

static void control_data(struct decode *d, const struct cmsghdr *head, const char *data,
                         size_t size)
{
    uint32_t ids[3];
    uint64_t time[2];

    text_string(d->out, ", cmsg_data=");
    if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS) {
        control_rights(d, data, size);
    } else if (head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_CREDENTIALS &&
               size >= sizeof(ids)) {
        memcpy(ids, data, sizeof(ids));
        text_format(d->out, "{pid=%d, uid=%u, gid=%u}", (int)ids[0], ids[1], ids[2]);
    } else if (head->cmsg_level == SOL_SOCKET && size >= sizeof(time) &&
               (head->cmsg_type == 29 || head->cmsg_type == 35)) {
        memcpy(time, data, sizeof(time));
        text_format(d->out, "{tv_sec=%lld, tv_%s=%lld}", (long long)time[0],
                    head->cmsg_type == 29 ? "usec" : "nsec", (long long)time[1]);
    } else {
        decode_limited(d, data, size, size);
    }
}

static void control_one(struct decode *d, const struct cmsghdr *head, const char *data,
                        size_t size)
{
    text_format(d->out, "{cmsg_len=%zu, cmsg_level=", (size_t)head->cmsg_len);
    decode_enum(d, &constants_socklevel, (unsigned)head->cmsg_level);
    text_string(d->out, ", cmsg_type=");
    if (head->cmsg_level == SOL_SOCKET)
        decode_enum(d, &constants_cmsgtypes, (unsigned)head->cmsg_type);
    else
        text_hex(d->out, (unsigned)head->cmsg_type);
    if (size > 0)
        control_data(d, head, data, size);
    text_char(d->out, '}');
}

static void show_control(struct decode *d, const char *bytes, size_t size)
{
    struct cmsghdr head;
    size_t at = 0;

    text_char(d->out, '[');
    while (size - at >= sizeof(head)) {
        memcpy(&head, bytes + at, sizeof(head));
        if (head.cmsg_len < sizeof(head) || head.cmsg_len > size - at)
            break;
        text_string(d->out, at == 0 ? "" : ", ");
        control_one(d, &head, bytes + at + sizeof(head), head.cmsg_len - sizeof(head));
        at += (head.cmsg_len + 7) & ~(size_t)7;
        if (at > size)
            break;
    }
    text_char(d->out, ']');
}

static void control_at(struct decode *d, enum side side, const struct message *message)
{
    size_t there;
    const char *bytes = decode_memory(d, side, message->control, &there);

    if (message->control_size == 0)
        return;
    text_string(d->out, ", msg_control=");
    if (bytes == NULL)
        decode_address(d, message->control);
    else
        show_control(d, bytes, there < message->control_size ? there : message->control_size);
}

static void show_name(struct decode *d, enum side side, const struct message *message,
                      uint32_t room)
{
    text_string(d->out, "{msg_name=");
    decode_sockaddr_at(d, side, message->name,
                       room < message->name_size ? room : message->name_size);
    text_format(d->out, ", msg_namelen=%u", room);
    if (room != message->name_size)
        text_format(d->out, " => %u", message->name_size);
}

void decode_msghdr_at(struct decode *d, enum side side, uint64_t address, uint64_t total)
{
    struct message before, message;

    if (!decode_read(d, side, address, &message, sizeof(message)) &&
        !decode_read(d, SIDE_IN, address, &message, sizeof(message))) {
        decode_address(d, address);
        return;
    }
    if (!decode_read(d, SIDE_IN, address, &before, sizeof(before)))
        before = message;
    show_name(d, side, &message, before.name_size);
    text_string(d->out, ", msg_iov=");
    decode_iovec_at(d, side, message.iov, message.iov_count, total);
    text_format(d->out, ", msg_iovlen=%llu", (unsigned long long)message.iov_count);
    control_at(d, side, &message);
    text_format(d->out, ", msg_controllen=%llu", (unsigned long long)message.control_size);
    text_string(d->out, ", msg_flags=");
    decode_flags(d, &constants_msgflags, message.flags);
    text_char(d->out, '}');
}

void decode_arg_msghdr_in(struct decode *d, unsigned i)
{
    decode_msghdr_at(d, SIDE_IN, arg(d, i), UINT64_MAX);
}

/* A failed recvmsg has only looked at the room for an address. */
void decode_arg_msghdr_out(struct decode *d, unsigned i)
{
    uint32_t name_size;

    if (!decode_failed(d))
        decode_msghdr_at(d, SIDE_OUT, arg(d, i), (uint64_t)d->exit->result);
    else if (decode_read32(d, SIDE_IN, arg(d, i) + 8, &name_size))
        text_format(d->out, "{msg_namelen=%u}", name_size);
    else
        decode_address(d, arg(d, i));
}

static void messages_at(struct decode *d, enum side side, uint64_t address, uint64_t count)
{
    uint32_t size;

    text_char(d->out, '[');
    for (uint64_t i = 0; i < count && i < ELEMENTS_MOST; i++) {
        uint64_t at = address + i * 64;
        bool is_sized = d->exit != NULL && decode_read32(d, SIDE_OUT, at + 56, &size);

        text_string(d->out, i == 0 ? "{msg_hdr=" : ", {msg_hdr=");
        decode_msghdr_at(d, side, at, side == SIDE_OUT && is_sized ? size : UINT64_MAX);
        if (is_sized)
            text_format(d->out, ", msg_len=%u", size);
        text_char(d->out, '}');
    }
    text_char(d->out, ']');
}

void decode_arg_mmsghdr_in(struct decode *d, unsigned i)
{
    size_t there;

    if (decode_memory(d, SIDE_IN, arg(d, i), &there) == NULL)
        decode_address(d, arg(d, i));
    else
        messages_at(d, SIDE_IN, arg(d, i),
                    decode_failed(d) ? decode_count(d, i) : (uint64_t)d->exit->result);
}

void decode_arg_mmsghdr_out(struct decode *d, unsigned i)
{
    if (decode_failed(d))
        decode_address(d, arg(d, i));
    else
        messages_at(d, SIDE_OUT, arg(d, i), decode_count(d, i));
}
