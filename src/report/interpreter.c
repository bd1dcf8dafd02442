/* SPDX-License-Identifier: GPL-2.0-or-later */
/* interpreter.c - see interpreter.h. */
#include "report/interpreter.h"

#include <elf.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "report/path.h"
#include "report/table.h"

/* A script's interpreter may be a script, and so on; the kernel has a limit, too. */
#define INTERPRETERS_MOST 6

static bool of_script(const char *line, size_t size, char *name)
{
    size_t at = 2, length;

    while (at < size && (line[at] == ' ' || line[at] == '\t'))
        at++;
    length = strcspn(line + at, " \t\n");
    if (length == 0 || at + length >= INTERPRETER_SIZE)
        return false;
    memcpy(name, line + at, length);
    name[length] = '\0';
    return true;
}

static bool of_elf(int fd, const Elf64_Ehdr *header, char *name)
{
    Elf64_Phdr segment;

    if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_phentsize != sizeof(segment))
        return false;
    for (unsigned i = 0; i < header->e_phnum; i++) {
        off_t at = (off_t)(header->e_phoff + i * sizeof(segment));

        if (pread(fd, &segment, sizeof(segment), at) != sizeof(segment))
            return false;
        if (segment.p_type != PT_INTERP)
            continue;
        if (segment.p_filesz < 2 || segment.p_filesz >= INTERPRETER_SIZE ||
            pread(fd, name, segment.p_filesz, (off_t)segment.p_offset) !=
                (ssize_t)segment.p_filesz)
            return false;
        name[segment.p_filesz] = '\0';
        return true;
    }
    return false;
}

bool interpreter_of(const char *path, char name[INTERPRETER_SIZE])
{
    union {
        char line[257];
        Elf64_Ehdr elf;
    } start = { .line = "" };
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    ssize_t size = fd < 0 ? -1 : pread(fd, &start, sizeof(start) - 1, 0);
    bool is_found = false;

    if (size > 2 && memcmp(start.line, "#!", 2) == 0)
        is_found = of_script(start.line, (size_t)size, name);
    else if (size >= (ssize_t)sizeof(start.elf) &&
             memcmp(start.line, ELFMAG, SELFMAG) == 0)
        is_found = of_elf(fd, &start.elf, name);
    if (fd >= 0)
        close(fd);
    return is_found;
}

void interpreter_walk(const char *program, const char *root, const char *directory,
                      void (*each)(void *context, const char *path), void *context)
{
    char *path = table_string(program, strlen(program));

    for (int i = 0; i < INTERPRETERS_MOST && path != NULL; i++) {
        char name[INTERPRETER_SIZE], *next = NULL;

        each(context, path);
        if (interpreter_of(path, name))
            next = path_resolve(root, directory, name, strlen(name), path_is_link);
        free(path);
        path = next;
    }
    free(path);
}
