/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stat.c - what is known of files: stat, statx, statfs. */
#include <linux/stat.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/sysmacros.h>

#include "report/decode/impl.h"

static void member(struct decode *d, const char *name, uint64_t value)
{
    text_format(d->out, ", %s=", name);
    text_unsigned(d->out, value);
}

static void stamp(struct decode *d, const char *name, const struct timespec *time)
{
    text_format(d->out, ", st_%stime=%lld /* ", name, (long long)time->tv_sec);
    decode_date(d->out, time->tv_sec, time->tv_nsec);
    text_format(d->out, " */, st_%stime_nsec=%ld", name, time->tv_nsec);
}

static void size_or_device(struct decode *d, const struct stat *stat)
{
    if (S_ISCHR(stat->st_mode) || S_ISBLK(stat->st_mode)) {
        text_string(d->out, ", st_rdev=");
        decode_device(d, stat->st_rdev);
    } else {
        member(d, "st_size", (uint64_t)stat->st_size);
    }
}

static void whole_stat(struct decode *d, const struct stat *stat)
{
    text_string(d->out, "{st_dev=");
    decode_device(d, stat->st_dev);
    member(d, "st_ino", stat->st_ino);
    text_string(d->out, ", st_mode=");
    decode_mode(d, stat->st_mode);
    member(d, "st_nlink", stat->st_nlink);
    member(d, "st_uid", stat->st_uid);
    member(d, "st_gid", stat->st_gid);
    member(d, "st_blksize", (uint64_t)stat->st_blksize);
    member(d, "st_blocks", (uint64_t)stat->st_blocks);
    size_or_device(d, stat);
    stamp(d, "a", &stat->st_atim);
    stamp(d, "m", &stat->st_mtim);
    stamp(d, "c", &stat->st_ctim);
    text_char(d->out, '}');
}

void decode_arg_stat(struct decode *d, unsigned i)
{
    struct stat stat;

    _Static_assert(sizeof(stat) == 144, "the kernel's struct stat");
    if (!decode_read(d, SIDE_OUT, arg(d, i), &stat, sizeof(stat))) {
        decode_address(d, arg(d, i));
        return;
    }
    if (d->style->is_whole) {
        whole_stat(d, &stat);
        return;
    }
    text_string(d->out, "{st_mode=");
    decode_mode(d, stat.st_mode);
    size_or_device(d, &stat);
    text_string(d->out, ", ...}");
}

static void statx_stamp(struct decode *d, const char *name,
                        const struct statx_timestamp *time)
{
    text_format(d->out, ", stx_%stime={tv_sec=%lld, tv_nsec=%u}", name,
                (long long)time->tv_sec, time->tv_nsec);
    text_string(d->out, " /* ");
    decode_date(d->out, time->tv_sec, time->tv_nsec);
    text_string(d->out, " */");
}

static void statx_middle(struct decode *d, const struct statx *stat)
{
    member(d, "stx_nlink", stat->stx_nlink);
    member(d, "stx_uid", stat->stx_uid);
    member(d, "stx_gid", stat->stx_gid);
}

static void statx_end(struct decode *d, const struct statx *stat)
{
    member(d, "stx_blocks", stat->stx_blocks);
    text_string(d->out, ", stx_attributes_mask=");
    decode_flags(d, &constants_statxattrs, stat->stx_attributes_mask);
    statx_stamp(d, "a", &stat->stx_atime);
    statx_stamp(d, "b", &stat->stx_btime);
    statx_stamp(d, "c", &stat->stx_ctime);
    statx_stamp(d, "m", &stat->stx_mtime);
    member(d, "stx_rdev_major", stat->stx_rdev_major);
    member(d, "stx_rdev_minor", stat->stx_rdev_minor);
    member(d, "stx_dev_major", stat->stx_dev_major);
    member(d, "stx_dev_minor", stat->stx_dev_minor);
    text_string(d->out, ", stx_mnt_id=");
    text_hex(d->out, stat->stx_mnt_id);
    member(d, "stx_dio_mem_align", stat->stx_dio_mem_align);
    member(d, "stx_dio_offset_align", stat->stx_dio_offset_align);
}

void decode_arg_statx(struct decode *d, unsigned i)
{
    struct statx stat;
    bool is_whole = d->style->is_whole;

    if (!decode_read(d, SIDE_OUT, arg(d, i), &stat, sizeof(stat))) {
        decode_address(d, arg(d, i));
        return;
    }
    text_string(d->out, "{stx_mask=");
    decode_flags(d, &constants_statxmask, stat.stx_mask);
    if (is_whole)
        member(d, "stx_blksize", stat.stx_blksize);
    text_string(d->out, ", stx_attributes=");
    decode_flags(d, &constants_statxattrs, stat.stx_attributes);
    if (is_whole)
        statx_middle(d, &stat);
    text_string(d->out, ", stx_mode=");
    decode_mode(d, stat.stx_mode);
    if (is_whole)
        member(d, "stx_ino", stat.stx_ino);
    member(d, "stx_size", stat.stx_size);
    if (is_whole)
        statx_end(d, &stat);
    text_string(d->out, is_whole ? "}" : ", ...}");
}

void decode_arg_statfs(struct decode *d, unsigned i)
{
    struct statfs fs;
    uint32_t id[2];

    _Static_assert(sizeof(fs) == 120, "the kernel's struct statfs");
    if (!decode_read(d, SIDE_OUT, arg(d, i), &fs, sizeof(fs))) {
        decode_address(d, arg(d, i));
        return;
    }
    memcpy(id, &fs.f_fsid, sizeof(id));
    text_string(d->out, "{f_type=");
    decode_enum(d, &constants_fstypes, (uint64_t)fs.f_type);
    member(d, "f_bsize", (uint64_t)fs.f_bsize);
    member(d, "f_blocks", fs.f_blocks);
    member(d, "f_bfree", fs.f_bfree);
    member(d, "f_bavail", fs.f_bavail);
    member(d, "f_files", fs.f_files);
    member(d, "f_ffree", fs.f_ffree);
    text_string(d->out, ", f_fsid={val=[");
    text_hex(d->out, id[0]);
    text_string(d->out, ", ");
    text_hex(d->out, id[1]);
    text_string(d->out, "]}");
    member(d, "f_namelen", (uint64_t)fs.f_namelen);
    member(d, "f_frsize", (uint64_t)fs.f_frsize);
    text_string(d->out, ", f_flags=");
    decode_flags(d, &constants_mountbits, (uint64_t)fs.f_flags);
    text_char(d->out, '}');
}
