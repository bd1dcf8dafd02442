/* SPDX-License-Identifier: GPL-2.0-or-later */
/* denial_json.c - see denial_json.h. */
#include "report/denial_json.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Everything beyond ASCII, since some of it is not what it should be. */
static json_t *escaped(const char *text)
{
    char *room = malloc(4 * strlen(text) + 1), *out = room;
    json_t *string;

    if (room == NULL)
        return NULL;
    for (; *text != '\0'; text++) {
        unsigned char byte = (unsigned char)*text;

        if (byte < 0x80)
            *out++ = *text;
        else
            out += sprintf(out, "\\x%02x", byte);
    }
    *out = '\0';
    string = json_string(room);
    free(room);
    return string;
}

json_t *json_text(const char *text)
{
    json_t *string = json_string(text);

    return string != NULL ? string : escaped(text);
}

json_t *denial_json(const struct denial *denial)
{
    return json_pack("{s:o, s:o, s:o, s:o, s:o, s:I}", "call", json_text(denial->call),
                     "what", json_text(denial->what), "rule", json_text(denial->rule),
                     "remedy", json_text(denial->remedy), "site",
                     json_text(denial->site), "count", (json_int_t)denial->count);
}
