/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rollup.c - see rollup.h.
 *
 * smaps, which lies beside it, says what is to be taken away, but for what only
 * the rollup has: which part of Pss is whose.
 */
#include "view/rollup.h"

#include "abi/errno.h"
#include "core/host.h"
#include "core/string.h"
#include "view/hidden.h"
#include "view/lines.h"
#include "view/maps.h"

#include <linux/fcntl.h>

#define NAME "smaps_rollup"
#define NEIGHBOUR "smaps"
#define PATH_SIZE 256
#define LABEL_SIZE 24
#define LABELS 32
#define LINE_SIZE 256
/* The first line: START-END and this, filled up to the name. */
#define ADDRESS_DIGITS 8
#define NO_FILE " ---p 00000000 00:00 0"
#define NAME_COLUMN 73
#define NAME_OF_ALL "[rollup]\n"

struct sum {
    char label[LABEL_SIZE]; /* with its colon */
    uint64_t kb;
};

struct rollup {
    hostfd_t to;
    bool knows_mappings;
    uint64_t start, end; /* of the first and the last of the guest's; 0 if it has none */
    struct hidden hidden;
    struct sum sums[LABELS];
    bool is_of_hidden; /* the mapping whose lines are being read */
    uint64_t pss, anonymous;
};

bool rollup_is_name(const char *name)
{
    return string_equal(name, NAME);
}

/* Where the label is, or is to be; NULL if there is no room. */
static struct sum *find_sum(struct rollup *rollup, const char *label, size_t size)
{
    for (int i = 0; i < LABELS; i++) {
        struct sum *sum = &rollup->sums[i];

        if (sum->label[0] == '\0' ||
            (strlen(sum->label) == size && memcmp(sum->label, label, size) == 0))
            return sum;
    }
    return NULL;
}

static void add(struct rollup *rollup, const char *label, size_t size, uint64_t kb)
{
    struct sum *sum = find_sum(rollup, label, size);

    if (sum == NULL || size >= LABEL_SIZE)
        return;
    memcpy(sum->label, label, size);
    sum->kb += kb;
}

/* Nobody but this process has lxcore's anonymous memory, as a rule. */
static void split_pss(struct rollup *rollup)
{
    static const char anon[] = "Pss_Anon:", file[] = "Pss_Shmem:";
    uint64_t ours = rollup->anonymous < rollup->pss ? rollup->anonymous : rollup->pss;

    add(rollup, anon, sizeof(anon) - 1, ours);
    add(rollup, file, sizeof(file) - 1, rollup->pss - ours);
    rollup->pss = rollup->anonymous = 0;
}

static void begin_mapping(struct rollup *rollup, const struct maps_header *mapping)
{
    if (rollup->is_of_hidden)
        split_pss(rollup);
    rollup->is_of_hidden = hidden_has(&rollup->hidden, mapping->start);
    if (rollup->is_of_hidden || (int64_t)mapping->start < 0) /* [vsyscall] is not in it */
        return;
    if (rollup->end == 0)
        rollup->start = mapping->start;
    rollup->end = mapping->end;
}

static size_t label_size(const char *line, size_t size)
{
    size_t i = 0;

    while (i < size && line[i] != ':')
        i++;
    return i < size ? i + 1 : 0;
}

static bool is_label(const char *line, size_t size, const char *label)
{
    return strlen(label) == size && memcmp(line, label, size) == 0;
}

static void add_line(struct rollup *rollup, const char *line, size_t size)
{
    size_t label = label_size(line, size), at = label;
    uint64_t kb;

    while (at < size && line[at] == ' ')
        at++;
    if (string_get_decimal(line + at, size - at, &kb) == 0)
        return;
    add(rollup, line, label, kb);
    if (is_label(line, label, "Pss:"))
        rollup->pss = kb;
    if (is_label(line, label, "Anonymous:"))
        rollup->anonymous = kb;
}

static long read_line(void *context, const char *line, size_t size)
{
    struct rollup *rollup = context;
    struct maps_header mapping;

    if (maps_parse_header(line, size, &mapping))
        begin_mapping(rollup, &mapping);
    else if (rollup->is_of_hidden)
        add_line(rollup, line, size);
    return 0;
}

static long open_neighbour(const char *path)
{
    const size_t size = strlen(path) - (sizeof(NAME) - sizeof(NEIGHBOUR));
    char name[PATH_SIZE];

    if (size >= sizeof(name))
        return -ENAMETOOLONG;
    memcpy(name, path, size);
    name[size] = '\0';
    return host_openat(AT_FDCWD, HOST_POINTER(name), O_RDONLY | O_CLOEXEC, 0);
}

static char *put_address(char *out, uint64_t address)
{
    int digits = ADDRESS_DIGITS;

    while (digits < 16 && address >> (4 * digits) != 0)
        digits++;
    for (int i = digits; i > 0; address >>= 4)
        out[--i] = "0123456789abcdef"[address & 0xf];
    return out + digits;
}

/* As the kernel writes it, which fills up to where the name begins. */
static long write_header(const struct rollup *rollup)
{
    char line[NAME_COLUMN + sizeof(NAME_OF_ALL)];
    char *end = put_address(line, rollup->start);

    *end++ = '-';
    end = put_address(end, rollup->end);
    memcpy(end, NO_FILE, sizeof(NO_FILE) - 1);
    for (end += sizeof(NO_FILE) - 1; end < line + NAME_COLUMN;)
        *end++ = ' ';
    memcpy(end, NAME_OF_ALL, sizeof(NAME_OF_ALL) - 1);
    return lines_write(rollup->to, line, sizeof(line) - 1);
}

static long copy_line(void *context, const char *line, size_t size)
{
    struct rollup *rollup = context;
    size_t label = label_size(line, size);
    const struct sum *sum = find_sum(rollup, line, label);
    char edited[LINE_SIZE];
    struct maps_header header;

    if (maps_parse_header(line, size, &header) && rollup->knows_mappings)
        return write_header(rollup);
    if (size > sizeof(edited))
        return lines_write(rollup->to, line, size);
    memcpy(edited, line, size);
    if (sum != NULL && sum->label[0] != '\0')
        lines_subtract_kb(edited, size, sum->label, sum->kb);
    return lines_write(rollup->to, edited, size);
}

long rollup_copy(hostfd_t from, hostfd_t to, const char *path, int pid)
{
    struct rollup rollup = { .to = to };
    long smaps = open_neighbour(path);

    if (smaps >= 0) {
        hidden_of(pid, &rollup.hidden);
        rollup.knows_mappings =
            lines_each((hostfd_t)smaps, read_line, &rollup) == 0;
        host_close((hostfd_t)smaps);
    }
    return lines_each(from, copy_line, &rollup);
}
