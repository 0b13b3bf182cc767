'use client'

import { bytes } from '@/app/lib/format'
import { useNames, useRows } from '@/app/lib/inventory'
import type { SelectOption } from '@/app/ui/select'
import type { SrRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** Bytes that are free. */
export function freeOf(sr: SrRow): number {
  return Math.max(0, sr.physicalSize - sr.physicalUsed)
}

/** Storage for disks, of these pools or (undefined) all: the default one first. */
export function useDiskStorage(pools: readonly string[] | undefined): readonly SrRow[] {
  return useRows('SR')
    .filter(sr => sr.content_type !== 'iso' && sr.type !== 'udev' && sr.physicalSize > 0)
    .filter(({ pool }) => pools === undefined || pools.includes(pool))
    .sort(
      (a, b) =>
        Number(b.isDefault) - Number(a.isDefault) ||
        a.name_label.localeCompare(b.name_label, 'en', { numeric: true }),
    )
}

/** The same as choices, with what is free and why one can't be chosen. `refused`: a reason of the form's own. */
export function useStorageChoices(
  storage: readonly SrRow[],
  refused: (sr: SrRow) => string | undefined = () => undefined,
): SelectOption<string>[] {
  const hosts = useNames('host')
  return storage.map(sr => {
    // Each host calls its own storage the same.
    const on = sr.host === null ? undefined : hosts.get(sr.host)
    const name = on === undefined ? sr.name_label : `${sr.name_label} (${on})`
    const { value, unit } = bytes(freeOf(sr))
    return {
      value: sr.id,
      label: t('{name}: {value} {unit} free', { name, value, unit }),
      reason: sr.attachment === 'none' ? t('not attached') : refused(sr),
    }
  })
}
