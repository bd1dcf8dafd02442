/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * ioctl(PROCMAP_QUERY) of /proc/PID/maps tells the mapping at an address or the
 * next one; going from one to the next finds what maps lists, and nothing else.
 */
#include "check.h"

#include <sys/ioctl.h>

struct query {
    uint64_t size, flags, addr, start, end, vma_flags, page_size, offset, inode;
    uint32_t major, minor, name_size, build_id_size;
    uint64_t name, build_id;
};
#define QUERY _IOWR('f', 17, struct query)
#define OR_NEXT 0x10

static int maps;

static int ask(struct query *query, uint64_t addr, uint64_t flags)
{
    *query = (struct query){ .size = sizeof *query, .addr = addr, .flags = flags };
    return ioctl(maps, QUERY, query);
}

int main(void)
{
    char *mine = map_anon(3 * PAGE, PROT_READ), line[5000];
    unsigned long start, end;
    struct query query;
    uint64_t at = 0;
    FILE *f;

    CHECK_OK(munmap(mine + 2 * PAGE, PAGE));
    f = fopen("/proc/self/maps", "r");
    CHECK(f != NULL && fgets(line, sizeof line, f) != NULL);
    maps = fileno(f);
    if (ask(&query, (uint64_t)mine, 0) != 0 && errno == ENOTTY)
        return 77; /* before Linux 6.11 */
    CHECK_EQ(query.addr, (uint64_t)mine);
    CHECK(query.start <= (uint64_t)mine && query.end >= (uint64_t)mine + 2 * PAGE);
    CHECK_ERR(ask(&query, PAGE, 0), ENOENT);
    do {
        CHECK_EQ(sscanf(line, "%lx-%lx", &start, &end), 2);
        if (strstr(line, "[vsyscall]"))
            break;
        CHECK_OK(ask(&query, at, OR_NEXT));
        CHECK_EQ(query.start, start);
        CHECK_EQ(query.end, end);
        CHECK_EQ(query.addr, at);
        at = end;
    } while (fgets(line, sizeof line, f) != NULL);
    CHECK_ERR(ask(&query, at, OR_NEXT), ENOENT);
    return passed();
}
