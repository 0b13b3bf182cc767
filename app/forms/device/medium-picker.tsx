'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { bytesText } from '@/app/lib/format'
import { appError, trpc } from '@/app/lib/trpc'
import { ErrorNote } from '@/app/parts/error-note'
import { Skeleton } from '@/app/ui/skeleton'
import type { Medium } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { NameFilter } from '../name-filter'

/** So many are drawn; the filter finds the others. */
const drawn = 200

/** The discs that a VM could be given, or the disks that no VM has, by name. `of`: the VM, or the pool of one to be made. */
export function MediumPicker({
  of,
  kind,
  chosen,
  onChoose,
}: {
  of: string
  kind: 'disc' | 'disk'
  chosen: string | null
  onChoose: (medium: Medium) => void
}) {
  const media = useQuery(trpc.inventory.media.queryOptions({ vm: of, kind }, { staleTime: 0 }))
  const [filter, setFilter] = useState('')
  const words = filter.toLowerCase().split(/\s+/)
  const found = (media.data ?? []).filter(({ name, sr }) => {
    const text = `${name} ${sr.name}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  return (
    <>
      <NameFilter value={filter} onChange={setFilter} />
      {media.error && <ErrorNote error={appError(media.error)} />}
      <MediumList
        media={found}
        waiting={media.isPending}
        chosen={chosen}
        onChoose={onChoose}
        disc={kind === 'disc'}
      />
      {found.length > drawn && (
        <p className="text-muted">
          {t('{n} more: filter by name to find them.', { n: found.length - drawn })}
        </p>
      )}
    </>
  )
}

interface MediumListProps {
  media: readonly Medium[]
  waiting: boolean
  chosen: string | null
  onChoose: (medium: Medium) => void
  disc: boolean
}

/** Discs or disks to choose from, the first of them. */
function MediumList({ media, waiting, chosen, onChoose, disc }: MediumListProps) {
  const name = useId()
  return (
    <fieldset className="h-64 overflow-y-auto rounded-control border border-line p-1">
      <legend className="sr-only">{disc ? t('Disc') : t('Disk')}</legend>
      {waiting && <Waiting />}
      {!waiting && media.length === 0 && (
        <p className="p-2 text-muted">
          {disc ? t('No library has such a disc.') : t('There is no such disk.')}
        </p>
      )}
      {media.slice(0, drawn).map(medium => {
        const { id, name: title, size, sr } = medium
        return (
          <label
            key={id}
            className="flex min-h-target items-baseline gap-2 rounded-control px-2 py-1 text-m hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              checked={chosen === id}
              onChange={() => onChoose(medium)}
              className="translate-y-0.5 accent-accent-solid"
            />
            <span className="min-w-0 grow wrap-anywhere font-medium text-strong">
              {title || t('(no name)')}
            </span>
            <span className="shrink-0 text-muted tabular-nums">
              {sr.name}, {bytesText(size)}
            </span>
          </label>
        )
      })}
    </fieldset>
  )
}

function Waiting() {
  return (
    <div aria-busy className="flex flex-col gap-3 p-2">
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-3/5" />
    </div>
  )
}
