/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inspect.c - Linux's rules decide, libelf explains.
 *
 * What is accepted is what fs/binfmt_elf.c accepts, and it looks at less than
 * one would think: not at the class or the byte order in e_ident, and never at
 * section headers.  Only a file that is refused is given to libelf, which can
 * read headers of every class and byte order.
 *
 * Nothing in the file is believed before it is checked.
 */
#include "loader/inspect.h"

#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <libelf.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ARRAY_COUNT(a) (sizeof(a) / sizeof((a)[0]))

#define HEAD_SIZE 1024
#define PROGRAM_HEADERS_MAX 65536U
#define ADDRESS_LIMIT 0x7ffffffff000UL
#define PAGE_OFFSET_MASK 4095UL

/* The start of a file holds both kinds of header of nearly every program. */
struct file {
    int fd;
    Elf64_Ehdr header;
    size_t size; /* of head; less than HEAD_SIZE is the whole file */
    unsigned char head[HEAD_SIZE];
};

struct named {
    unsigned number;
    const char *name;
};

struct opening {
    const char *bytes;
    size_t size;
    const char *what;
};

static const struct named machines[] = {
    { EM_386, "32-bit x86 (i386)" },
    { EM_X86_64, "x86-64" },
    { EM_AARCH64, "aarch64" },
    { EM_ARM, "32-bit ARM" },
    { EM_RISCV, "RISC-V" },
    { EM_PPC64, "PowerPC 64" },
    { EM_PPC, "PowerPC" },
    { EM_S390, "s390x" },
    { EM_MIPS, "MIPS" },
    { EM_LOONGARCH, "LoongArch" },
    { EM_SPARCV9, "SPARC 64" },
    { EM_SPARC, "SPARC" },
    { EM_68K, "m68k" },
    { EM_ALPHA, "Alpha" },
    { EM_PARISC, "PA-RISC" },
    { EM_IA_64, "Itanium" },
    { EM_SH, "SuperH" },
    { EM_BPF, "BPF" },
};

static const struct named types[] = {
    { ET_REL, "is an object file, not a program; link it first" },
    { ET_CORE, "is a core dump, not a program; a debugger reads it" },
};

/* NUL bytes may be part of an opening, so sizes are given. */
static const struct opening openings[] = {
    { "MZ", 2, "is a Windows program; run it with wine" },
    { "\0asm", 4, "is WebAssembly; run it with a WebAssembly runtime" },
    { "\xca\xfe\xba\xbe", 4,
      "is a Java class or a macOS program; lxrun runs Linux programs" },
    { "\xcf\xfa\xed\xfe", 4, "is a macOS program; lxrun runs Linux programs" },
    { "!<arch>\n", 8, "is a library archive, not a program" },
    { "\x1f\x8b", 2, "is gzip-compressed data; unpack it first" },
    { "PK\x03\x04", 4,
      "is a zip archive; unpack it, or run it with what it was made for" },
    { "BC\xc0\xde", 4, "is LLVM bitcode; run it with lli or compile it" },
};

static const struct named *find_named(const struct named *table, size_t count,
                                      unsigned number)
{
    for (size_t i = 0; i < count; i++)
        if (table[i].number == number)
            return &table[i];
    return NULL;
}

static void write_complaint(struct complaint *complaint, const char *format,
                            va_list values)
{
    vsnprintf(complaint->text, sizeof(complaint->text), format, values);
}

__attribute__((format(printf, 3, 4)))
static long complain(struct complaint *complaint, long err, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    write_complaint(complaint, format, values);
    va_end(values);
    return err;
}

__attribute__((format(printf, 2, 3)))
static long refuse(struct complaint *complaint, const char *format, ...)
{
    va_list values;

    va_start(values, format);
    write_complaint(complaint, format, values);
    va_end(values);
    return -ENOEXEC;
}

static long read_head(struct file *file, int fd)
{
    ssize_t got = pread(fd, file->head, sizeof(file->head), 0);

    if (got < 0)
        return -errno;
    file->fd = fd;
    file->size = (size_t)got;
    memset(&file->header, 0, sizeof(file->header));
    memcpy(&file->header, file->head,
           file->size < sizeof(file->header) ? file->size : sizeof(file->header));
    return 0;
}

static bool is_elf(const struct file *file)
{
    return file->size >= SELFMAG && memcmp(file->head, ELFMAG, SELFMAG) == 0;
}

/* -- What a file is that is no program for this machine -- */

static bool is_text(const struct file *file)
{
    for (size_t i = 0; i < file->size; i++) {
        unsigned char c = file->head[i];

        if (c < ' ' && c != '\n' && c != '\t' && c != '\r' && c != '\f' && c != '\033')
            return false;
    }
    return true;
}

