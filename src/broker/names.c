/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * names.c - a name server on the guest's loopback, which passes on what is allowed.
 *
 * The asking is done by libresolv, which knows the host's servers, tries them again,
 * and takes TCP where a message needs it.  Each question has a thread of its own.
 */
#include <errno.h>
#include <pthread.h>
#include <resolv.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "broker/dns.h"
#include "broker/serve.h"
#include "report/denials.h"

/* Questions under way; one more is not heard, and will be asked again. */
#define THREADS_MOST 64
#define CONNECTION_TIMEOUT_S 10
#define UDP_SIZE_PLAIN 512
#define FLAG_TRUNCATED 0x02

static _Atomic int thread_count;

struct question {
    struct broker *broker;
    int fd;
    struct sockaddr_storage from; /* UDP */
    socklen_t from_size;
    size_t size;
    char name[DNS_NAME_SIZE];
    uint8_t message[DNS_MESSAGE_MOST]; /* becomes the answer */
};

static void learn(void *context, const struct in6_addr *address)
{
    const struct question *question = context;

    broker_learn(question->broker, question->name, address);
}

static int ask(const struct question *question, uint8_t *answer)
{
    struct __res_state state = { 0 };
    int size;

    if (res_ninit(&state) != 0)
        return -1;
    size = res_nsend(&state, question->message, (int)question->size, answer,
                     DNS_MESSAGE_MOST);
    res_nclose(&state);
    return size;
}

static void note_denial(const char *name)
{
    char remedy[DNS_NAME_SIZE + 16];

    snprintf(remedy, sizeof(remedy), "--allow %s:PORT", name);
    denials_add("name", name, "--allow", remedy);
}

/* The message becomes its answer; 0 if there is none. */
static size_t answer_question(struct question *question)
{
    uint8_t *answer;
    int size;

    if (!dns_question(question->message, question->size, question->name))
        return 0;
    if (!broker_allows_name(question->broker, question->name)) {
        note_denial(question->name);
        return dns_refuse(question->message, question->size);
    }
    answer = malloc(DNS_MESSAGE_MOST);
    size = answer == NULL ? -1 : ask(question, answer);
    if (size > 0 &&
        dns_is_answer(answer, (size_t)size, question->message, question->size)) {
        dns_addresses(answer, (size_t)size, learn, question);
        memcpy(question->message, answer, (size_t)size);
    } else {
        size = 0;
    }
    free(answer);
    return (size_t)size;
}

/* What does not fit is to be asked for by TCP. */
static size_t cut_for_udp(uint8_t *message, size_t size)
{
    if (size <= UDP_SIZE_PLAIN)
        return size;
    size = dns_refuse(message, size);
    message[2] |= FLAG_TRUNCATED;
    message[3] &= 0xf0;
    return size;
}

static void *answer_datagram(void *argument)
{
    struct question *question = argument;
    size_t size = cut_for_udp(question->message, answer_question(question));

    if (size > 0)
        (void)sendto(question->fd, question->message, size, MSG_NOSIGNAL,
                     (const struct sockaddr *)&question->from, question->from_size);
    free(question);
    thread_count--;
    return NULL;
}

static bool read_whole(int fd, uint8_t *buffer, size_t size)
{
    for (size_t done = 0; done < size;) {
        ssize_t count = recv(fd, buffer + done, size - done, 0);

        if (count <= 0)
            return false;
        done += (size_t)count;
    }
    return true;
}

static bool answer_one(struct question *question)
{
    uint8_t head[2];

    if (!read_whole(question->fd, head, sizeof(head)))
        return false;
    question->size = (size_t)(head[0] << 8 | head[1]);
    if (!read_whole(question->fd, question->message, question->size))
        return false;
    question->size = answer_question(question);
    if (question->size == 0)
        return false;
    head[0] = (uint8_t)(question->size >> 8);
    head[1] = (uint8_t)question->size;
    return send(question->fd, head, sizeof(head), MSG_NOSIGNAL | MSG_MORE) == 2 &&
           send(question->fd, question->message, question->size, MSG_NOSIGNAL) ==
               (ssize_t)question->size;
}

static void *answer_connection(void *argument)
{
    struct question *question = argument;
    const struct timeval limit = { .tv_sec = CONNECTION_TIMEOUT_S };

    (void)setsockopt(question->fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof(limit));
    (void)setsockopt(question->fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof(limit));
    while (answer_one(question))
        ;
    close(question->fd);
    free(question);
    thread_count--;
    return NULL;
}

/* Takes the question over.  False if it is dropped. */
static bool begin(struct question *question, void *(*answer)(void *))
{
    pthread_t thread;

    if (thread_count++ < THREADS_MOST &&
        pthread_create(&thread, NULL, answer, question) == 0) {
        pthread_detach(thread);
        return true;
    }
    thread_count--;
    free(question);
    return false;
}

static struct question *question_for(const struct question *listener, int fd)
{
    struct question *question = malloc(sizeof(*question));

    if (question == NULL)
        return NULL;
    question->broker = listener->broker;
    question->fd = fd;
    question->from_size = sizeof(question->from);
    return question;
}

static bool is_over(void)
{
    return errno != EINTR && errno != ECONNABORTED && errno != EMFILE && errno != ENOMEM;
}

static void *serve_datagrams(void *argument)
{
    struct question *listener = argument;

    for (;;) {
        struct question *question = question_for(listener, listener->fd);
        ssize_t size;

        if (question == NULL)
            return NULL;
        size = recvfrom(question->fd, question->message, sizeof(question->message), 0,
                        (struct sockaddr *)&question->from, &question->from_size);
        if (size < 0) {
            free(question);
            if (is_over())
                return NULL;
            continue;
        }
        question->size = (size_t)size;
        begin(question, answer_datagram);
    }
}

static void *serve_connections(void *argument)
{
    struct question *listener = argument;

    for (;;) {
        int fd = accept4(listener->fd, NULL, NULL, SOCK_CLOEXEC);
        struct question *question;

        if (fd < 0 && is_over())
            return NULL;
        if (fd < 0)
            continue;
        question = question_for(listener, fd);
        if (question == NULL || !begin(question, answer_connection))
            close(fd);
    }
}

static long serve(struct broker *broker, int fd, void *(*loop)(void *))
{
    const struct question own = { .broker = broker };
    struct question *listener = question_for(&own, fd);
    pthread_t thread;

    if (listener == NULL)
        return -ENOMEM;
    return -pthread_create(&thread, NULL, loop, listener);
}

long names_serve(struct broker *broker, int udp, int tcp)
{
    long err = serve(broker, udp, serve_datagrams);

    return err != 0 ? err : serve(broker, tcp, serve_connections);
}
