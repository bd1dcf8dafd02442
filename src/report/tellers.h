/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * tellers.h - the threads of which a trace tells, each with the call that it is in.
 *
 * World   lxrun.
 */
#ifndef LXRUN_REPORT_TELLERS_H
#define LXRUN_REPORT_TELLERS_H

#include <stdbool.h>
#include <stdint.h>

#include "report/decode/decode.h"

struct teller {
    int32_t tid;
    int32_t pid;
    bool is_calling; /* `enter` is the call that has no answer yet */
    bool is_told;    /* its first part has been written… */
    bool is_cut;     /* …and somebody else's line stands behind it */
    bool is_ended;
    size_t column; /* of the line that it has begun */
    struct decode decode;
    struct record_enter *enter; /* a copy, with room for `room` bytes */
    size_t room;
    char *code; /* what it has told last of where code lies (RECORD_CODE), or NULL */
    size_t code_size;
};

struct tellers {
    void *tree; /* tsearch(3), by tid */
    struct teller *last;
    unsigned alive;
};

/* NULL for want of memory. */
struct teller *tellers_find(struct tellers *tellers, int32_t tid, int32_t pid);
void tellers_drop(struct tellers *tellers, struct teller *teller);
void tellers_free(struct tellers *tellers);
/* What the record tells of where code lies replaces what is known. */
void teller_keep_code(struct teller *teller, const struct record_enter *enter);
/* Keep the call.  False for want of memory. */
bool teller_keep(struct teller *teller, const struct record_enter *enter);

#endif
