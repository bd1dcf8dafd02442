/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text.c - a number and its square as text. */
#include <stdio.h>

#include "squares.h"

const char *text_of(int n, char *buffer, int size)
{
    snprintf(buffer, (size_t)size, "%d*%d=%d", n, n, square(n));
    return buffer;
}
