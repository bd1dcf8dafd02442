/* SPDX-License-Identifier: GPL-2.0-or-later */
/* identity.h - whom the guest takes itself for. */
#ifndef LXRUN_POLICY_IDENTITY_H
#define LXRUN_POLICY_IDENTITY_H

#include <stdbool.h>
#include <sys/types.h>

struct policy_identity {
    bool has_uid, has_gid;
    uid_t uid;
    gid_t gid;
    const char *hostname; /* NULL: the host's */
};

#endif
