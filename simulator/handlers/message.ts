import { isClassName } from '../../server/xapi/facts'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import type { Message, StoredMessage } from '../tables/messages'
import { rowOf } from '../tables/row'
import { messagesByFilter } from './odds'
import { parseQuery } from './query'
import type { Handlers } from './types'

/** What `cls` calls a class, where the model spells it otherwise. */
const classOf: { readonly [cls: string]: string } = { Host: 'host', Pool: 'pool' }

function assertObject(pool: Pool, cls: string, uuid: string): void {
  const name = classOf[cls] ?? cls
  if (!isClassName(name) || pool.db.table(name).byUuid(uuid) === undefined)
    throw new Failure('UUID_INVALID', cls, uuid)
}

function select(pool: Pool, wanted: (message: Message) => boolean): { [ref: string]: Message } {
  const found: { [ref: string]: Message } = {}
  for (const { ref, message } of pool.messages.all()) if (wanted(message)) found[ref] = message
  return found
}

/** As for any class, but a column that messages do not have finds nothing. */
function matching(expression: string): (message: Message) => boolean {
  try {
    const test = parseQuery('message', expression)
    return one => test('', rowOf(one))
  } catch (error) {
    if (error instanceof Failure && error.code === 'INTERNAL_ERROR') return () => false
    throw error
  }
}

export const message: Handlers<'message'> = {
  ...messagesByFilter,
  create: ({ pool }, name, priority, cls, obj_uuid, body) => {
    assertObject(pool, cls, obj_uuid)
    return pool.messages.create({ name, priority, cls, obj_uuid, timestamp: isoTime(pool.clock.now()), body })
  },
  destroy: ({ pool }, ref) => pool.messages.destroy(ref),
  destroy_many: ({ pool }, refs) => {
    for (const ref of refs) pool.messages.destroy(ref)
  },
  get: ({ pool }, cls, obj_uuid, since) => {
    const name = classOf[cls] ?? cls
    if (!isClassName(name) || pool.db.table(name).byUuid(obj_uuid) === undefined)
      throw new Failure('UUID_INVALID')
    return select(pool, one => one.cls === cls && one.obj_uuid === obj_uuid && one.timestamp > since)
  },
  get_since: ({ pool }, since) => select(pool, one => one.timestamp > since),
  get_all: ({ pool }) => [...pool.messages.all()].map(({ ref }) => ref),
  get_all_records: ({ pool }) => select(pool, () => true),
  get_all_records_where: ({ pool }, expression) => select(pool, matching(expression)),
  get_record: ({ pool }, ref) => pool.messages.get(ref),
  get_by_uuid: ({ pool }, uuid) => {
    const found: StoredMessage | undefined = [...pool.messages.all()].find(one => one.message.uuid === uuid)
    if (!found) throw new Failure('UUID_INVALID', 'message', uuid)
    return found.ref
  },
}
