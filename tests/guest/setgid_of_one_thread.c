/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The raw call is of the calling thread alone, and of those that it makes from then on. */
#include "ids.h"

int main(void)
{
    return change_ids_of_one_thread(SYS_setgid, SOMEBODY, 0, 0);
}
