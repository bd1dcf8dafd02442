/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * dw.h - libdw, loaded when something is asked of it.
 *
 * Linked as others are, it and what it needs would take a third of the time that
 * lxrun takes to start, and most runs need none of it.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_DW_H
#define LXRUN_REPORT_DW_H

#include <elfutils/libdwfl.h>

/* The functions of libdw that are used, by their own names. */
#define DW_FUNCTIONS(use) \
    use(dwfl_begin) use(dwfl_end) use(dwfl_linux_proc_report) use(dwfl_report_end) \
    use(dwfl_addrmodule) use(dwfl_module_info) use(dwfl_module_addrinfo) \
    use(dwfl_module_getsrc) use(dwfl_lineinfo) use(dwfl_linux_proc_find_elf) \
    use(dwfl_standard_find_debuginfo) use(dwfl_report_begin) use(dwfl_report_elf) \
    use(dwfl_attach_state) use(dwfl_getthread_frames) use(dwfl_frame_pc) \
    use(dwfl_thread_state_registers)

struct dw {
#define DW_MEMBER(name) __typeof__(name) *name;
    DW_FUNCTIONS(DW_MEMBER)
#undef DW_MEMBER
};

/* NULL if there is no libdw on this machine. */
const struct dw *dw_get(void);

#endif
