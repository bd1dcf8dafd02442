/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Libraries loaded at run time work, again and again, with thread-local data
 * and unwinding.
 */
#include <dlfcn.h>
#include <link.h>

#include "check.h"

static int count_object(struct dl_phdr_info *info, size_t size, void *data)
{
    (void)size;
    CHECK(info->dlpi_phnum > 0);
    ++*(int *)data;
    return 0;
}

int main(void)
{
    int before = 0, during = 0;

    dl_iterate_phdr(count_object, &before);
    for (int i = 0; i < 50; i++) {
        void *library = dlopen("libm.so.6", RTLD_NOW);
        double (*cosine)(double);
        Dl_info info;

        CHECK(library != NULL);
        cosine = (double (*)(double))dlsym(library, "cos");
        CHECK(cosine != NULL && cosine(0) == 1);
        CHECK(dladdr((void *)cosine, &info) != 0 &&
              strstr(info.dli_fname, "libm") != NULL);
        during = 0;
        dl_iterate_phdr(count_object, &during);
        CHECK_EQ(during, before + 1);
        CHECK_EQ(dlclose(library), 0);
    }
    return passed();
}
