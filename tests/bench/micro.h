/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * micro.h - the micro-benchmarks, for their own main and for bare_trap.
 */
#ifndef LXRUN_BENCH_MICRO_H
#define LXRUN_BENCH_MICRO_H

/* Runs the benchmark argv[1] (argv[2]: a program that does nothing) and prints
 * the nanoseconds of one operation.  `--list` prints the names instead. */
int micro_main(int argc, char **argv);

#endif
