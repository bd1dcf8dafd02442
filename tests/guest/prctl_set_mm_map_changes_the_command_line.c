/* SPDX-License-Identifier: GPL-2.0-or-later */
/* PR_SET_MM_MAP, as programs use it that show what they do in `ps` (prctl(2)). */
#include <sys/prctl.h>

#include <linux/prctl.h>

#include "check.h"

static const char words[] = "at work\0on something";

static void field(const char *name, char *value, size_t size)
{
    char path[40];
    int fd;

    snprintf(path, sizeof path, "/proc/self/%s", name);
    fd = CHECK_OK(open(path, O_RDONLY));
    memset(value, 0, size);
    CHECK(read(fd, value, size - 1) > 0);
    close(fd);
}

/* Fields of /proc/self/stat, counted as in proc(5). */
static unsigned long stat_field(int number)
{
    char text[1024], *at;

    field("stat", text, sizeof text);
    at = strrchr(text, ')') + 2;
    for (int i = 3; i < number; i++)
        at = strchr(at, ' ') + 1;
    return strtoul(at, NULL, 10);
}

int main(void)
{
    struct prctl_mm_map map = { .exe_fd = -1, .auxv_size = 0 };
    char text[4096], *told = map_anon(PAGE, PROT_READ | PROT_WRITE);

    map.start_code = stat_field(26);
    map.end_code = stat_field(27);
    map.start_stack = stat_field(28);
    map.start_data = stat_field(45);
    map.end_data = stat_field(46);
    map.start_brk = stat_field(47);
    map.brk =
        (unsigned long)sbrk(0) > map.start_brk ? (unsigned long)sbrk(0) : map.start_brk;
    map.env_start = stat_field(50);
    map.env_end = stat_field(51);
    memcpy(told, words, sizeof words);
    map.arg_start = (unsigned long)told;
    map.arg_end = map.arg_start + sizeof words;
    CHECK_OK(prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0));
    field("cmdline", text, sizeof text);
    CHECK_EQ(memcmp(text, words, sizeof words), 0);
    CHECK_ERR(prctl(PR_SET_MM, PR_SET_MM_MAP, &map, 5, 0), EINVAL);
    CHECK_ERR(prctl(PR_SET_MM, PR_SET_MM_MAP, NULL, sizeof map, 0), EFAULT);
    map.arg_end = map.arg_start - 1;
    CHECK_ERR(prctl(PR_SET_MM, PR_SET_MM_MAP, &map, sizeof map, 0), EINVAL);
    return passed();
}
