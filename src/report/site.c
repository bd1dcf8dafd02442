/* SPDX-License-Identifier: GPL-2.0-or-later */
/* site.c - by libdw, which reads the process' maps and the files' symbols. */
#include "report/site.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#include "report/dw.h"

/* The address is behind the instruction, which may be the last of its function. */
static void put_line(const struct dw *dw, Dwfl_Module *module, Dwarf_Addr address, char out[SITE_SIZE],
                     size_t used)
{
    Dwfl_Line *line = dw->dwfl_module_getsrc(module, address - 1);
    const char *file;
    int number;

    if (line == NULL)
        return;
    file = dw->dwfl_lineinfo(line, NULL, &number, NULL, NULL, NULL);
    if (file != NULL)
        snprintf(out + used, SITE_SIZE - used, " (%s:%d)", file, number);
}

static void put_site(const struct dw *dw, Dwfl_Module *module, Dwarf_Addr address,
                     char out[SITE_SIZE])
{
    Dwarf_Addr start = 0;
    GElf_Off offset = 0;
    GElf_Sym symbol;
    const char *file = dw->dwfl_module_info(module, NULL, &start, NULL, NULL, NULL, NULL, NULL);
    const char *name = dw->dwfl_module_addrinfo(module, address - 1, &offset, &symbol, NULL,
                                            NULL, NULL);
    int size;

    if (name != NULL)
        size = snprintf(out, SITE_SIZE, "%s (%s+0x%llx)", file, name,
                        (unsigned long long)offset + 1);
    else
        size = snprintf(out, SITE_SIZE, "%s+0x%llx", file,
                        (unsigned long long)(address - start));
    if (size > 0 && size < SITE_SIZE)
        put_line(dw, module, address, out, (size_t)size);
}

static void look_up(pid_t pid, uint64_t address, char out[SITE_SIZE])
{
    const struct dw *dw = dw_get();
    Dwfl_Module *module;
    Dwfl *dwfl;

    out[0] = '\0';
    if (dw == NULL || pid <= 0)
        return;
    const Dwfl_Callbacks callbacks = {
        .find_elf = dw->dwfl_linux_proc_find_elf,
        .find_debuginfo = dw->dwfl_standard_find_debuginfo,
    };

    dwfl = dw->dwfl_begin(&callbacks);
    if (dwfl == NULL)
        return;
    if (dw->dwfl_linux_proc_report(dwfl, pid) == 0 &&
        dw->dwfl_report_end(dwfl, NULL, NULL) == 0) {
        module = dw->dwfl_addrmodule(dwfl, address);
        if (module != NULL)
            put_site(dw, module, address, out);
    }
    dw->dwfl_end(dwfl);
}

/* A program that is refused in a loop is so at one place; for a moment no other file will
 * be mapped there. */
void site_name(pid_t pid, uint64_t address, char out[SITE_SIZE])
{
    static _Thread_local struct {
        pid_t pid;
        uint64_t address;
        time_t until;
        char name[SITE_SIZE];
    } last;
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    if (last.pid != pid || last.address != address || now.tv_sec > last.until) {
        look_up(pid, address, last.name);
        last.pid = pid;
        last.address = address;
        last.until = now.tv_sec + 1;
    }
    memcpy(out, last.name, SITE_SIZE);
}
