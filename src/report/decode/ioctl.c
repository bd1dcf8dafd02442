/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ioctl.c - requests to devices: their names, and what stands behind some of them. */
#include <asm/ioctls.h>
#include <asm/termbits.h>
#include <linux/fs.h>
#include <string.h>

#include "report/decode/impl.h"

#define FIRST_COMMON 0x300 /* lower numbers have a meaning to one device only */

static void show_code(struct decode *d, uint32_t request)
{
    static const char *const directions[] = { "_IOC_NONE", "_IOC_WRITE", "_IOC_READ",
                                              "_IOC_READ|_IOC_WRITE" };

    text_format(d->out, "_IOC(%s, ", directions[_IOC_DIR(request)]);
    text_hex(d->out, _IOC_TYPE(request));
    text_string(d->out, ", ");
    text_hex(d->out, _IOC_NR(request));
    text_string(d->out, ", ");
    text_hex(d->out, _IOC_SIZE(request));
    text_char(d->out, ')');
}

void decode_arg_ioctl_request(struct decode *d, unsigned i)
{
    uint32_t request = (uint32_t)arg(d, i);
    const char *name = constant_name(&constants_ioctlcmd, request);

    if (request < FIRST_COMMON && request != FIBMAP && request != FIGETBSZ)
        name = NULL;
    if (d->style->words == WORDS_RAW)
        text_hex(d->out, request);
    else if (name != NULL)
        text_string(d->out, name);
    else
        show_code(d, request);
}

static const struct constant output_modes[] = {
    { 0x1, "OPOST" },   { 0x2, "OLCUC" },  { 0x4, "ONLCR" },  { 0x8, "OCRNL" },
    { 0x10, "ONOCR" },  { 0x20, "ONLRET" }, { 0x40, "OFILL" }, { 0x80, "OFDEL" },
};
static const struct constant control_modes[] = {
    { 0x40, "CSTOPB" }, { 0x80, "CREAD" }, { 0x100, "PARENB" }, { 0x200, "PARODD" },
    { 0x400, "HUPCL" }, { 0x800, "CLOCAL" }, { 0x40000000, "CMSPAR" }, { 0x80000000, "CRTSCTS" },
};
static const struct constant input_modes[] = {
    { 0x1, "IGNBRK" }, { 0x2, "BRKINT" }, { 0x4, "IGNPAR" }, { 0x8, "PARMRK" },
    { 0x10, "INPCK" }, { 0x20, "ISTRIP" }, { 0x40, "INLCR" }, { 0x80, "IGNCR" },
    { 0x100, "ICRNL" }, { 0x200, "IUCLC" }, { 0x400, "IXON" }, { 0x800, "IXANY" },
    { 0x1000, "IXOFF" }, { 0x2000, "IMAXBEL" }, { 0x4000, "IUTF8" },
};
static const struct constant local_modes[] = {
    { 0x1, "ISIG" }, { 0x2, "ICANON" }, { 0x4, "XCASE" }, { 0x8, "ECHO" },
    { 0x10, "ECHOE" }, { 0x20, "ECHOK" }, { 0x40, "ECHONL" }, { 0x80, "NOFLSH" },
    { 0x8000, "IEXTEN" }, { 0x200, "ECHOCTL" }, { 0x400, "ECHOPRT" }, { 0x800, "ECHOKE" },
    { 0x1000, "FLUSHO" }, { 0x4000, "PENDIN" }, { 0x100, "TOSTOP" }, { 0x10000, "EXTPROC" },
};

#define SET(array, name) \
    &(const struct constants){ name, sizeof(array) / sizeof((array)[0]), array }

static const char *speed_name(unsigned speed)
{
    static const char *const slow[] = { "B0",   "B50",  "B75",  "B110",  "B134",  "B150",
                                        "B200", "B300", "B600", "B1200", "B1800", "B2400",
                                        "B4800", "B9600", "B19200", "B38400" };
    static const char *const fast[] = { "BOTHER", "B57600", "B115200", "B230400", "B460800",
                                        "B500000", "B576000", "B921600", "B1000000" };

    if (speed < 16)
        return slow[speed];
    return (speed & 0xf) < 9 ? fast[speed & 0xf] : "B???";
}

