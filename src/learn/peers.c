/* SPDX-License-Identifier: GPL-2.0-or-later */
/* peers.c - see peers.h. */
#include "learn/peers.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "policy/paths.h"
#include "report/record_memory.h"

#include "syscall_nr.h"

/* ip(7): ip_local_port_range, as it is unless somebody has changed it. */
#define FIRST_CHOSEN_PORT 32768

struct learned_address {
    UT_hash_handle hh;
    uint16_t size;
    char bytes[sizeof(struct sockaddr_un)];
};

/* What a call says about a socket's peer, or its own end. */
struct end {
    union {
        struct sockaddr any;
        struct sockaddr_in ipv4;
        struct sockaddr_in6 ipv6;
        struct sockaddr_un local;
    } address;
    size_t size;
};

static bool end_of(struct end *end, const struct call *call, unsigned at, uint64_t length)
{
    size_t kept;
    const void *bytes = record_memory(call->enter, call_arg(call, at), &kept);

    if (bytes == NULL)
        return false;
    memset(end, 0, sizeof(*end));
    end->size = kept;
    if ((length & UINT32_MAX) < end->size)
        end->size = length & UINT32_MAX;
    if (end->size > sizeof(end->address))
        end->size = sizeof(end->address);
    memcpy(&end->address, bytes, end->size);
    return end->size >= sizeof(end->address.any.sa_family);
}

static bool is_inet(const struct end *end)
{
    return end->address.any.sa_family == AF_INET || end->address.any.sa_family == AF_INET6;
}

static unsigned port_of(const struct end *end)
{
    if (end->address.any.sa_family == AF_INET)
        return ntohs(end->address.ipv4.sin_port);
    return ntohs(end->address.ipv6.sin6_port);
}

static bool is_loopback(const struct end *end)
{
    const struct in6_addr *ipv6 = &end->address.ipv6.sin6_addr;

    if (end->address.any.sa_family == AF_INET)
        return ntohl(end->address.ipv4.sin_addr.s_addr) >> 24 == 127;
    return IN6_IS_ADDR_LOOPBACK(ipv6) || (IN6_IS_ADDR_V4MAPPED(ipv6) && ipv6->s6_addr[12] == 127);
}

/* What two ends have to have in common: the port, or the whole of a Unix address. */
static size_t key_of(const struct end *end, char key[sizeof(struct sockaddr_un)])
{
    unsigned port = is_inet(end) ? port_of(end) : 0;

    memset(key, 0, sizeof(struct sockaddr_un));
    if (!is_inet(end)) {
        memcpy(key, &end->address, end->size);
        return end->size;
    }
    key[0] = 'p';
    memcpy(key + 1, &port, sizeof(port));
    return 1 + sizeof(port);
}

static bool is_bound(const struct observer *observer, const struct end *end)
{
    char key[sizeof(struct sockaddr_un)];
    size_t size = key_of(end, key);
    struct learned_address *found;

    HASH_FIND(hh, observer->bound, key, size, found);
    return found != NULL;
}

/* A port that the kernel has chosen, for one who has left that to it? */
static bool is_chosen(const struct observer *observer, const struct end *end)
{
    struct end any = *end;

    if (!is_inet(end) || port_of(end) < FIRST_CHOSEN_PORT)
        return false;
    any.address.ipv4.sin_port = 0; /* the same place in both families */
    return is_bound(observer, &any);
}

static bool is_own(const struct observer *observer, const struct end *end)
{
    return is_bound(observer, end) || is_chosen(observer, end);
}

static void own(struct observer *observer, const struct end *end)
{
    struct learned_address *item;

    if (is_bound(observer, end))
        return;
    item = table_new(sizeof(*item));
    item->size = (uint16_t)key_of(end, item->bytes);
    HASH_ADD_KEYPTR(hh, observer->bound, item->bytes, item->size, item);
}

static bool is_tcp(const struct deed *deed)
{
    return deed->object != NULL && strncmp(deed->object->name, "TCP", 3) == 0;
}

/* A socket in a file is made where the name is. */
static void bind_local(struct observer *observer, const struct deed *deed,
                       const struct end *end)
{
    const char *name = end->address.local.sun_path;
    const struct place *place = deed->thread->process->place;
    char *path, *slash;

    if (end->size <= sizeof(end->address.any.sa_family) || name[0] == '\0')
        return;
    path = path_resolve(place->root, place->directory, name,
                        strnlen(name, sizeof(end->address.local.sun_path)), path_is_link);
    slash = path == NULL ? NULL : strrchr(path, '/');
    if (slash != NULL) {
        slash[slash == path ? 1 : 0] = '\0';
        learned_add_path(observer->learned, path, RIGHT_READ | RIGHT_WRITE | RIGHT_CREATE);
    }
    free(path);
}

/* A port of one's own choice is there for others to come to. */
static void take_bind(struct observer *observer, const struct deed *deed)
{
    struct learned *learned = observer->learned;
    struct end end;

    if (deed->call->is_failed || !end_of(&end, deed->call, 1, call_arg(deed->call, 2)))
        return;
    own(observer, &end);
    if (end.address.any.sa_family == AF_UNIX)
        bind_local(observer, deed, &end);
    if (!is_inet(&end))
        return;
    if (is_tcp(deed))
        learned_add_port(learned->bind_ports, port_of(&end));
    learned->has_network |= port_of(&end) != 0 && !is_loopback(&end);
}

static void take_peer(struct observer *observer, const struct deed *deed,
                      const struct end *end, bool is_tried)
{
    struct learned *learned = observer->learned;

    if (is_inet(end)) {
        learned->has_chosen_ports |= is_chosen(observer, end);
        if (is_tcp(deed) && !is_chosen(observer, end))
            learned_add_port(learned->connect_ports, port_of(end));
        learned->has_network |= !(is_loopback(end) && is_own(observer, end));
    } else if (end->address.any.sa_family == AF_UNIX && !is_tried) {
        learned->has_daemons |= !is_own(observer, end);
    }
}

/* To be refused is not what an attempt in vain would have got. */
static void take_connect(struct observer *observer, const struct deed *deed)
{
    const struct call *call = deed->call;
    struct end end;

    if (end_of(&end, call, 1, call_arg(call, 2)))
        take_peer(observer, deed, &end, call->is_failed && call->result != -EINPROGRESS);
}

static void take_send(struct observer *observer, const struct deed *deed)
{
    struct end end;

    if (call_arg(deed->call, 4) != 0 && end_of(&end, deed->call, 4, call_arg(deed->call, 5)))
        take_peer(observer, deed, &end, deed->call->is_failed);
}

static void take_socket(struct learned *learned, const struct call *call)
{
    uint64_t family = call_arg(call, 0) & UINT32_MAX;

    learned->has_inet |= family == AF_INET || family == AF_INET6 || family == AF_NETLINK;
    learned->has_unix |= family == AF_UNIX;
}

void peers_take(struct observer *observer, const struct deed *deed)
{
    switch (deed->call->nr) {
    case SYS_socket:
        take_socket(observer->learned, deed->call);
        break;
    case SYS_bind:
        take_bind(observer, deed);
        break;
    case SYS_connect:
        take_connect(observer, deed);
        break;
    case SYS_sendto:
        take_send(observer, deed);
        break;
    default:
        break;
    }
}

void peers_forget(struct observer *observer)
{
    struct learned_address *item, *next;

    HASH_ITER(hh, observer->bound, item, next)
    {
        HASH_DEL(observer->bound, item);
        free(item);
    }
}
