import type { SecretBox } from '@/server/access/secrets'
import type { Db } from '@/server/db/client'
import type { AuditSink } from '@/server/db/generated/client'
import { appError } from '@/server/errors'
import { type SinkInput, type SinkKind, syslogPlace } from '@/server/shared/audit-sink'
import { worded } from '@/server/shared/text'
import { TransportError } from '@/server/xapi/errors'
import { messageOf, type SinkMessage } from './message'
import { sendSyslog } from './send-syslog'
import { sendWebhook } from './send-webhook'

/** A place the log is sent to, as administrators see it; the key of its signature stays here. Times are ISO 8601. */
export interface SinkInfo {
  id: string
  kind: SinkKind
  name: string
  address: string
  authority: string
  enabled: boolean
  sentAt: string | null
  /** Rows that are not there yet. */
  waiting: number
  failingSince: string | null
  failure: string | null
  nextAt: string | null
}

/** Rows that are sent at once. */
const batch = 1000
const longestWaitMs = 5 * 60_000

/** Places that the audit log is sent to. */
export function createSinks({ db, box, now = Date.now }: { db: Db; box: SecretBox; now?: () => number }) {
  const about = (id: string) => `audit sink ${id}`

  async function found(id: string): Promise<AuditSink> {
    const sink = await db.auditSink.findUnique({ where: { id } })
    if (!sink) throw appError('not-found', 'The log is not sent there any more.')
    return sink
  }

  async function send(sink: AuditSink, messages: readonly SinkMessage[]): Promise<void> {
    const { id, kind, address, authority, secret } = sink
    if (kind === 'webhook') {
      const key = secret === null ? '' : box.open(secret, about(id))
      await sendWebhook({ url: address, secret: key, authority }, messages, now())
      return
    }
    const place = syslogPlace(address)
    if (!place) throw new Error('its address is none')
    await sendSyslog({ ...place, authority }, messages)
  }

  return {
    async list(): Promise<SinkInfo[]> {
      const [sinks, last] = await Promise.all([
        db.auditSink.findMany({ orderBy: [{ name: 'asc' }, { id: 'asc' }] }),
        db.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } }),
      ])
      return sinks.map(({ kind, cursor, secret: _, createdAt: __, failures: ___, ...sink }) => ({
        ...sink,
        kind: kind === 'webhook' ? 'webhook' : 'syslog',
        waiting: Math.max(0, Number((last?.seq ?? 0n) - cursor)),
        sentAt: sink.sentAt?.toISOString() ?? null,
        failingSince: sink.failingSince?.toISOString() ?? null,
        nextAt: sink.nextAt?.toISOString() ?? null,
      }))
    },
    nameOf: async (id: string): Promise<string> => (await found(id)).name,

    /** What is written from now on is sent there; a key is needed for a webhook. */
    async create({ secret, ...given }: SinkInput): Promise<{ id: string }> {
      if (given.kind === 'webhook' && secret === '')
        throw appError('bad-input', 'Give a key for the signature.', { field: 'secret' })
      const last = await db.auditEvent.findFirst({ orderBy: { seq: 'desc' }, select: { seq: true } })
      const id = crypto.randomUUID()
      const sealed = secret === '' ? null : box.seal(secret, about(id))
      await db.auditSink.create({ data: { id, ...given, secret: sealed, cursor: last?.seq ?? 0n } })
      return { id }
    },
    async update(id: string, { secret, kind, ...given }: SinkInput): Promise<void> {
      const before = await found(id)
      if (before.kind !== kind)
        throw appError('bad-input', 'What kind it is does not change.', { field: 'kind' })
      // The key goes only where it was given for: whoever changes the address gives it anew.
      if (kind === 'webhook' && secret === '' && before.address !== given.address)
        throw appError('bad-input', 'Give the key again for another address.', { field: 'secret' })
      const sealed = secret === '' ? {} : { secret: box.seal(secret, about(id)) }
      await db.auditSink.update({
        where: { id },
        data: { ...given, ...sealed, failures: 0, failingSince: null, failure: null, nextAt: null },
      })
    },
    async remove(id: string): Promise<void> {
      const { count } = await db.auditSink.deleteMany({ where: { id } })
      if (count === 0) throw appError('not-found', 'The log is not sent there any more.')
    },
    /** Sends one message that is no row of the log. Rejects with a sentence where it does not get there. */
    async test(id: string, user: string): Promise<void> {
      const sink = await found(id)
      try {
        await send(sink, [testMessage(user, now())])
      } catch (error) {
        throw appError(
          'peer-unreachable',
          worded('{name} did not take it: {reasonOf}.', { name: sink.name, reasonOf: reasonOf(error) }),
        )
      }
    },

    /** Sends to each place what is due. Resolves to whether there is more of it already. */
    async sendDue(signal: AbortSignal): Promise<boolean> {
      const due = await db.auditSink.findMany({
        where: { enabled: true, OR: [{ nextAt: null }, { nextAt: { lte: new Date(now()) } }] },
      })
      const more = await Promise.all(due.map(sink => sendNext(sink, signal)))
      return more.some(Boolean)
    },
  }

  /** Sends the next rows to one place, and notes how far it is. True where more rows wait. */
  async function sendNext(sink: AuditSink, signal: AbortSignal): Promise<boolean> {
    const events = await db.auditEvent.findMany({
      where: { seq: { gt: sink.cursor } },
      orderBy: { seq: 'asc' },
      take: batch,
    })
    const last = events.at(-1)
    if (!last || signal.aborted) return false
    const entries = await db.auditEntry.findMany({ where: { id: { in: events.map(event => event.deed) } } })
    const lines = new Map(entries.map(entry => [entry.id, entry]))
    // Somebody may have removed the place or changed it meanwhile: what is noted is about this one.
    const where = { id: sink.id, address: sink.address, cursor: sink.cursor }
    try {
      await send(
        sink,
        events.map(event => messageOf(event, lines.get(event.deed))),
      )
      await db.auditSink.updateMany({
        where,
        data: {
          cursor: last.seq,
          sentAt: new Date(now()),
          ...{ failures: 0, failingSince: null, failure: null, nextAt: null },
        },
      })
      return events.length === batch
    } catch (error) {
      const wait = Math.min(longestWaitMs, 1000 * 2 ** Math.min(sink.failures, 10))
      await db.auditSink.updateMany({
        where,
        data: {
          failures: sink.failures + 1,
          failure: reasonOf(error),
          failingSince: sink.failingSince ?? new Date(now()),
          nextAt: new Date(now() + wait),
        },
      })
      return false
    }
  }
}
export type Sinks = ReturnType<typeof createSinks>

