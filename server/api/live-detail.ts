import type { Access } from '@/server/access/engine/access'
import type { Rights } from '@/server/access/rights'
import type { Sight } from '@/server/access/sight/sight'
import type { Sights } from '@/server/access/sight/sights'
import { equal } from '@/server/inventory/equal'

/**
 * What there is to know of one object, as a person sees it: told at once and then whenever it differs, be it that it
 * changed or that they see something else. Null while there is no such object for them.
 */
export function watchSeen<T>(
  {
    watch,
    show,
    access,
    sights,
    rights,
  }: {
    watch: (listener: (detail: T | null) => void) => () => void
    show: (sight: Sight, detail: T | null) => T | null
    access: Access
    sights: Pick<Sights, 'take'>
    rights: Pick<Rights, 'onChange'>
  },
  notify: (detail: T | null) => void,
): () => void {
  let detail: T | null = null
  let told: { detail: T | null } | undefined
  let key = access.sight
  let lease = sights.take(access)
  let stopTable = follow()

  function follow(): () => void {
    // Where everything is seen, only the object itself changes what is told of it.
    return lease.view.whole ? () => {} : lease.view.table.follow(tell)
  }
  function tell(): void {
    const shown = show(lease.view, detail)
    if (told && equal(told.detail, shown)) return
    told = { detail: shown }
    notify(shown)
  }
  const stopRights = rights.onChange(() => {
    if (access.sight === key) return
    key = access.sight
    stopTable()
    const before = lease
    lease = sights.take(access)
    before.release()
    stopTable = follow()
    tell()
  })
  const stopWatch = watch(next => {
    detail = next
    tell()
  })
  return () => {
    stopWatch()
    stopRights()
    stopTable()
    lease.release()
  }
}
