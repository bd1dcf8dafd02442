/* SPDX-License-Identifier: GPL-2.0-or-later */
/* failed_exec.c - vfork and posix_spawn, of programs that exist and of some that cannot run. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static void show(const char *what, pid_t pid)
{
    int status;

    if (waitpid(pid, &status, 0) != pid)
        printf("%s: lost\n", what);
    else if (WIFSIGNALED(status))
        printf("%s: signal %d\n", what, WTERMSIG(status));
    else
        printf("%s: exit %d\n", what, WEXITSTATUS(status));
}

/* The child of vfork shares our memory: it can tell us its errno in a variable. */
static void vfork_exec(const char *path, char *const argv[])
{
    volatile int child_errno = 0;
    pid_t pid = vfork();

    if (pid == 0) {
        execve(path, argv, environ);
        child_errno = errno;
        _exit(child_errno == ENOENT ? 127 : 126);
    }
    printf("vfork %s: %s\n", path, child_errno == 0 ? "started" : strerror(child_errno));
    show("  ended", pid);
}

static void spawn(const char *path, char *const argv[])
{
    pid_t pid;
    int error = posix_spawn(&pid, path, NULL, NULL, argv, environ);

    printf("spawn %s: %s\n", path, error == 0 ? "started" : strerror(error));
    if (error == 0)
        show("  ended", pid);
}

/* Every way to be unable to run, by vfork and by posix_spawn. */
static void try_all(void)
{
    char *const shell[] = {"sh", "-c", "exit 7", NULL};
    char *const killed[] = {"sh", "-c", "kill -KILL $$", NULL};
    char *const plain[] = {"program", NULL};
    const char *const bad[] = {"./missing", "./missing/program", "./plain", "./plain/x", "./empty",
                               "./garbage", "./no-interpreter", "./directory", "./loop", ""};

    vfork_exec("/bin/sh", shell);
    vfork_exec("/bin/sh", killed);
    spawn("/bin/sh", shell);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        vfork_exec(bad[i], plain);
        spawn(bad[i], plain);
    }
}

static void make_file(const char *name, mode_t mode, const char *content)
{
    int fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);

    if (fd < 0 || write(fd, content, strlen(content)) < 0)
        abort();
    fchmod(fd, mode);
    close(fd);
}

/* The child opens, duplicates, closes, changes its mask and directory, and execs. */
static void spawn_with_actions(void)
{
    char *const argv[] = {"sh", "-c", "pwd | tail -c 5 >&3; echo to stdout; trap 'echo term >&3' TERM;"
                          "kill -TERM $$; exit 4", NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t set;
    pid_t pid;

    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    signal(SIGTERM, SIG_IGN);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 3, "report", O_WRONLY | O_CREAT, 0644);
    posix_spawn_file_actions_adddup2(&actions, 3, 1);
    posix_spawn_file_actions_addchdir_np(&actions, "/usr");
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &set);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
    if (posix_spawn(&pid, "/bin/sh", &actions, &attributes, argv, environ) != 0)
        abort();
    show("spawn with actions", pid);
    posix_spawn_file_actions_addopen(&actions, 9, "missing/file", O_RDONLY, 0);
    printf("bad action: %s\n",
           strerror(posix_spawn(&pid, "/bin/sh", &actions, NULL, argv, environ)));
    posix_spawn_file_actions_destroy(&actions);
    signal(SIGTERM, SIG_DFL);
}

/* A vfork child's handlers are its own: the parent's must be there after it. */
static int handled;

static void on_signal(int number)
{
    handled = number;
}

static void keep_handlers(void)
{
    pid_t pid;

    signal(SIGUSR1, on_signal);
    pid = vfork();
    if (pid == 0) {
        signal(SIGUSR1, SIG_IGN);
        execl("/bin/true", "true", (char *)NULL);
        _exit(1);
    }
    show("vfork", pid);
    raise(SIGUSR1);
    printf("the parent's handler is there: %s\n", handled == SIGUSR1 ? "yes" : "no");
}

int main(void)
{
    setvbuf(stdout, NULL, _IOLBF, 0);
    make_file("plain", 0644, "no program\n");
    make_file("empty", 0755, "");
    make_file("garbage", 0755, "\177ELF garbage that is too short");
    make_file("no-interpreter", 0755, "#!/missing/interpreter\n");
    mkdir("directory", 0755);
    if (symlink("loop", "loop") != 0)
        abort();
    try_all();
    spawn_with_actions();
    keep_handlers();
    for (int i = 0; i < 100; i++) {
        pid_t pid = vfork();

        if (pid == 0)
            _exit(i);
        if (pid < 0 || waitpid(pid, &handled, 0) != pid || WEXITSTATUS(handled) != i)
            abort();
    }
    printf("a hundred vforks\n");
    execl("./missing", "missing", (char *)NULL);
    printf("still here: %s\n", strerror(errno));
    return 0;
}
