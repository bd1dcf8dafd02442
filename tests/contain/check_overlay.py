# SPDX-License-Identifier: GPL-2.0-or-later
"""--overlay: the host is untouched, a layer is shown, kept or dropped, and nothing that a
guest leaves in one leads a commit astray.
"""

import json
import os
import stat
import subprocess
import time

from support import NOBODY, expect


class Scene:
    """A directory with files in it, and a layer beside it."""

    def __init__(self, place):
        self.place = place
        self.work = place.directory / "work"
        self.outside = place.directory / "outside"
        self.layer = place.directory / "layer"
        for directory in (self.work, self.outside, self.work / "d", self.work / "gone"):
            directory.mkdir()
        for path, text in (("a", "one\n"), ("b", "two\n"), ("d/c", "three\n"), ("gone/x", "x\n")):
            (self.work / path).write_text(text)
        (self.work / "l").symlink_to("a")
        (self.outside / "secret").write_text("precious\n")
        if os.geteuid() == 0 and place.extra:
            for path in (self.work, self.outside, *self.work.rglob("*"), *self.outside.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        time.sleep(0.02)  # the kernel's clock for files ticks that slowly

    def guest(self, *words, **kwargs):
        return self.place.run(f"--overlay={self.layer}", *words, cwd=self.work, **kwargs)

    def shell(self, script):
        done = self.guest("sh", "-c", script)
        expect(done, 0)
        return done.stdout

    def python(self, script):
        done = self.guest("/usr/bin/python3", "-c", script)
        expect(done, 0)
        return done.stdout

    def diff(self, *words):
        done = self.place.run("diff", *words, self.layer)
        assert done.returncode in (0, 1) and done.stderr == "", done
        return done.stdout

    def brief(self):
        """What differs: {path below the directory: line}."""
        lines = self.diff("--brief").splitlines()
        return {line.split()[1].removeprefix(f"{self.work}/"): line for line in lines}

    def commit(self, *words):
        return self.place.run("commit", *words, self.layer)

    def tree(self):
        return sorted((str(p.relative_to(self.work)), p.lstat().st_mode,
                       os.readlink(p) if p.is_symlink() else
                       p.read_bytes() if p.is_file() else b"")
                      for p in self.work.rglob("*"))


CHANGES = ("echo more >> a; echo new > n; chmod 751 b; rm -r gone; rm l; ln -s b l; mkfifo p; "
           "ln a a2; mkdir -p q/r; echo z > q/r/s; rm -r d; mkdir d; echo other > d/e")


def nothing_is_written_but_to_the_layer(place):
    scene = Scene(place)
    before = scene.tree()
    seen = scene.shell(CHANGES + "; cat a; ls d; test ! -e gone && readlink l")
    assert seen == "one\nmore\ne\nb\n", seen
    assert scene.tree() == before


def a_diff_tells_each_change(place):
    scene = Scene(place)
    assert scene.guest("true").returncode == 0
    assert scene.diff() == "" and place.run("diff", scene.layer).returncode == 0
    scene.shell(CHANGES)
    found = scene.brief()
    assert set(found) == {"a", "a2", "b", "d/c", "d/e", "gone", "gone/x", "l", "n", "p", "q",
                          "q/r", "q/r/s"}, found
    assert found["a"] == f"changed {scene.work}/a  (content)"
    assert found["b"] == f"changed {scene.work}/b  (mode: 0751, was 0644)"
    assert found["l"] == f"changed {scene.work}/l -> b  (content)"
    assert found["p"] == f"created {scene.work}/p  (fifo)"
    assert found["gone"] == f"removed {scene.work}/gone  (directory)"
    whole = scene.diff()
    assert f"--- {scene.work}/a\n+++ {scene.work}/a\n@@ -1 +1,2 @@\n one\n+more\n" in whole, whole
    assert f"--- {scene.work}/d/c\n+++ /dev/null\n@@ -1 +0,0 @@\n-three\n" in whole, whole
    assert place.run("diff", scene.layer).returncode == 1
    rows = {r["path"]: r for r in map(json.loads, scene.diff("--json").splitlines())}
    assert rows[f"{scene.work}/b"]["what"] == ["mode"]
    assert rows[f"{scene.work}/b"]["new"]["mode"] == "0751"
    assert rows[f"{scene.work}/l"]["link"] == "b"
    assert rows[f"{scene.work}/gone/x"]["change"] == "removed"


def a_commit_does_all_of_it(place):
    scene = Scene(place)
    scene.shell(CHANGES + "; touch -d @1000000000 n; chmod 555 q")
    expect(scene.commit(), 0)
    work = scene.work
    assert (work / "a").read_text() == "one\nmore\n"
    assert (work / "a").stat().st_ino == (work / "a2").stat().st_ino
    assert (work / "n").stat().st_mtime == 1000000000
    assert (work / "b").stat().st_mode & 0o7777 == 0o751 and (work / "b").read_text() == "two\n"
    assert os.readlink(work / "l") == "b" and stat.S_ISFIFO((work / "p").stat().st_mode)
    assert (work / "q/r/s").read_text() == "z\n"
    assert (work / "q").stat().st_mode & 0o777 == 0o555
    assert [p.name for p in (work / "d").iterdir()] == ["e"] and not (work / "gone").exists()
    assert not scene.layer.exists() and not list(work.rglob(".lxrun*"))


def types_of_files_change(place):
    scene = Scene(place)
    scene.shell("rm a; mkdir a; echo in > a/in; rm -r d; echo file > d; rm b; mkfifo b; "
                "rm -r gone; ln -s /nowhere gone")
    expect(scene.commit(), 0)
    work = scene.work
    assert (work / "a/in").read_text() == "in\n" and (work / "d").read_text() == "file\n"
    assert stat.S_ISFIFO((work / "b").stat().st_mode)
    assert os.readlink(work / "gone") == "/nowhere"


def what_a_file_has_is_kept(place):
    scene = Scene(place)
    scene.python("import os, socket\n"
                 "with open('holes', 'wb') as f:\n f.write(b'x'); f.truncate(1 << 30)\n"
                 "os.setxattr('a', 'user.note', b'mine')\n"
                 "os.setxattr('holes', 'user.note', b'too')\n"
                 "s = socket.socket(socket.AF_UNIX); s.bind('sock')\n"
                 "open('none', 'w').write('unreadable'); os.chmod('none', 0)\n"
                 "os.chmod('b', 0o4711)\n")
    found = scene.brief()
    assert found["a"].endswith("(attributes)"), found
    assert found["b"].endswith("(mode: 4711, was 0644)"), found
    expect(scene.commit(), 0)
    work = scene.work
    holes = (work / "holes").stat()
    assert holes.st_size == 1 << 30 and holes.st_blocks < 1000, holes
    assert os.getxattr(work / "a", "user.note") == b"mine"
    assert os.getxattr(work / "holes", "user.note") == b"too"
    assert stat.S_ISSOCK((work / "sock").stat().st_mode)
    assert (work / "none").stat().st_mode & 0o777 == 0
    assert (work / "b").stat().st_mode & 0o7777 == 0o4711


def what_has_changed_meanwhile_is_not_overwritten(place):
    scene = Scene(place)
    scene.shell("echo guest > a; echo guest > b; echo guest > made; rm -r gone; chmod 700 d")
    (scene.work / "a").write_text("host\n")
    (scene.work / "made").write_text("host\n")
    (scene.work / "gone/new").write_text("host\n")
    done = scene.commit()
    assert done.returncode == 1, done
    for name in ("a", "made", "gone/new"):
        assert f"{scene.work}/{name}: it has changed since" in done.stderr, done
    assert (scene.work / "b").read_text() == "two\n", "nothing at all"
    done = scene.commit("--skip")
    assert done.returncode == 1 and "not all was committed" in done.stderr, done
    assert (scene.work / "b").read_text() == "guest\n"
    for name in ("a", "made", "gone/new"):
        assert (scene.work / name).read_text() == "host\n", name
    assert (scene.work / "d").stat().st_mode & 0o777 == 0o700
    expect(scene.commit("--force"), 0)
    assert (scene.work / "a").read_text() == "guest\n"
    assert not (scene.work / "gone").exists() and not scene.layer.exists()


def what_was_removed_meanwhile_stays_away(place):
    scene = Scene(place)
    scene.shell("echo guest >> a; rm b")
    (scene.work / "a").unlink()
    (scene.work / "b").unlink()
    done = scene.commit()
    assert done.returncode == 1 and f"{scene.work}/a: it, or another" in done.stderr, done
    assert not (scene.work / "a").exists()
    expect(scene.commit("--force"), 0)
    assert (scene.work / "a").read_text() == "one\nguest\n"


def another_directory_is_not_written_to(place):
    scene = Scene(place)
    done = place.finish([place.place.lxrun, f"--overlay={scene.layer}", "sh", "-c",
                         "echo x > new"], cwd=scene.work, **place.extra)
    expect(done, 0)
    scene.work.rename(place.directory / "moved")
    scene.work.mkdir()
    done = scene.commit()
    expect(done, 125, "another directory")
    assert list(scene.work.iterdir()) == []


def a_link_leads_no_commit_out(place):
    scene = Scene(place)
    scene.shell(f"rm -r d; ln -s {scene.outside} d; mkdir e; echo evil > e/secret; "
                f"ln -s {scene.outside}/secret f; mkdir gone/deep; echo evil > gone/secret")
    (scene.work / "gone").rename(place.directory / "aside")
    (scene.work / "gone").symlink_to(scene.outside)
    (scene.work / "e").symlink_to(scene.outside)
    (scene.work / "f").symlink_to(scene.outside / "secret")
    for words in ([], ["--skip"], ["--force"]):
        scene.commit(*words)
        names = [p.name for p in scene.outside.iterdir()]
        assert names == ["secret"], (words, names)
        assert (scene.outside / "secret").read_text() == "precious\n", words
    assert (scene.work / "e/secret").read_text() == "evil\n"
    assert os.readlink(scene.work / "d") == str(scene.outside)


def notes_of_overlayfs_cannot_be_forged(place):
    scene = Scene(place)
    scene.python("import os\n"
                 "for name in ('opaque', 'whiteout', 'redirect', 'metacopy'):\n"
                 "  for path in ('a', 'd'):\n"
                 "    try: os.setxattr(path, 'user.overlay.' + name, b'y')\n"
                 "    except OSError: pass\n")
    changed = set(scene.brief())
    assert changed <= {"a", "d"}, changed
    scene.commit()
    assert (scene.work / "a").read_text() == "one\n" and (scene.work / "d/c").exists()


def a_tree_of_any_depth_is_dropped(place):
    scene = Scene(place)
    scene.python("import os\n"
                 "for _ in range(3000):\n os.mkdir('deep'); os.chdir('deep')\n"
                 "open('end', 'w').write('x')\n")
    assert "its path is too long" in scene.diff("--brief")
    assert "its path is too long" in scene.commit().stderr
    expect(place.run("discard", scene.layer), 0)
    assert not scene.layer.exists()


def directories_that_nobody_may_enter(place):
    scene = Scene(place)
    scene.shell("mkdir -p x/y; echo in > x/y/z; chmod 0 x/y x; chmod 0 d; chmod 500 .")
    for _ in range(2):
        found = scene.brief()
        assert {"x", "x/y", "x/y/z", "d"} <= set(found), found
        assert found["d"].endswith("(mode: 0000, was 0755)"), found
    expect(scene.commit(), 0)
    assert (scene.work / "x").stat().st_mode & 0o777 == 0
    assert scene.work.stat().st_mode & 0o777 == 0o500
    for path in (scene.work, scene.work / "x", scene.work / "x/y", scene.work / "d"):
        path.chmod(0o755)
    assert (scene.work / "x/y/z").read_text() == "in\n"


def names_steer_no_terminal(place):
    scene = Scene(place)
    scene.python("open('\\x1b]0;evil\\x07', 'w').write('x')\n"
                 "open(b'not\\xffutf', 'w').write('x')\n")
    shown = scene.diff()
    assert "\x1b" not in shown and "\\033]0;evil\\007" in shown, shown
    paths = [json.loads(line)["path"] for line in scene.diff("--json").splitlines()]
    assert f"{scene.work}/not\\xffutf" in paths, paths


def the_guest_cannot_reach_the_layer(place):
    scene = Scene(place)
    scene.layer = scene.work / "layer"
    done = scene.guest("sh", "-c", "echo x > new; ls layer; echo y > layer/0/upper/new; "
                                   "echo z > layer/began; rm -rf layer")
    assert "Permission denied" in done.stderr or "Read-only" in done.stderr, done
    assert set(scene.brief()) == {"new"}
    assert (scene.layer / "0/upper/new").exists() or list(scene.layer.glob("*/upper/**/new"))
    expect(scene.commit(), 0)
    assert (scene.work / "new").read_text() == "x\n"


def a_second_run_goes_on_in_the_layer(place):
    scene = Scene(place)
    scene.shell("echo first > n")
    assert scene.shell("cat n; echo second > m") == "first\n"
    assert set(scene.brief()) == {"n", "m"}
    (scene.work / "n").write_text("host\n")
    assert scene.commit().returncode == 1


def one_at_a_time(place):
    scene = Scene(place)
    process = place.start(f"--overlay={scene.layer}", "sh", "-c", "echo up; sleep 30",
                          cwd=scene.work)
    process.stdout.readline()
    for command in ("diff", "commit", "discard"):
        expect(place.run(command, scene.layer), 125, "still works in this layer")
    expect(scene.guest("true"), 125, "still works in this layer")
    process.terminate()
    process.wait()
    assert scene.diff() == ""


def a_layer_is_one_of_ours(place):
    scene = Scene(place)
    expect(place.run("diff", scene.work), 125, "no layer")
    expect(place.run("--overlay=" + str(scene.work), "true"), 125, "no layer")
    scene.shell("true")
    scene.layer.chmod(0o777)
    expect(place.run("commit", scene.layer), 125, "nobody else may write")
    expect(place.run("diff", place.directory / "nowhere"), 125, "nowhere")


def the_last_one_is_meant(place):
    scene = Scene(place)
    environment = {**os.environ, "XDG_STATE_HOME": str(place.directory / "state")}
    for name in ("first", "second"):
        done = place.run("--overlay", "sh", "-c", f"echo {name} > {name}", cwd=scene.work,
                         env=environment)
        expect(done, 0)
        time.sleep(1.1)
    listed = place.run("diff", "--list", env=environment).stdout.splitlines()
    assert len(listed) == 2 and "echo first > first" in listed[0], listed
    assert f"{scene.work}/second" in place.run("diff", "-q", env=environment).stdout
    first = listed[0].split()[0]
    assert f"{scene.work}/first" in place.run("diff", "-q", first, env=environment).stdout
    expect(place.run("discard", env=environment), 0)
    expect(place.run("commit", env=environment), 0)
    assert (scene.work / "first").exists() and not (scene.work / "second").exists()
    expect(place.run("diff", env=environment), 125, "there is no layer")


def programs_run_in_it(place):
    scene = Scene(place)
    scene.place.file("work/t.c", "int main(void) { return 3; }\n")
    done = scene.guest("sh", "-c", "cc -o t t.c && ./t; echo $?; cp /bin/sh mysh && "
                                   "./mysh -c 'readlink /proc/$$/exe; grep -c mysh /proc/$$/maps'")
    expect(done, 0)
    lines = done.stdout.splitlines()
    assert lines[:2] == ["3", f"{scene.work}/mysh"] and int(lines[2]) > 1, done
    assert not (scene.work / "t").exists()


def a_bind_is_written_to_the_layer(place):
    scene = Scene(place)
    expect(scene.guest("--bind", scene.work, "/mnt", "sh", "-c", "echo x > /mnt/new"), 0)
    assert not (scene.work / "new").exists() and set(scene.brief()) == {"new"}
    expect(scene.guest("--bind", scene.work / "a", "/mnt/a", "true"), 125, "only directories")


def rules_hold_on_it(place):
    scene = Scene(place)
    done = scene.guest("--ro=/", "--rw=" + str(scene.work / "d"), "--rox=/usr", "--rw=/dev",
                       "sh", "-c", "echo x > d/new && ! echo y > a && cat d/new")
    assert done.returncode == 0 and done.stdout == "x\n", done
    assert set(scene.brief()) == {"d/new"}


def in_the_default_profile(place):
    scene = Scene(place)
    done = place.finish([place.place.lxrun, f"--overlay={scene.layer}", "sh", "-c",
                         "echo x > new; echo y > /etc/lxrun-new; cat new"], cwd=scene.work,
                        **place.extra)
    assert done.returncode == 0 and done.stdout == "x\n", done
    assert set(scene.brief()) == {"new"} and not (scene.work / "new").exists()


def file_systems_below_have_layers_too(place):
    """In one mount namespace: a mount in the directory, a run, and a commit."""
    scene = Scene(place)
    user = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] \
        if place.extra else []
    lxrun = " ".join([*user, str(place.place.lxrun)])
    script = (f"mount -t tmpfs -o mode=777 inner {scene.work}/d && echo before > {scene.work}/d/f\n"
              f"{lxrun} --profile=none --overlay={scene.layer} sh -c "
              f"'echo x > d/new; rm d/f; echo y >> b; echo z > /dev/null'\n"
              f"ls {scene.work}/d; {lxrun} diff -q {scene.layer}\n"
              f"{lxrun} commit {scene.layer}; ls {scene.work}/d\n")
    names = ["--map-root-user"] if os.geteuid() != 0 else []
    done = subprocess.run(["unshare", *names, "-m", "sh", "-c", script], cwd=scene.work,
                          capture_output=True, text=True, timeout=60)
    lines = done.stdout.splitlines()
    if place.extra:
        # The way to a mount is only there to be read, without root.
        assert "cannot create b" in done.stderr or "Read-only" in done.stderr, done
    else:
        assert f"changed {scene.work}/b  (content)" in lines, done
        assert (scene.work / "b").read_text() == "two\ny\n"
    assert lines[0] == "f" and f"created {scene.work}/d/new  (file)" in lines, done
    assert lines[-1] == "new", done


def without_user_namespaces_there_is_none(place):
    """Neither root nor a namespace to be had: said, and nothing is run."""
    scene = Scene(place)
    scene.layer.mkdir(mode=0o700)
    script = ("echo 0 > /proc/sys/user/max_user_namespaces && "
              "exec setpriv --inh-caps=-all --bounding-set=-all "
              f"{place.place.lxrun} --profile=none --best-effort --overlay={scene.layer} "
              "sh -c 'echo ran > ran'")
    if place.extra:
        os.chown(scene.layer, NOBODY, NOBODY)
    done = place.finish(["unshare", "--user", "--map-root-user", "sh", "-c", script],
                        cwd=scene.work, **place.extra)
    expect(done, 125, "user namespace", "sysctl user.max_user_namespaces")
    assert not (scene.work / "ran").exists()
