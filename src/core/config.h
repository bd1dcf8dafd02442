/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config.h - the options of the run, in lxcore's image. */
#ifndef LXRUN_CORE_CONFIG_H
#define LXRUN_CORE_CONFIG_H

#include "abi/config.h"

/* Filled in by lxrun after the compiler has seen it: hence volatile. */
extern const volatile struct lx_config lx_config;

#endif
