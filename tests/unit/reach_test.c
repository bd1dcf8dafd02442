/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Files below a directory: no link and no `..` leads out of it. */
#include <criterion/criterion.h>

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include "overlay/reach.h"

static int make_root(void)
{
    char path[] = "/tmp/lxrun-reach-XXXXXX";
    int root;

    cr_assert(mkdtemp(path) != NULL);
    root = open(path, O_PATH | O_DIRECTORY);
    cr_assert(root >= 0 && mkdirat(root, "in", 0700) == 0);
    cr_assert(symlinkat("in", root, "near") == 0 && symlinkat("/etc", root, "far") == 0);
    return root;
}

Test(reach, what_is_below_is_found)
{
    int root = make_root();

    cr_assert_geq(reach_open(root, "in", O_PATH | O_DIRECTORY), 0);
    cr_assert_geq(reach_open(root, "", O_PATH | O_DIRECTORY), 0);
}

Test(reach, no_link_is_followed)
{
    int root = make_root();
    const char *name;
    struct stat status;

    cr_assert_eq(reach_open(root, "near/x", O_PATH), -ELOOP);
    cr_assert_eq(reach_open(root, "far/passwd", O_PATH), -ELOOP);
    cr_assert_eq(reach_parent(root, "far/passwd", &name), -ENOTDIR);
    cr_assert_eq(reach_stat(root, "far/passwd", &status), -ENOTDIR);
    cr_assert(reach_stat(root, "far", &status) == 0 && S_ISLNK(status.st_mode));
}

Test(reach, nothing_is_above)
{
    int root = make_root();

    cr_assert_eq(reach_open(root, "..", O_PATH), -EXDEV);
    cr_assert_eq(reach_open(root, "in/../../etc", O_PATH), -EXDEV);
    cr_assert_eq(reach_open(root, "/etc/passwd", O_PATH), -EXDEV);
}
