/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - squares up to the argument. */
#include <stdlib.h>

#include "limits.h"
#include "squares.h"

int main(int argc, char **argv)
{
    table_print(SQUARES_LEAST, argc > 1 ? atoi(argv[1]) : SQUARES_MOST);
    return 0;
}
