import type { OutgoingEvent } from '../../server/xapi/xmlrpc-write'
import { Failure } from '../failure'
import type { Database } from './database'
import { classNames } from './facts'
import type { Messages } from './messages'
import { matchesClass, matchesObject, type Subscription, toldClasses } from './subscription'

/** How far a client has seen: the generation of the database and the one of the messages. */
export interface Position {
  readonly database: number
  readonly messages: number
}

export interface Batch {
  readonly events: readonly OutgoingEvent[]
  readonly position: Position
}

export const START: Position = { database: 0, messages: 0 }

const LARGEST = 2n ** 62n - 1n

/** `""` is the start; refused with EVENT_FROM_TOKEN_PARSE_FAILURE when it is no pair of 63-bit numbers. */
export function parseToken(token: string): Position {
  if (token === '') return START
  const match = /^(-?\d+),(-?\d+)$/.exec(token)
  const numbers = match?.slice(1).map(BigInt)
  const [database, messages] = numbers ?? []
  if (database === undefined || messages === undefined || database > LARGEST || messages > LARGEST) {
    throw new Failure('EVENT_FROM_TOKEN_PARSE_FAILURE', token)
  }
  return { database: Math.max(0, Number(database)), messages: Math.max(0, Number(messages)) }
}

export function writeToken(position: Position): string {
  const digits = (number: number) => BigInt(number).toString().padStart(20, '0')
  return `${digits(position.database)},${digits(position.messages)}`
}

/**
 * What happened to the wanted objects since `since`, one entry per object: messages first, then what was added,
 * modified and deleted. Snapshots show the state of now. The position moves only as far as something was found.
 */
export function changesSince(db: Database, messages: Messages, wanted: Subscription, since: Position): Batch {
  const told = messagesSince(messages, wanted, since.messages)
  const added: OutgoingEvent[] = []
  const modified: OutgoingEvent[] = []
  const deleted: OutgoingEvent[] = []
  let { database } = since
  for (const cls of toldClasses) {
    const table = db.table(cls)
    if (table.changed <= since.database || !matchesClass(wanted, cls)) continue
    for (const { ref, row, created, modified: at } of table.writtenSince(since.database)) {
      if (!matchesObject(wanted, cls, ref)) continue
      const operation = created > since.database ? 'add' : 'mod'
      const list = operation === 'add' ? added : modified
      list.push({ id: String(at), class: cls, operation, ref, snapshot: row })
      database = Math.max(database, at)
    }
    for (const gone of table.deletions) {
      // What came and went unseen is not told, and does not move the token.
      if (gone.deleted <= since.database || gone.created > since.database) continue
      if (!matchesObject(wanted, cls, gone.ref)) continue
      deleted.push({ id: String(gone.deleted), class: cls, operation: 'del', ref: gone.ref })
      database = Math.max(database, gone.deleted)
    }
  }
  const events = told.events.concat(added, modified, deleted)
  return { events, position: { database, messages: told.generation } }
}

/** Deletions of messages are told to everybody who may not know, also to those who never heard of them. */
function messagesSince(messages: Messages, wanted: Subscription, since: number) {
  const events: OutgoingEvent[] = []
  if (!matchesClass(wanted, 'message')) return { events, generation: since }
  // Who asked for one of them is told of all. Their numbering is not the one of rows: they carry none.
  const about = { id: '0', class: 'message' }
  for (const { ref, deleted } of messages.deletions)
    if (deleted > since) events.push({ ...about, operation: 'del', ref })
  for (const { ref, message } of messages.since(since))
    events.push({ ...about, operation: 'add', ref, snapshot: message })
  return { events, generation: Math.max(since, messages.generation) }
}

/** Rows per table, whatever was asked for. Roles and messages are always counted as none. */
export function rowCounts(db: Database): { [cls: string]: number } {
  const counts: { [cls: string]: number } = {}
  for (const cls of classNames) counts[cls.toLowerCase()] = 0
  for (const [cls, table] of db.tables()) {
    if (cls !== 'role') counts[cls.toLowerCase()] = table.entries.size
  }
  return counts
}
