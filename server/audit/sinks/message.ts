import os from 'node:os'
import type { AuditEntry, AuditEvent } from '@/server/db/generated/client'
import { contentOf } from '../verify'

/** A row of the log as it is sent: what the row itself says, and of the deed what makes it readable alone. */
export interface SinkMessage {
  seq: string
  kind: string
  /** The row by which the deed began. */
  deed: string
  /** ISO 8601. */
  at: string
  user: string
  address: string
  action: string
  sentence: string
  result: string
  pool: string
  class: string
  uuid: string
  object: string
  /** The row as it stands in the log. */
  content: Record<string, unknown>
  /** Hexadecimal. */
  mac: string
}

/** `entry`: the line of the deed, where it is still there. */
export function messageOf(event: AuditEvent, entry: AuditEntry | undefined): SinkMessage {
  const content = contentOf(event.body)
  const said = (name: string, otherwise: string | null | undefined) =>
    typeof content[name] === 'string' ? content[name] : (otherwise ?? '')
  return {
    seq: String(event.seq),
    kind: event.kind,
    deed: String(event.deed),
    at: said('finishedAt', said('at', entry?.at.toISOString())),
    user: said('userName', entry?.userName),
    address: said('address', entry?.address),
    action: said('action', entry?.action),
    sentence: said('sentence', entry?.sentence),
    result: said('result', event.kind === 'task' ? 'started' : ''),
    pool: said('poolName', entry?.poolName),
    class: said('objectClass', entry?.objectClass),
    uuid: said('objectUuid', entry?.objectUuid),
    object: said('objectName', entry?.objectName),
    content,
    mac: Buffer.from(event.mac).toString('hex'),
  }
}

/** RFC 5424, 6.2.1: "log audit". */
const facility = 13
const severities: Record<string, number> = { failed: 4, refused: 4, cancelled: 5, unknown: 4 }
const informational = 6
/** RFC 5612: the number for whoever has none of their own. */
const structureId = 'domus@32473'

/** A message by RFC 5424, without the octets that count it. */
export function syslogText(message: SinkMessage, host = os.hostname()): string {
  const { seq, kind, deed, at, user, address, action, sentence, result, mac } = message
  const { errorCode } = message.content
  const params = {
    ...{ seq, kind, deed, user, address, action, result },
    ...{ pool: message.pool, class: message.class, uuid: message.uuid, object: message.object },
    ...{ code: typeof errorCode === 'string' ? errorCode : '', mac },
  }
  const data = Object.entries(params)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ` ${name}="${value.replace(/["\\\]]/g, '\\$&')}"`)
    .join('')
  const priority = facility * 8 + (severities[result] ?? informational)
  const head = `<${priority}>1 ${at || '-'} ${printable(host, 255)} domus ${process.pid} ${printable(action || kind, 32)}`
  const text = `${user || 'Domus'}: ${sentence || kind}${result ? ` (${result})` : ''}`
  // UTF-8 is announced by a byte order mark (6.4); lines of a text would be lines of many logs.
  return `${head} [${structureId}${data}] \uFEFF${text.replace(/\p{Cc}+/gu, ' ')}`
}

const printable = (text: string, most: number) => text.replace(/[^\x21-\x7e]/g, '_').slice(0, most) || '-'

/** RFC 6587, 3.4.1, as RFC 5425 asks for: its length in octets stands before each message. */
export function countedFrame(text: string): Buffer {
  const body = Buffer.from(text)
  return Buffer.concat([Buffer.from(`${body.length} `), body])
}
