import { useVmDetail } from '@/app/lib/detail'
import type { Subject } from '@/app/parts/action-subject'
import type { VmSnapshot } from '@/server/api/types'

/** The snapshots that a form was opened for, as they are now: those that are gone are left out. */
export function useKnownSnapshots(subject: Subject, known: unknown): readonly VmSnapshot[] {
  const detail = useVmDetail(subject.kind === 'one' ? subject.row.id : '')
  const wanted: unknown = Reflect.get(Object(known), 'snapshots')
  return Array.isArray(wanted) ? (detail?.snapshots.filter(({ id }) => wanted.includes(id)) ?? []) : []
}
