import type { Changes } from '@/server/audit/record'
import { describe } from '@/server/errors'
import type { OperationRow } from '@/server/inventory/rows'
import type { Pools } from '@/server/pools/pools'
import { XapiError } from '@/server/xapi/errors'
import { changedFields } from './changed-fields'

/** What of an object is different at the pool now; nothing where the pool does not say. */
export async function changesSince(
  pools: Pick<Pools, 'live'>,
  { pool, object }: OperationRow,
  { ref, record }: { ref: string; record: object },
  nameOf: (ref: string) => string | undefined,
): Promise<Changes> {
  const session = pools.live(pool)
  if (!session) return {}
  try {
    const cls = object.class === 'template' ? 'VM' : object.class
    const now = await session.invoke(`${cls}.get_record`, [ref])
    return typeof now === 'object' && now !== null ? changedFields(record, now, nameOf) : {}
  } catch (error) {
    if (error instanceof XapiError && error.code === 'HANDLE_INVALID') {
      return changedFields(record, null, nameOf)
    }
    console.warn('What an operation changed could not be read:', describe(error).message)
    return {}
  }
}
