/* SPDX-License-Identifier: GPL-2.0-or-later */
/* ipc.c - System V objects and POSIX message queues. */
#include <mqueue.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>

#include "report/decode/impl.h"

#define SEMBUFS_MOST 1024

static void show_permissions(struct decode *d, const char *name, const struct ipc_perm *perm)
{
    text_format(d->out, "{%s={uid=%u, gid=%u, mode=%#o, key=%d, cuid=%u, cgid=%u}", name,
                perm->uid, perm->gid, perm->mode, perm->__key, perm->cuid, perm->cgid);
}

static void show_shm(struct decode *d, const struct shmid_ds *shm)
{
    show_permissions(d, "shm_perm", &shm->shm_perm);
    text_format(d->out, ", shm_segsz=%zu, shm_cpid=%d, shm_lpid=%d, shm_nattch=%lu",
                shm->shm_segsz, shm->shm_cpid, shm->shm_lpid, shm->shm_nattch);
    text_format(d->out, ", shm_atime=%ld, shm_dtime=%ld, shm_ctime=%ld}", shm->shm_atime,
                shm->shm_dtime, shm->shm_ctime);
}

static void show_queue(struct decode *d, const struct msqid_ds *queue)
{
    show_permissions(d, "msg_perm", &queue->msg_perm);
    text_format(d->out, ", msg_stime=%ld, msg_rtime=%ld, msg_ctime=%ld, msg_qnum=%lu",
                queue->msg_stime, queue->msg_rtime, queue->msg_ctime, queue->msg_qnum);
    text_format(d->out, ", msg_qbytes=%lu, msg_lspid=%d, msg_lrpid=%d}", queue->msg_qbytes,
                queue->msg_lspid, queue->msg_lrpid);
}

/* struct shmid_ds or struct msqid_ds, of IPC_STAT and IPC_SET. */
void decode_arg_ipc_command(struct decode *d, unsigned i)
{
    enum side side = arg(d, 1) == IPC_STAT ? SIDE_OUT : SIDE_IN;
    union {
        struct shmid_ds shm;
        struct msqid_ds queue;
    } to;

    if (arg(d, 1) != IPC_STAT && arg(d, 1) != IPC_SET)
        decode_address(d, arg(d, i));
    else if (d->shape->args[i].kind == ARG_shmid_ds &&
             decode_read(d, side, arg(d, i), &to.shm, sizeof(to.shm)))
        show_shm(d, &to.shm);
    else if (d->shape->args[i].kind == ARG_msqid_ds &&
             decode_read(d, side, arg(d, i), &to.queue, sizeof(to.queue)))
        show_queue(d, &to.queue);
    else
        decode_address(d, arg(d, i));
}

void decode_arg_semctl(struct decode *d, unsigned i)
{
    decode_address(d, arg(d, i));
}

void decode_arg_sembufs(struct decode *d, unsigned i)
{
    uint64_t count = decode_count(d, i);
    struct sembuf op;

    if (!decode_read(d, SIDE_IN, arg(d, i), &op, sizeof(op))) {
        decode_address(d, arg(d, i));
        return;
    }
    for (uint64_t j = 0; j < count && j < SEMBUFS_MOST; j++) {
        if (!decode_read(d, SIDE_IN, arg(d, i) + j * sizeof(op), &op, sizeof(op)))
            break;
        text_format(d->out, "%s{sem_num=%u, sem_op=%d, sem_flg=", j == 0 ? "[" : ", ",
                    op.sem_num, op.sem_op);
        decode_flags(d, &constants_semopflags, (uint16_t)op.sem_flg);
        text_char(d->out, '}');
    }
    text_char(d->out, ']');
}

static void message_at(struct decode *d, enum side side, uint64_t address, uint64_t size)
{
    uint64_t type;

    if (!decode_read64(d, side, address, &type)) {
        decode_address(d, address);
        return;
    }
    text_format(d->out, "{mtype=%lld, mtext=", (long long)type);
    decode_buffer(d, side, address + 8, size);
    text_char(d->out, '}');
}

void decode_arg_msgbuf_in(struct decode *d, unsigned i)
{
    message_at(d, SIDE_IN, arg(d, i), decode_count(d, i));
}

void decode_arg_msgbuf_out(struct decode *d, unsigned i)
{
    if (decode_failed(d))
        decode_address(d, arg(d, i));
    else
        message_at(d, SIDE_OUT, arg(d, i), decode_count(d, i));
}

static void attributes_at(struct decode *d, enum side side, uint64_t address)
{
    struct mq_attr attr;

    if (!decode_read(d, side, address, &attr, sizeof(attr))) {
        decode_address(d, address);
        return;
    }
    text_string(d->out, "{mq_flags=");
    decode_open_flags(d, (uint64_t)attr.mq_flags);
    text_format(d->out, ", mq_maxmsg=%ld, mq_msgsize=%ld, mq_curmsgs=%ld}", attr.mq_maxmsg,
                attr.mq_msgsize, attr.mq_curmsgs);
}

void decode_arg_mq_attr_in(struct decode *d, unsigned i)
{
    attributes_at(d, SIDE_IN, arg(d, i));
}

void decode_arg_mq_attr_out(struct decode *d, unsigned i)
{
    attributes_at(d, SIDE_OUT, arg(d, i));
}
