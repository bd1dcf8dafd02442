/* SPDX-License-Identifier: GPL-2.0-or-later */
/* capabilities.c - see capabilities.h. */
#include "policy/capabilities.h"

#include <errno.h>
#include <linux/capability.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#define BIT(capability) (1UL << (capability))
#define KEPT \
    (BIT(CAP_CHOWN) | BIT(CAP_DAC_OVERRIDE) | BIT(CAP_FOWNER) | BIT(CAP_FSETID) | \
     BIT(CAP_KILL) | BIT(CAP_SETGID) | BIT(CAP_SETUID) | BIT(CAP_NET_BIND_SERVICE))
/* The kernel says EINVAL for those that it does not know. */
#define NUMBERS_MOST 64

/* Without CAP_SETPCAP nothing can be dropped here, and nothing be gained: whoever is not
 * root gains nothing by exec under no_new_privs. */
static long reduce_bound(void)
{
    for (unsigned long number = 0; number < NUMBERS_MOST; number++) {
        if ((KEPT & BIT(number)) != 0 || prctl(PR_CAPBSET_READ, number, 0, 0, 0) <= 0)
            continue;
        if (prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0 && (errno != EPERM || geteuid() == 0))
            return -errno;
    }
    return 0;
}

static void reduce_set(uint32_t *low, uint32_t *high)
{
    *low &= (uint32_t)KEPT;
    *high &= (uint32_t)(KEPT >> 32);
}

long capabilities_reduce(void)
{
    struct __user_cap_header_struct header = { .version = _LINUX_CAPABILITY_VERSION_3 };
    struct __user_cap_data_struct sets[2];
    long err = reduce_bound();

    if (err != 0)
        return err;
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
    if (syscall(SYS_capget, &header, sets) != 0)
        return -errno;
    reduce_set(&sets[0].permitted, &sets[1].permitted);
    reduce_set(&sets[0].effective, &sets[1].effective);
    reduce_set(&sets[0].inheritable, &sets[1].inheritable);
    return syscall(SYS_capset, &header, sets) == 0 ? 0 : -errno;
}
