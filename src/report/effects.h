/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * effects.h - what each call does to files and descriptors.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_EFFECTS_H
#define LXRUN_REPORT_EFFECTS_H

#include <stdbool.h>
#include <stdint.h>

enum effect_what {
    EFFECT_NONE,
    /* with a path */
    EFFECT_OPEN,   /* as its flags say */
    EFFECT_LOOK,   /* what is there */
    EFFECT_READ,   /* what is in it: a link's target */
    EFFECT_CREATE, /* a new name */
    EFFECT_CHANGE, /* contents or attributes */
    EFFECT_DELETE,
    EFFECT_RENAME, /* two paths */
    EFFECT_LINK,   /* two paths: there is one, here is another */
    EFFECT_EXECUTE,
    EFFECT_CHDIR,
    EFFECT_CHROOT,
    /* with a descriptor */
    EFFECT_FCHDIR,
    EFFECT_TAKE,     /* bytes out of it */
    EFFECT_GIVE,     /* bytes into it */
    EFFECT_TRANSFER, /* out of one into another */
    EFFECT_LIST,
    EFFECT_FCHANGE, /* as EFFECT_CHANGE */
    EFFECT_USE,     /* anything else that can take time */
    EFFECT_CONNECT,
    EFFECT_ACCEPT,
    /* to the descriptors themselves */
    EFFECT_CLOSE,
    EFFECT_CLOSE_RANGE,
    EFFECT_DUP,
    EFFECT_DUP2,
    EFFECT_FCNTL,
    EFFECT_SOCKET,
    EFFECT_PAIR, /* two new ones of a kind */
    EFFECT_MAKE, /* one new one of a kind */
    EFFECT_UNSHARE,
};

#define NO_ARG (-1)

/* Numbers of arguments, or NO_ARG. */
struct effect {
    uint8_t what;     /* enum effect_what */
    int8_t directory; /* where the path starts; NO_ARG: the working directory */
    int8_t path;
    int8_t directory2; /* of the second path */
    int8_t path2;
    int8_t flags; /* O_…, AT_…, SOCK_… */
    int8_t fd;
    int8_t fd2;       /* of EFFECT_TRANSFER: where the bytes go */
    const char *kind; /* of what EFFECT_MAKE and EFFECT_PAIR make */
};

/* Never NULL. */
const struct effect *effect_of(int64_t nr);

/* Whether a record of the call is needed to know what becomes of files: what
 * `--files` has recorded.  Reading and writing is not, a descriptor that was opened
 * for it says enough. */
bool effect_is_of_files(int64_t nr);

#endif
