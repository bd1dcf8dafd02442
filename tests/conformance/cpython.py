# SPDX-License-Identifier: GPL-2.0-or-later
"""CPython's own tests, from Debian's libpython3.*-testsuite."""

import verdicts
from case import Case

PYTHON = "/usr/bin/python3"
MODULES = ["test_os", "test_posix", "test_subprocess", "test_signal", "test_threading",
           "test_thread", "test_multiprocessing_fork", "test_multiprocessing_spawn",
           "test_mmap", "test_socket", "test_select", "test_selectors", "test_asyncio",
           "test_fcntl", "test_resource", "test_faulthandler", "test_eintr", "test_time",
           "test_pty"]
QUICK = {"test_os", "test_posix", "test_subprocess", "test_threading",
         "test_thread", "test_mmap", "test_select", "test_selectors", "test_fcntl",
         "test_resource", "test_pty"}
RESOURCES = "all,-audio,-gui,-largefile,-network,-urlfetch"
# Waits for ever where the kernel has vsock but nobody answers.
IGNORED = "*VSOCK*"


def cases(_build_dir, wants):
    if not wants("cpython"):
        return
    for module in MODULES:
        yield Case(suite="cpython", name=module, parse=verdicts.junit, seconds=900,
                   command=[PYTHON, "-m", "test", "-v", "-u", RESOURCES, "-i", IGNORED,
                            "--junit-xml", "results.xml", module],
                   is_quick=module in QUICK)
