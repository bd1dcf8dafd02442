/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The sizes that status, stat and statm tell are those of the mappings that maps
 * lists, and what is resident those of smaps_rollup (proc(5)); also for a child.
 */
#include "proc_status.h"

static unsigned long mapped_kb, code_kb;

static FILE *open_of(pid_t pid, const char *name)
{
    char path[64];
    FILE *f;

    snprintf(path, sizeof path, "/proc/%d/%s", pid, name);
    f = fopen(path, "r");
    CHECK(f != NULL);
    return f;
}

static unsigned long field_of(pid_t pid, const char *file, const char *name)
{
    char path[64];

    snprintf(path, sizeof path, "/proc/%d/%s", pid, file);
    return status_field(path, name, 10);
}

static void read_maps(pid_t pid)
{
    unsigned long start, end;
    char line[5000], mode[8];
    FILE *f = open_of(pid, "maps");

    mapped_kb = code_kb = 0;
    while (fgets(line, sizeof line, f)) {
        CHECK_EQ(sscanf(line, "%lx-%lx %7s", &start, &end, mode), 3);
        if (strstr(line, "[vsyscall]"))
            continue;
        mapped_kb += (end - start) / 1024;
        if (mode[2] == 'x' && mode[1] != 'w')
            code_kb += (end - start) / 1024;
    }
    fclose(f);
}

/* proc(5): stat counts addresses in bytes. */
static unsigned long vsize_of(pid_t pid)
{
    char text[1024];
    FILE *f = open_of(pid, "stat");
    char *at;

    CHECK(fgets(text, sizeof text, f) != NULL);
    fclose(f);
    at = strrchr(text, ')');
    for (int field = 2; field < 23; field++)
        at = strchr(at + 1, ' ');
    return strtoul(at, NULL, 10);
}

static void check_sizes(pid_t pid)
{
    unsigned long pages, resident, status_kb;
    FILE *f;

    read_maps(pid);
    CHECK_EQ(field_of(pid, "status", "VmSize"), mapped_kb);
    CHECK_EQ(vsize_of(pid), mapped_kb * 1024);
    CHECK_EQ(field_of(pid, "status", "VmExe") + field_of(pid, "status", "VmLib"),
             code_kb);
    CHECK_EQ(field_of(pid, "status", "RssShmem"), 0);
    status_kb = field_of(pid, "status", "VmRSS");
    CHECK_EQ(status_kb,
             field_of(pid, "status", "RssAnon") + field_of(pid, "status", "RssFile"));
    f = open_of(pid, "statm");
    CHECK_EQ(fscanf(f, "%lu %lu", &pages, &resident), 2);
    fclose(f);
    CHECK_EQ(pages * 4, mapped_kb);
    CHECK(resident * 4 > status_kb / 2 && resident * 4 < status_kb * 2);
    status_kb = field_of(pid, "smaps_rollup", "Anonymous");
    CHECK(status_kb > 0 && status_kb <= 1024);
    CHECK_EQ(field_of(pid, "smaps_rollup", "Pss_Shmem"), 0);
}

static char *big;

/* What a thread has of memory goes with it. */
static void *use_threads(void *arg)
{
    (void)arg;
    big = map_anon(64 * PAGE, PROT_READ | PROT_WRITE);
    return NULL;
}

int main(void)
{
    int ready[2];
    char byte;
    pid_t pid;

    setvbuf(stdout, NULL, _IONBF, 0);
    check_sizes(getpid());
    join_thread(start_thread(use_threads, NULL));
    check_sizes(getpid());
    CHECK_OK(pipe(ready));
    pid = CHECK_OK(fork());
    if (pid == 0) {
        CHECK_EQ(write(ready[1], "r", 1), 1);
        pause();
    }
    CHECK_EQ(read(ready[0], &byte, 1), 1);
    check_sizes(pid);
    CHECK_OK(kill(pid, SIGKILL));
    CHECK_EQ(wait_status(pid), KILLED(SIGKILL));
    return passed();
}
