/* SPDX-License-Identifier: GPL-2.0-or-later */
/* main.c - print the areas of all shapes of a size. */
#include <stdio.h>
#include <stdlib.h>

#include "shape.h"

int main(int argc, char **argv)
{
    double size = argc > 1 ? atof(argv[1]) : 1;

    for (int i = 0; i < shape_count; i++)
        printf("%s %.3f\n", shapes[i].name, shapes[i].area(size));
    return 0;
}
