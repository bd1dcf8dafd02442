/* SPDX-License-Identifier: GPL-2.0-or-later */
/* config.c - the place in the image that lxrun fills in (LX_CONFIG_OFFSET). */
#include "core/config.h"

#include "core/layout.h"

const volatile struct lx_config lx_config __attribute__((section(".config")));

_Static_assert(sizeof(lx_config) == LX_CONFIG_SIZE, "fills the end of the gate page");
