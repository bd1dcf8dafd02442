/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * micro_main.c - the micro-benchmarks as a program of their own.
 */
#include "micro.h"

int main(int argc, char **argv)
{
    return micro_main(argc, argv);
}
