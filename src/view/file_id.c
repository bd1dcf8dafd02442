/* SPDX-License-Identifier: GPL-2.0-or-later */
/* file_id.c - see file_id.h. */
#include "view/file_id.h"

#include "abi/stat.h"
#include "core/host.h"

long file_id_at(hostfd_t dir, uint64_t path, int flags, struct file_id *id)
{
    struct kstat st;
    long err = host_call(SYS_newfstatat, (uint64_t)dir, path, HOST_POINTER(&st),
                         (uint64_t)flags, 0, 0);

    if (err != 0)
        return err;
    *id = (struct file_id){
        .dev = st.dev, .ino = st.ino, .mode = st.mode, .modified = st.mtime
    };
    return 0;
}
