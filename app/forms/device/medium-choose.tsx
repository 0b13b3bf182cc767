'use client'

import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { bytesText } from '@/app/lib/format'
import { appError, trpc } from '@/app/lib/trpc'
import { subjectName } from '@/app/parts/action-subject'
import { ErrorNote } from '@/app/parts/error-note'
import { Checkbox } from '@/app/ui/checkbox'
import { Input } from '@/app/ui/input'
import { Skeleton } from '@/app/ui/skeleton'
import type { Medium } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { givenDisk } from './known'

/** So many are drawn; the filter finds the others. */
export const drawn = 200

/** Which disc goes into a drive (`known`), or which disk that no VM has goes to this one. */
export function MediumChooseDialog({ action, subject, known, onSubmit, ...rest }: ActionFormProps) {
  const drive = givenDisk(known)
  const kind = action.id === 'vm.insertDisc' ? 'disc' : 'disk'
  const vm = subject.kind === 'one' ? subject.row.id : ''
  const media = useQuery(trpc.inventory.media.queryOptions({ vm, kind }, { staleTime: 0 }))
  const [filter, setFilter] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [readOnly, setReadOnly] = useState(false)
  const words = filter.toLowerCase().split(/\s+/)
  const found = (media.data ?? []).filter(({ name, sr }) => {
    const text = `${name} ${sr.name}`.toLowerCase()
    return words.every(word => text.includes(word))
  })
  const medium = found.find(({ id }) => id === chosen)
  const disc = kind === 'disc'
  const submit = ({ id, sr, name, size }: Medium) =>
    onSubmit(
      disc
        ? { drive: drive?.id, position: drive?.position, sr: sr.id, disc: id, title: name }
        : { sr: sr.id, disk: id, size, readOnly },
    )
  return (
    <FormDialog
      {...rest}
      width="m"
      title={
        disc
          ? t('Insert a disc into {subjectName}', { subjectName: subjectName(subject) })
          : t('Attach a disk to {subjectName}', { subjectName: subjectName(subject) })
      }
      description={
        disc
          ? drive?.empty === false
            ? t('{disc} is ejected before.', { disc: drive.name })
            : undefined
          : t('Disks that no VM has, on storage whose disks you may change.')
      }
      verb={disc ? t('Insert') : t('Attach')}
      reason={medium ? undefined : disc ? t('Choose a disc') : t('Choose a disk')}
      onSubmit={() => medium && submit(medium)}
    >
      <div className="flex flex-col gap-3">
        <Input
          type="search"
          aria-label={t('Filter')}
          placeholder={t('Filter by name')}
          value={filter}
          autoComplete="off"
          onChange={event => setFilter(event.target.value)}
        />
        {media.error && <ErrorNote error={appError(media.error)} />}
        <MediumList
          media={found}
          waiting={media.isPending}
          chosen={chosen}
          onChoose={setChosen}
          disc={disc}
        />
        {found.length > drawn && (
          <p className="text-muted">
            {t('{n} more: filter by name to find them.', { n: found.length - drawn })}
          </p>
        )}
        {!disc && (
          <Checkbox
            label={t('Read only')}
            checked={readOnly}
            onChange={event => setReadOnly(event.target.checked)}
          />
        )}
      </div>
    </FormDialog>
  )
}

interface MediumListProps {
  media: readonly Medium[]
  waiting: boolean
  chosen: string | null
  onChoose: (id: string) => void
  disc: boolean
}

/** Discs or disks to choose from, the first of them. */
export function MediumList({ media, waiting, chosen, onChoose, disc }: MediumListProps) {
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
      {media.slice(0, drawn).map(({ id, name: title, size, sr }) => (
        <label
          key={id}
          className="flex min-h-target items-baseline gap-2 rounded-control px-2 py-1 text-m hover:bg-hover has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name={name}
            checked={chosen === id}
            onChange={() => onChoose(id)}
            className="translate-y-0.5 accent-accent-solid"
          />
          <span className="min-w-0 grow wrap-anywhere font-medium text-strong">
            {title || t('(no name)')}
          </span>
          <span className="shrink-0 text-muted tabular-nums">
            {sr.name}, {bytesText(size)}
          </span>
        </label>
      ))}
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
