/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Calls that Linux once had are ENOSYS for ever (syscalls(2)). */
#include "check.h"

int main(void)
{
    int numbers[] = { SYS_uselib,          SYS__sysctl,       SYS_create_module,
                      SYS_get_kernel_syms, SYS_query_module,  SYS_nfsservctl,
                      SYS_getpmsg,         SYS_putpmsg,       SYS_afs_syscall,
                      SYS_tuxcall,         SYS_security,      SYS_vserver,
                      SYS_epoll_ctl_old,   SYS_epoll_wait_old };

    for (unsigned i = 0; i < sizeof numbers / sizeof *numbers; i++)
        CHECK_ERR(syscall(numbers[i], 0, 0, 0, 0, 0, 0), ENOSYS);
    return passed();
}
