/* SPDX-License-Identifier: GPL-2.0-or-later */
/* option_table.c - getopt_long(3) over tables, and sentences for what is wrong. */
#include "cli/option_table.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "supervisor/say.h"

#define ROWS_MOST 160
/* What getopt_long() answers for a row: this and its index. */
#define FIRST_ROW 256

struct parser {
    const struct option_row *rows[ROWS_MOST];
    int count;
    struct option longs[ROWS_MOST + 1];
    int long_count;
    char letters[3 + 2 * ROWS_MOST]; /* "+:", then letters */
};

static void add_row(struct parser *parser, const struct option_row *row)
{
    int index = parser->count++;

    parser->rows[index] = row;
    if (row->name != NULL)
        parser->longs[parser->long_count++] =
            (struct option){ row->name, row->argument, NULL, FIRST_ROW + index };
    if (row->letter != 0) {
        char letter[3] = { row->letter, row->argument == required_argument ? ':' : '\0' };

        strcat(parser->letters, letter);
    }
}

static void prepare(struct parser *parser, const struct option_row *const tables[])
{
    memset(parser, 0, sizeof(*parser));
    strcpy(parser->letters, "+:");
    for (; *tables != NULL; tables++)
        for (const struct option_row *row = *tables; row->take != NULL; row++) {
            if (parser->count == ROWS_MOST)
                abort();
            add_row(parser, row);
        }
}

static const struct option_row *row_of(const struct parser *parser, int answer)
{
    if (answer >= FIRST_ROW)
        return parser->rows[answer - FIRST_ROW];
    for (int i = 0; i < parser->count; i++)
        if (parser->rows[i]->letter == answer)
            return parser->rows[i];
    return NULL;
}

/* getopt_long() names a short option, which may be one of several in `word`,
 * by its letter. */
static int refuse(int why, const char *word)
{
    char letter[3] = { '-', (char)optopt, '\0' };

    if (optopt > 0 && optopt < FIRST_ROW)
        word = letter;
    if (why == ':')
        say("option %s needs a value (see lxrun --help)", word);
    else
        say("option %s is unknown, ambiguous or takes no value (see lxrun --help)", word);
    return STATUS_LXRUN_FAILED;
}

/* Does `--`, and not an option's value of that form, stand before the program? */
static bool program_is_marked(char **argv, const char *last_value)
{
    const char *before = argv[optind - 1];

    return optind > 1 && strcmp(before, "--") == 0 && before != last_value;
}

/* The whole command line; optind is the index of the next word. */
static char **words;

const char *option_next_word(void)
{
    return words[optind] == NULL ? NULL : words[optind++];
}

int option_tables_apply(const struct option_row *const tables[], struct options *options,
                        int argc, char **argv, bool *is_marked)
{
    static struct parser parser;
    const char *last_value = NULL;
    int answer;

    prepare(&parser, tables);
    words = argv;
    optind = 1;
    while ((answer = getopt_long(argc, argv, parser.letters, parser.longs, NULL)) != -1) {
        const struct option_row *row = row_of(&parser, answer);
        int status =
            row == NULL ? refuse(answer, argv[optind - 1]) : row->take(options, optarg);

        if (status != 0 || options->action != ACTION_RUN)
            return status;
        last_value = optarg;
    }
    *is_marked = program_is_marked(argv, last_value);
    return 0;
}
