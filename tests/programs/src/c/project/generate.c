/* SPDX-License-Identifier: GPL-2.0-or-later */
/* generate.c - turn "NAME VALUE" lines into a header. */
#include <stdio.h>

int main(void)
{
    char name[100];
    int value;

    printf("/* Generated. */\n");
    while (scanf("%99s %d", name, &value) == 2)
        printf("#define %s %d\n", name, value);
    return 0;
}
