/* SPDX-License-Identifier: GPL-2.0-or-later */
/* /proc/self/map_files has a link for each mapping of a file, and maps tells of
 * each of them. */
#include <dirent.h>

#include "check.h"

static char maps[1 << 17];

static void read_maps(void)
{
    FILE *f = fopen("/proc/self/maps", "r");

    CHECK(f != NULL);
    CHECK(fread(maps, 1, sizeof(maps) - 1, f) > 0);
    fclose(f);
}

int main(void)
{
    DIR *directory = opendir("/proc/self/map_files");
    struct dirent *entry;
    int count = 0;

    if (directory == NULL && errno == ENOENT)
        return 77;
    CHECK(directory != NULL);
    read_maps();
    while ((entry = readdir(directory)) != NULL) {
        char range[300];

        if (entry->d_name[0] == '.')
            continue;
        snprintf(range, sizeof(range), "%s ", entry->d_name);
        CHECK(strstr(maps, range) != NULL);
        count++;
    }
    closedir(directory);
    CHECK(count > 2);
    return passed();
}
