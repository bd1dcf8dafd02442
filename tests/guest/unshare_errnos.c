/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What may not be unshared; ids stay what they were. */
#include <sched.h>

#include "ids.h"

int main(void)
{
    const struct ids before = check_ids();
    struct ids after;
    pthread_t other;
    int to_begin[2];

    CHECK_ERR(unshare(1), EINVAL);
    CHECK_ERR(unshare((int)0x80000000), EINVAL);
    CHECK_OK(unshare(0));
    CHECK_OK(pipe(to_begin));
    other = start_thread(wait_and_check_ids, to_begin);
    CHECK_ERR(unshare(CLONE_NEWUSER), EINVAL);
    CHECK_OK(close(to_begin[1]));
    join_thread(other);
    after = check_ids();
    CHECK_EQ(memcmp(&before, &after, sizeof(before)), 0);
    return passed();
}
