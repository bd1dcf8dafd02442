/* SPDX-License-Identifier: GPL-2.0-or-later */
/* processor.c - see processor.h. */
#include "supervisor/processor.h"

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#define FOLDER "/sys/devices/system/cpu/vulnerabilities/"

static bool says(const char *file, const char *words)
{
    char text[256];
    int fd = open(file, O_RDONLY | O_CLOEXEC);
    ssize_t size;

    if (fd < 0)
        return false;
    size = read(fd, text, sizeof(text) - 1);
    close(fd);
    if (size <= 0)
        return false;
    text[size] = '\0';
    return strstr(text, words) != NULL;
}

/* Returns of the kernel that are never predicted, or whose calls are counted
 * (Documentation/admin-guide/hw-vuln/srso.rst, retbleed= in kernel-parameters.txt). */
bool processor_forgets_calls(void)
{
    return says(FOLDER "spec_rstack_overflow", "Safe RET") ||
           says(FOLDER "retbleed", "untrained return thunk") ||
           says(FOLDER "retbleed", "Stuffing");
}
