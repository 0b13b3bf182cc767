import { isClassName, messageFacts } from '../server/xapi/facts'
import type { ClassName } from '../server/xapi/model/records'
import type { Wire } from '../server/xapi/wire'
import type { Deed } from './audit'
import type { Pool } from './pool'
import { factsOf } from './tables/facts'
import { rowOf } from './tables/row'

/** Who asks for what with which objects, told before it is done: what it is done to may be gone after. Undefined for what only reads. */
export function deedOf(pool: Pool, name: string, wires: readonly Wire[]): Omit<Deed, 'result'> | undefined {
  const method = name.replace(/^(Internal)?Async\./, '')
  const facts = messageFacts(method)
  if (!facts || facts.nosession || facts.role === 'read-only' || facts.k?.startsWith('get')) return undefined
  const [session, ...values] = wires
  const row = typeof session === 'string' ? pool.db.find('session', session) : undefined
  if (!row) return undefined
  const objects = facts.p.flatMap(([, type], index) => {
    const cls = /^ref (.*)$/.exec(type)?.[1] ?? ''
    const value = values[index]
    return isClassName(cls) && typeof value === 'string' ? object(pool, cls, value) : []
  })
  return { user: row.auth_user_name, local: row.is_local_superuser, method, objects }
}

function object(pool: Pool, cls: ClassName, ref: string): Deed['objects'] {
  const record = factsOf(cls).db ? pool.db.find(cls, ref) : undefined
  if (!record) return []
  const { name_label = '', uuid = '' } = rowOf(record)
  return [{ cls, name: String(name_label), uuid: String(uuid), ref }]
}
