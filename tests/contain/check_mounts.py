# SPDX-License-Identifier: GPL-2.0-or-later
"""Mount options: what is there, what can be written, and that the host is untouched."""

from pathlib import Path

from support import expect


def shell(place, *words):
    """The last word is a script; its output."""
    done = place.run(*words[:-1], "sh", "-c", words[-1])
    assert done.returncode == 0, done
    return done.stdout


def a_bind_is_writable_and_a_ro_bind_is_not(place):
    data = place.directory / "data"
    data.mkdir(mode=0o777)
    data.chmod(0o777)
    assert shell(place, "--bind", data, "/mnt", "echo x > /mnt/new && ls /mnt") == "new\n"
    assert (data / "new").read_text() == "x\n"
    done = place.run("--ro-bind", data, "/mnt", "sh", "-c", "echo y > /mnt/other")
    assert done.returncode != 0 and "Read-only" in done.stderr, done
    assert not (data / "other").exists()


def a_volume_is_docker_s(place):
    data = place.directory / "data"
    data.mkdir()
    data.chmod(0o777)
    shell(place, "-v", f"{data}:/mnt", "touch /mnt/a")
    done = place.run("-v", f"{data}:/mnt:ro", "touch", "/mnt/b")
    assert done.returncode != 0 and "Read-only" in done.stderr, done
    assert (data / "a").exists() and not (data / "b").exists()
    expect(place.run("-v", "nonsense", "true"), 125, "-v nonsense")
    expect(place.run("-v", f"{data}:/mnt:rx", "true"), 125, "-v", ":rx")


def read_only_holds_for_what_is_mounted_below(place):
    for path in ("/", "/tmp", "/dev/shm"):
        done = place.run("--read-only", "touch", f"{path}/lxrun-test")
        assert done.returncode != 0 and "Read-only" in done.stderr, (path, done)
        assert not Path(path, "lxrun-test").exists()
    done = place.run("--read-only", "chmod", "777", place.directory)
    assert done.returncode != 0 and "Read-only" in done.stderr, done


def mounts_cannot_be_undone(place):
    done = place.run("--read-only", "--unshare-pid", "sh", "-c",
                     "mount -o remount,rw / || umount -l / || umount /tmp || echo contained")
    assert done.stdout == "contained\n", done


def a_tmpfs_is_gone_with_the_run(place):
    assert shell(place, "--tmpfs", "/mnt", "touch /mnt/a; ls /mnt") == "a\n"
    assert shell(place, "--tmpfs", "/mnt", "ls -A /mnt") == ""


def a_missing_target_is_made_without_touching_the_host(place):
    listed = shell(place, "--tmpfs", "/lxrun-new/deep", "ls -d /lxrun-new/deep; ls -d /usr")
    assert listed == "/lxrun-new/deep\n/usr\n", listed
    assert not Path("/lxrun-new").exists()
    done = place.run("--tmpfs", "/lxrun-new", "touch", "/lost")
    assert "Read-only" in done.stderr and not Path("/lost").exists(), done


def nothing_is_above_the_root(place):
    root = place.directory / "root"
    for name in ("usr", "lib", "lib64", "bin", "proc", "dev"):
        (root / name).mkdir(parents=True)
    words = ["--rootfs", root, "--proc", "/proc", "--dev", "/dev"]
    for name in ("usr", "lib", "lib64", "bin"):
        words += ["--ro-bind", f"/usr/{name}" if name != "usr" else "/usr", f"/{name}"]
    (root / "mark").write_text("inside")
    (root / "mark").chmod(0o644)
    for path in ("/mark", "/../mark", "/../../mark", "/proc/self/root/../mark"):
        assert shell(place, *words, f"cat {path}") == "inside", path
    assert "home" not in shell(place, *words, "ls /..")
    expect(place.run(*words, "--tmpfs", "/elsewhere", "true"), 125, "--tmpfs /elsewhere",
           "make it there first")


def a_target_cannot_lead_out_by_a_link(place):
    root = place.directory / "root"
    for name in ("usr", "lib", "lib64", "bin"):
        (root / name).mkdir(parents=True)
    (root / "inside").mkdir()
    (root / "out").symlink_to("../../../../../../../inside")
    words = ["--rootfs", root]
    for name in ("usr", "lib", "lib64", "bin"):
        words += ["--ro-bind", f"/usr/{name}" if name != "usr" else "/usr", f"/{name}"]
    assert shell(place, *words, "--tmpfs", "/out", "touch /out/x; ls /inside") == "x\n"
    assert list((root / "inside").iterdir()) == []


def a_small_dev(place):
    script = "ls /dev; echo x > /dev/null && head -c 3 /dev/zero | wc -c && [ -c /dev/urandom ]"
    names = shell(place, "--dev", "/dev", script).split()
    assert "null" in names and "pts" in names and "3" in names, names
    assert not any(n.startswith(("vd", "sd", "mem", "kmsg", "loop")) for n in names), names


def links_and_directories_are_made(place):
    listed = shell(place, "--tmpfs", "/mnt", "--dir", "/mnt/a/b", "--symlink", "a/b", "/mnt/l",
                   "readlink /mnt/l; cd /mnt/l && pwd -P")
    assert listed == "a/b\n/mnt/a/b\n", listed


def what_is_missing_is_named(place):
    expect(place.run("--bind", "/nowhere", "/mnt", "true"), 125, "--bind /nowhere /mnt",
           "No such file")
    expect(place.run("--bind-try", "/nowhere", "/mnt", "true"), 0)
    expect(place.run("--bind", "/etc", "relative", "true"), 125, "absolute")
    expect(place.run("--bind", "/etc"), 125, "--bind", "two values")
    expect(place.run("--bind", "/etc/passwd", "/mnt", "true"), 125, "directory")


def the_directory_is_one_of_the_guests(place):
    done = place.run("--tmpfs", "/mnt", "--dir", "/mnt/here", "-w", "/mnt/here", "pwd")
    expect(done, 0)
    assert done.stdout == "/mnt/here\n", done
    expect(place.run("--tmpfs", "/mnt", "-w", "/mnt/no", "pwd"), 125, "-w /mnt/no")


def the_program_is_one_of_the_guests(place):
    data = place.directory / "data"
    data.mkdir()
    (data / "tool").write_text("#!/bin/sh\necho mine\n")
    (data / "tool").chmod(0o755)
    done = place.run("--ro-bind", data, "/mnt", "/mnt/tool")
    expect(done, 0)
    assert done.stdout == "mine\n", done
    expect(place.run("--tmpfs", place.directory, data / "tool"), 127, "not found")