static long complain_not_elf(const struct file *file, struct complaint *complaint)
{
    if (file->size == 0)
        return refuse(complaint, "is empty");
    for (size_t i = 0; i < ARRAY_COUNT(openings); i++)
        if (file->size >= openings[i].size &&
            memcmp(file->head, openings[i].bytes, openings[i].size) == 0)
            return refuse(complaint, "%s", openings[i].what);
    if (is_text(file))
        return refuse(complaint, "is a script without a #! line; add one, or name its "
                                 "interpreter, as in: lxrun sh FILE");
    return refuse(complaint, "is neither an ELF program nor a script with a #! line");
}

static long complain_type(const GElf_Ehdr *header, struct complaint *complaint)
{
    const struct named *type = find_named(types, ARRAY_COUNT(types), header->e_type);

    if (type != NULL)
        return refuse(complaint, "%s", type->name);
    return refuse(complaint, "is an ELF file of type %u, which is not a program",
                  header->e_type);
}

static long complain_machine(const GElf_Ehdr *header, struct complaint *complaint)
{
    const struct named *machine =
        find_named(machines, ARRAY_COUNT(machines), header->e_machine);
    const char *order = header->e_ident[EI_DATA] == ELFDATA2MSB ? ", big-endian" : "";

    if (header->e_machine == EM_X86_64 && header->e_ident[EI_CLASS] == ELFCLASS32)
        return refuse(complaint, "built for x32, 32-bit pointers on x86-64, which lxrun "
                                 "does not run; build it with -m64");
    if (header->e_machine == EM_386)
        return refuse(complaint, "built for 32-bit x86 (i386), which lxrun does not run; "
                                 "build it for x86-64");
    if (machine != NULL)
        return refuse(complaint, "built for %s%s, this machine is x86-64", machine->name,
                      order);
    return refuse(complaint, "built for machine number %u%s, this machine is x86-64",
                  header->e_machine, order);
}

/* libelf wants to see section headers where a header speaks of them; here the
 * start of the file is all there is, so it may well decline. */
static bool read_foreign_header(struct file *file, GElf_Ehdr *header)
{
    bool is_read;
    Elf *elf;

    elf_version(EV_CURRENT);
    elf = elf_memory((char *)file->head, file->size);
    is_read = elf != NULL && gelf_getehdr(elf, header) != NULL;
    elf_end(elf);
    return is_read;
}

static long complain_elf(struct file *file, struct complaint *complaint)
{
    GElf_Ehdr header;

    if (!read_foreign_header(file, &header))
        return refuse(complaint, "its ELF header is damaged or cut off");
    if (header.e_machine != EM_X86_64 || header.e_ident[EI_CLASS] == ELFCLASS32)
        return complain_machine(&header, complaint);
    if (header.e_ident[EI_DATA] == ELFDATA2MSB)
        return refuse(complaint, "built for x86-64, but big-endian: it is damaged");
    if (header.e_type != ET_EXEC && header.e_type != ET_DYN)
        return complain_type(&header, complaint);
    return refuse(complaint, "its program headers are damaged or cut off");
}

/* -- Headers, by the kernel's rules -- */

static bool read_program_header(const struct file *file, unsigned index, Elf64_Phdr *out)
{
    uint64_t offset;

    if (__builtin_add_overflow(file->header.e_phoff, index * sizeof(*out), &offset) ||
        offset > INT64_MAX)
        return false;
    if (offset <= file->size && file->size - offset >= sizeof(*out)) {
        memcpy(out, file->head + offset, sizeof(*out));
        return true;
    }
    return pread(file->fd, out, sizeof(*out), (off_t)offset) == (ssize_t)sizeof(*out);
}

static bool has_program_headers(const struct file *file)
{
    const Elf64_Ehdr *header = &file->header;
    unsigned size = (unsigned)header->e_phnum * (unsigned)sizeof(Elf64_Phdr);
    Elf64_Phdr last;

    return header->e_phentsize == sizeof(last) && size != 0 &&
           size <= PROGRAM_HEADERS_MAX &&
           read_program_header(file, header->e_phnum - 1U, &last);
}

static long complain_cut_off(struct complaint *complaint)
{
    return refuse(complaint, "is cut off: its program headers are missing");
}

static bool is_for_this_machine(const struct file *file)
{
    return is_elf(file) && file->header.e_machine == EM_X86_64;
}

static bool is_program(const struct file *file)
{
    return is_for_this_machine(file) &&
           (file->header.e_type == ET_EXEC || file->header.e_type == ET_DYN) &&
           has_program_headers(file);
}

/* -- The interpreter -- */

/* What to install for the dynamic linkers that people lack. */
static const char *package_of(const char *interpreter)
{
    if (strstr(interpreter, "ld-musl") != NULL)
        return "install musl";
    if (strstr(interpreter, "ld-linux") != NULL)
        return "install glibc (libc6)";
    if (strncmp(interpreter, "/nix/store/", 11) == 0)
        return "it belongs to a Nix store that is not here";
    return "install the package that has it";
}

