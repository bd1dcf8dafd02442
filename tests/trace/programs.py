# SPDX-License-Identifier: GPL-2.0-or-later
"""Programs whose traces are compared: name, what is needed, what is run by a shell.

Each runs in a directory of its own, which is made anew for each run.
"""

THREADS = r"""
#include <pthread.h>
#include <unistd.h>
static int go[2];
static void *work(void *number)
{
    char byte;
    for (int i = 0; i < 3; i++)
        if (write(go[1], number, 1) != 1 || read(go[0], &byte, 1) != 1)
            return NULL;
    return number;
}
int main(void)
{
    pthread_t thread;
    if (pipe(go) != 0)
        return 1;
    for (int i = 0; i < 4; i++) {
        if (pthread_create(&thread, NULL, work, "x") != 0)
            return 2;
        usleep(20000);
        pthread_join(thread, NULL);
    }
    return 0;
}
"""

PREPARE = f"""
printf 'one\\ntwo\\nthree\\n' >text; mkdir -p tree/a/b; echo 1 >tree/a/f; echo 2 >tree/a/b/g
ln -s f tree/a/link
cat >threads.c <<'END'
{THREADS}
END
cc -pthread -o threads threads.c
printf 'int main(void) {{ return 0; }}\\n' >small.c
printf 'all: out\\nout: text\\n\\tcat text >out\\n' >Makefile
"""

PROGRAMS = [
    ("ls", "ls", "ls -l tree/a"),
    ("cat", "cat", "cat text"),
    ("cp", "cp", "cp -r tree copy"),
    ("pipeline", "sh", "sh -c 'cat text | grep t | wc -l'"),
    ("python", "python3", "python3 -S -c 'import json, os; print(json.dumps(os.listdir(\"tree\")))'"),
    ("perl", "perl", "perl -e 'open(F, \"<\", \"text\"); print while <F>'"),
    ("git", "git", "git -c init.defaultBranch=main init -q repository"),
    ("curl", "curl", "curl -s -o got file://$PWD/text"),
    ("sqlite", "python3", "python3 -S -c 'import sqlite3; c = sqlite3.connect(\"db\");"
                          " c.execute(\"create table t(a)\"); c.execute(\"insert into t values(1)\");"
                          " c.commit(); c.close()'"),
    ("find", "find", "find tree -type f"),
    ("tar", "tar", "tar cf tree.tar tree"),
    ("gcc", "gcc", "gcc -c small.c"),
    ("make", "make", "make"),
    ("openssl", "openssl", "openssl dgst -sha256 text"),
    ("threads", "cc", "./threads"),
]