const codes: Record<string, string> = {
  ECONNREFUSED: 'nothing answers there',
  ENOTFOUND: 'there is no such name',
  EHOSTUNREACH: 'there is no way there',
  ECONNRESET: 'the connection broke off',
  ETIMEDOUT: 'it did not answer in time',
  UND_ERR_CONNECT_TIMEOUT: 'it did not answer in time',
  UND_ERR_HEADERS_TIMEOUT: 'it did not answer in time',
  UND_ERR_SOCKET: 'the connection broke off',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its certificate is signed by nobody who is trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its certificate is signed by nobody who is trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate is signed by nobody who is trusted',
  CERT_HAS_EXPIRED: 'its certificate has expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its certificate is for another name',
}

const forbidden = 'its address is link-local or another that Domus does not connect to'

/** What went wrong, without a full stop. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof TransportError && error.kind === 'forbidden') return forbidden
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  return (codes[code] ?? error.message).replace(/\.$/, '').slice(0, 300)
}

function testMessage(user: string, now: number): SinkMessage {
  return {
    ...{ seq: '0', kind: 'test', deed: '0', at: new Date(now).toISOString(), user, address: '' },
    ...{ action: 'audit.test', sentence: 'Test whether the audit log arrives', result: 'succeeded' },
    ...{ pool: '', class: '', uuid: '', object: '', content: {}, mac: '' },
  }
}