static long complain_unusable(const char *path, long err, struct complaint *complaint)
{
    struct stat status;

    if (err == -ENOENT || err == -ENOTDIR)
        return complain(complaint, err, "its interpreter %s is missing; %s", path,
                        package_of(path));
    if (err != -EACCES)
        return complain(complaint, err, "its interpreter %s cannot be used: %s", path,
                        strerror((int)-err));
    if (stat(path, &status) == 0 && !S_ISREG(status.st_mode))
        return complain(complaint, err, "its interpreter %s is not a regular file", path);
    return complain(complaint, err,
                    "its interpreter %s is not executable and readable (chmod +rx)",
                    path);
}

/* As the kernel's open_exec(): a regular file that may be executed.  lxcore
 * must be able to read it, too. */
static long open_interpreter(const char *path)
{
    struct stat status;
    int fd;

    if (stat(path, &status) != 0)
        return -errno;
    if (!S_ISREG(status.st_mode))
        return -EACCES;
    if (faccessat(AT_FDCWD, path, X_OK, AT_EACCESS) != 0)
        return -errno;
    fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    return fd < 0 ? -errno : fd;
}

static long check_interpreter(const char *path, struct complaint *complaint)
{
    long fd = open_interpreter(path), err;
    struct file file;

    if (fd < 0)
        return complain_unusable(path, fd, complaint);
    err = read_head(&file, (int)fd);
    if (err != 0)
        complain_unusable(path, err, complaint);
    else if (file.size < sizeof(file.header))
        err = complain(complaint, -EIO, "its interpreter %s is cut off or empty", path);
    else if (!is_for_this_machine(&file))
        err = complain(complaint, -ELIBBAD, "its interpreter %s is not built for x86-64",
                       path);
    else if (!has_program_headers(&file))
        err = complain(complaint, -ELIBBAD, "its interpreter %s is damaged", path);
    close((int)fd);
    return err;
}

static long read_interpreter_path(const struct file *file, const Elf64_Phdr *segment,
                                  char path[PATH_MAX], struct complaint *complaint)
{
    uint64_t size = segment->p_filesz;

    if (size > PATH_MAX || size < 2)
        return refuse(complaint, "the name of its interpreter is %s",
                      size < 2 ? "empty" : "too long");
    if (segment->p_offset > INT64_MAX ||
        pread(file->fd, path, size, (off_t)segment->p_offset) != (ssize_t)size)
        return complain(complaint, -EIO,
                        "is cut off: the name of its interpreter is missing");
    if (path[size - 1] != '\0')
        return refuse(complaint, "the name of its interpreter has no end");
    if (path[0] == '\0')
        return complain(complaint, -EACCES, "the name of its interpreter is empty");
    return 0;
}

/* Only the first PT_INTERP counts. */
static long check_dynamic(const struct file *file, struct complaint *complaint)
{
    Elf64_Phdr segment;
    char path[PATH_MAX];

    for (unsigned i = 0; i < file->header.e_phnum; i++) {
        long err;

        if (!read_program_header(file, i, &segment))
            return complain_cut_off(complaint);
        if (segment.p_type != PT_INTERP)
            continue;
        err = read_interpreter_path(file, &segment, path, complaint);
        return err != 0 ? err : check_interpreter(path, complaint);
    }
    return 0;
}

/* -- Segments -- */

static const char *fault_of(const Elf64_Phdr *segment)
{
    if (segment->p_filesz > segment->p_memsz)
        return "is larger in the file than in memory";
    if (segment->p_memsz > ADDRESS_LIMIT ||
        segment->p_vaddr > ADDRESS_LIMIT - segment->p_memsz)
        return "does not fit into the address space";
    if (segment->p_filesz != 0 &&
        ((segment->p_vaddr ^ segment->p_offset) & PAGE_OFFSET_MASK) != 0)
        return "lies at different page offsets in the file and in memory";
    return NULL;
}

static long check_segments(const struct file *file, struct complaint *complaint)
{
    bool has_load = false;
    Elf64_Phdr segment;

    for (unsigned i = 0; i < file->header.e_phnum; i++) {
        const char *fault;

        if (!read_program_header(file, i, &segment))
            return complain_cut_off(complaint);
        if (segment.p_type != PT_LOAD)
            continue;
        has_load = true;
        fault = fault_of(&segment);
        if (fault != NULL)
            return complain(complaint, -EINVAL, "is damaged: its segment %u %s", i,
                            fault);
    }
    if (!has_load)
        return complain(complaint, -EINVAL, "is damaged: it has nothing to load");
    return 0;
}

long inspect_program(int fd, struct complaint *complaint)
{
    struct file file;
    long err = read_head(&file, fd);

    if (err != 0)
        return complain(complaint, err, "cannot be read: %s", strerror((int)-err));
    if (!is_elf(&file))
        return complain_not_elf(&file, complaint);
    if (!is_program(&file))
        return complain_elf(&file, complaint);
    err = check_dynamic(&file, complaint);
    return err != 0 ? err : check_segments(&file, complaint);
}