static void show_output_modes(struct decode *d, unsigned modes)
{
    text_format(d->out, ", c_oflag=NL%u|CR%u|%s|BS%u|VT%u|FF%u", modes >> 8 & 1,
                modes >> 9 & 3, (modes & 0x1800) == 0x1800 ? "TAB3" : "TAB0",
                modes >> 13 & 1, modes >> 14 & 1, modes >> 15 & 1);
    if (modes & 0xff) {
        text_char(d->out, '|');
        decode_flags(d, SET(output_modes, "O???"), modes & 0xff);
    }
}

static void show_control_modes(struct decode *d, unsigned modes)
{
    unsigned rest = modes & ~(0x100fU | 0x30U | 0x100f0000U);

    text_format(d->out, ", c_cflag=%s|CS%u", speed_name(modes & 0x100f), 5 + (modes >> 4 & 3));
    if (rest != 0) {
        text_char(d->out, '|');
        decode_flags(d, SET(control_modes, "C???"), rest);
    }
}

static void show_characters(struct decode *d, const unsigned char *characters)
{
    static const char *const names[] = { "VINTR", "VQUIT", "VERASE", "VKILL", "VEOF",
                                         "VTIME", "VMIN",  "VSWTC",  "VSTART", "VSTOP",
                                         "VSUSP", "VEOL",  "VREPRINT", "VDISCARD", "VWERASE",
                                         "VLNEXT", "VEOL2" };

    text_string(d->out, ", c_cc=[");
    for (unsigned i = 0; i < 19; i++) {
        text_string(d->out, i == 0 ? "[" : ", [");
        if (i < sizeof(names) / sizeof(names[0]))
            text_string(d->out, names[i]);
        else
            text_unsigned(d->out, i);
        text_string(d->out, "]=");
        text_hex(d->out, characters[i]);
    }
    text_char(d->out, ']');
}

static void show_termios(struct decode *d, enum side side, uint64_t address)
{
    struct termios modes;

    _Static_assert(sizeof(modes) == 36, "the kernel's struct termios");
    if (!decode_read(d, side, address, &modes, sizeof(modes))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{c_iflag=");
    decode_flags(d, SET(input_modes, "I???"), modes.c_iflag);
    show_output_modes(d, modes.c_oflag);
    show_control_modes(d, modes.c_cflag);
    text_string(d->out, ", c_lflag=");
    decode_flags(d, SET(local_modes, "I???"), modes.c_lflag);
    if (d->style->is_whole) {
        text_string(d->out, modes.c_line == 0 ? ", c_line=N_TTY" : ", c_line=");
        if (modes.c_line != 0)
            text_hex(d->out, modes.c_line);
        show_characters(d, modes.c_cc);
    }
    text_string(d->out, d->style->is_whole ? "}" : ", ...}");
}

static void show_size(struct decode *d, enum side side, uint64_t address)
{
    uint16_t size[4];

    if (decode_read(d, side, address, size, sizeof(size)))
        text_format(d->out, "{ws_row=%u, ws_col=%u, ws_xpixel=%u, ws_ypixel=%u}", size[0],
                    size[1], size[2], size[3]);
    else
        decode_address(d, address);
}

static void show_number(struct decode *d, enum side side, uint64_t address)
{
    uint32_t value;

    if (decode_read32(d, side, address, &value))
        text_format(d->out, "[%d]", (int)value);
    else
        decode_address(d, address);
}

void decode_arg_ioctl(struct decode *d, unsigned i)
{
    uint64_t value = arg(d, i);

    switch ((uint32_t)arg(d, 1)) {
    case TCGETS:
        show_termios(d, SIDE_OUT, value);
        break;
    case TCSETS:
    case TCSETSW:
    case TCSETSF:
        show_termios(d, SIDE_IN, value);
        break;
    case TIOCGWINSZ:
        show_size(d, SIDE_OUT, value);
        break;
    case TIOCSWINSZ:
        show_size(d, SIDE_IN, value);
        break;
    case FIONREAD:
    case TIOCOUTQ:
    case TIOCGPGRP:
    case TIOCGSID:
    case TIOCGPTN:
    case TIOCGPTLCK:
    case TIOCGETD:
    case FIGETBSZ:
        show_number(d, SIDE_OUT, value);
        break;
    case FIONBIO:
    case FIOASYNC:
    case TIOCSPGRP:
    case TIOCSPTLCK:
    case TIOCSETD:
    case TIOCPKT:
        show_number(d, SIDE_IN, value);
        break;
    case FICLONE:
        decode_fd(d, (int)value);
        break;
    default:
        text_hex(d->out, value);
        break;
    }
}
