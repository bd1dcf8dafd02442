/* SPDX-License-Identifier: GPL-2.0-or-later */
/* fake_entries.c - the labels of entry.S: addresses, and never entered. */
#include "arch/x86_64/gate.h"

const char lx_sigsys_entry[1] = "", lx_async_entry[1] = "";
