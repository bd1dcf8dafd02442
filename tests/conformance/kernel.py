# SPDX-License-Identifier: GPL-2.0-or-later
"""The kernel's self-tests, from the newest source package that apt offers.

The package is fetched and unpacked into the build directory at test time.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

import verdicts
from case import Case

PACKAGE = re.compile(r"linux-source-(\d+)\.(\d+)$")
NEEDED = ["Kbuild", "Makefile", "arch/x86", "include", "mm/gup_test.h", "scripts",
          "tools/arch/x86", "tools/build", "tools/include", "tools/lib",
          "tools/scripts", "tools/testing/selftests", "usr/include"]
AREAS = ["futex", "clone3", "sigaltstack", "signal", "x86", "mm", "timers", "rseq",
         "exec", "proc", "core", "pidfd", "membarrier", "seccomp", "ptrace", "splice",
         "memfd", "sched", "kcmp", "cachestat", "fchmodat2", "filesystems",
         "filesystems/epoll", "ipc", "mincore", "mqueue", "openat2", "perf_events",
         "pid_namespace", "rlimits", "syscall_user_dispatch", "timens", "vDSO"]

# mm has one script for everything; these are its programs that need no device,
# no module, no huge pages reserved and no settings of the whole system.
PROGRAMS_OF_MM = ["cow", "droppable", "gup_longterm", "guard-regions", "ksm_functional_tests",
                  "madv_populate", "map_fixed_noreplace", "map_populate", "mdwe_test",
                  "memfd_secret", "mkdirty", "mlock-random-test", "mlock2-tests",
                  "mrelease_test", "mremap_dontunmap", "mremap_test", "mseal_test",
                  "on-fault-limit", "pagemap_ioctl", "pkey_sighandler_tests_64",
                  "protection_keys_64", "seal_elf", "soft-dirty", "split_huge_page_test",
                  "thuge-gen", "uffd-unit-tests", "va_high_addr_switch",
                  "virtual_address_range"]

# Natively without an end, or longer than what they show is worth.
LEFT_OUT = {"x86/mov_ss_trap_64", "rseq/run_param_test.sh", "timers/raw_skew",
            "timers/rtcpie", "seccomp/seccomp_benchmark",
            "syscall_user_dispatch/sud_benchmark"}
SLOW = {"timers/nsleep-lat", "timers/mqueue-lat", "timers/inconsistency-check",
        "timers/set-timer-lat", "timers/threadtest",
        "mm/mlock-random-test", "mm/virtual_address_range", "mm/uffd-unit-tests",
        "mm/pagemap_ioctl", "mm/split_huge_page_test", "mm/mrelease_test", "mm/cow",
        "mm/ksm_functional_tests", "mm/gup_longterm", "memfd/run_hugetlbfs_test.sh",
        "rseq/param_test_benchmark", "rseq/param_test_mm_cid_benchmark",
        "rseq/basic_percpu_ops_test", "rseq/basic_percpu_ops_mm_cid_test",
        "rseq/param_test", "rseq/param_test_mm_cid", "rseq/param_test_compare_twice",
        "rseq/param_test_mm_cid_compare_twice", "ptrace/vmaccess",
        "pidfd/pidfd_test", "openat2/rename_attack_test", "vDSO/vdso_test_chacha",
        "timers/posix_timers", "timers/nanosleep", "seccomp/seccomp_bpf",
        "filesystems/epoll/epoll_wakeup_test", "x86/syscall_numbering_64"}
# Threads that do little but call sched_yield, twenty million times.
SECONDS = {"rseq/basic_percpu_ops_test": 300, "rseq/basic_percpu_ops_mm_cid_test": 300}
FUTEX_SCRIPT = "functional/run.sh"


def packages():
    listed = subprocess.run(["apt-cache", "search", "--names-only", "^linux-source-[0-9]"],
                            check=True, capture_output=True, text=True).stdout
    found = [PACKAGE.match(line.split()[0]) for line in listed.splitlines()]
    return [name for name in found if name]


def newest_package():
    found = packages()
    if not found and os.geteuid() == 0:
        subprocess.run(["apt-get", "-q", "update"], check=True, stdout=subprocess.DEVNULL)
        found = packages()
    if not found:
        raise SystemExit("run: apt knows of no linux-source package; try apt-get update")
    return max(found, key=lambda name: (int(name[1]), int(name[2])))[0]


def tarball_of(package, build_dir):
    """Where the package puts it, or else downloaded and unpacked by us."""
    installed = Path("/usr/src") / f"{package}.tar.xz"
    if installed.exists():
        return installed
    download = build_dir / "package"
    shutil.rmtree(download, ignore_errors=True)
    download.mkdir(parents=True)
    subprocess.run(["apt-get", "-q", "download", package], cwd=download, check=True,
                   stdout=subprocess.DEVNULL)
    for file in download.glob("*.deb"):
        subprocess.run(["dpkg-deb", "-x", file.name, "."], cwd=download, check=True)
        file.unlink()
    return download / "usr/src" / f"{package}.tar.xz"


def unpack(package, build_dir):
    """What the self-tests need of the source, with the headers made."""
    source = build_dir / package
    stamp = source / "unpacked"
    if stamp.exists():
        return source
    shutil.rmtree(source, ignore_errors=True)
    subprocess.run(["tar", "-x", "-C", build_dir, "-f", tarball_of(package, build_dir),
                    *(f"{package}/{name}" for name in NEEDED)], check=True)
    shutil.rmtree(build_dir / "package", ignore_errors=True)
    subprocess.run(["make", "-s", f"-j{os.cpu_count()}", "ARCH=x86", "headers"], cwd=source,
                   check=True, stdout=subprocess.DEVNULL)
    stamp.touch()
    return source


def make(area, *arguments):
    return subprocess.run(["make", "--no-print-directory", "ARCH=x86_64", "-C", area,
                           f"OUTPUT={area}", *arguments],
                          capture_output=True, text=True, stdin=subprocess.DEVNULL)


def build(area):
    """Some programs need what is not there; the others are built all the same."""
    made = make(area, "-k", f"-j{os.cpu_count()}", "all")
    (area / "build.log").write_text(made.stdout + made.stderr)


def programs(area, name):
    if name == "mm":
        listed = PROGRAMS_OF_MM
    elif name == "futex":
        listed = [FUTEX_SCRIPT]
    else:
        said = make(area, "-s", "emit_tests", "COLLECTION=").stdout
        listed = [line[1:] for line in said.split() if line.startswith(":")]
    return [program for program in listed if (area / program).exists()]


def cases_of_area(area, name):
    for program in programs(area, name):
        place = area / Path(program).parent
        title = f"{name}/{Path(program).name}"
        if title not in LEFT_OUT:
            yield Case(suite=f"kernel/{name}", name=Path(program).name,
                       command=[f"./{Path(program).name}"], directory=place,
                       parse=verdicts.kselftest, skip_status=verdicts.KSFT_SKIP,
                       seconds=SECONDS.get(title, 120),
                       is_quick=title not in SLOW)


def cases(build_dir, wants):
    """Only areas of which something is wanted are built."""
    areas = [name for name in AREAS if wants(f"kernel/{name}")]
    if not areas:
        return []
    selftests = unpack(newest_package(), build_dir) / "tools/testing/selftests"
    found = []
    for name in areas:
        area = selftests / name
        if area.exists():
            build(area)
            found += cases_of_area(area, name)
    return found
