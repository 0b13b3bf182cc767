import type { Ref } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Pool } from '../pool'
import { applyUpdate, cleanUpdate, destroyUpdate, precheckUpdate } from './pool-update'
import type { Handlers } from './types'

/** What stands behind a patch. One that is older than updates has nothing: HANDLE_INVALID. */
function updateOf({ db }: Pool, patch: string): Ref<'pool_update'> {
  const { pool_update } = db.get('pool_patch', patch)
  db.get('pool_update', pool_update)
  return pool_update
}

/** The form updates had before: each message does what the one of its update does. */
export const poolPatch: Handlers<'pool_patch'> = {
  precheck: ({ pool }, ref, host) => {
    precheckUpdate(pool, updateOf(pool, ref), host)
    return ''
  },
  apply: async ({ pool, task }, ref, host) => {
    await applyUpdate(pool, task, updateOf(pool, ref), host)
    return ''
  },
  pool_apply: async ({ pool, task }, ref) => {
    for (const [host] of [...pool.db.all('host')]) await applyUpdate(pool, task, updateOf(pool, ref), host)
    pool.db.update('pool_patch', ref, { pool_applied: true })
  },
  // Hosts keep no files of it.
  clean: ({ pool }, ref) => void pool.db.get('pool_patch', ref),
  clean_on_host: ({ pool }, ref) => void pool.db.get('pool_patch', ref),
  pool_clean: ({ pool, task }, ref) => cleanUpdate(pool, task, updateOf(pool, ref)),
  destroy: ({ pool }, ref) => destroyUpdate(pool, updateOf(pool, ref)),
}

const deprecated = () => {
  throw new Failure('MESSAGE_DEPRECATED')
}

export const hostPatch: Handlers<'host_patch'> = { apply: deprecated, destroy: deprecated }
