'use client'

import { useId } from 'react'
import { bytesText } from '@/app/lib/format'
import { Field } from '@/app/ui/field'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { Skeleton } from '@/app/ui/skeleton'
import { t } from '@/server/shared/text'
import { useDiskStorage, useStorageChoices } from '../storage-choices'
import type { StepProps } from './step'
import { roomFor, type StorageSum, storageSums } from './storage-sums'

/** Where the disks go. */
export function StorageStep({ form, values, moves }: StepProps) {
  const group = useId()
  const reached = new Set(moves?.storage)
  const storage = useDiskStorage([values.pool]).filter(({ id }) => reached.has(id))
  const places = useStorageChoices(storage)
  const errors = form.formState.errors
  if (!moves) return <Skeleton className="w-1/2" />
  const disks = moves.vms.flatMap(vm => vm.disks.map(disk => ({ ...disk, vm })))
  const choose = (way: typeof values.way) => {
    form.setValue('way', way)
    form.clearErrors()
    if (way !== 'each') return
    // It begins with what would suit.
    const suits = disks.flatMap(({ id, to }) => (to ? [[id, to.id]] : []))
    form.setValue('disks', { ...Object.fromEntries(suits), ...values.disks })
  }
  return (
    <div className="flex flex-col gap-3">
      <fieldset className="rounded-control border border-line p-1">
        <legend className="sr-only">{t('How storage is chosen')}</legend>
        <RadioLine
          name={group}
          label={t('Leave it where the server reaches it')}
          help={t('The rest goes to the default storage there, or to the one with the most room.')}
          checked={values.way === 'suits'}
          onChoose={() => choose('suits')}
        />
        <RadioLine
          name={group}
          label={t('All on one storage')}
          checked={values.way === 'one'}
          onChoose={() => choose('one')}
        />
        <RadioLine
          name={group}
          label={t('Each disk by itself')}
          checked={values.way === 'each'}
          onChoose={() => choose('each')}
        />
      </fieldset>
      {values.way === 'one' && (
        <Field label={t('Storage')} required error={errors.storage?.message}>
          <Select
            options={places}
            value={values.storage || null}
            onChange={storage => form.setValue('storage', storage, { shouldValidate: true })}
          />
        </Field>
      )}
      <ul aria-label={t('Disks')} className="flex flex-col gap-2">
        {disks.map(({ vm, id, name, size, snapshots, from, to, carried }) => (
          <li key={id} className="flex flex-col gap-1 rounded-control border border-line px-2 py-1">
            <p>
              <span className="font-medium text-strong">
                {moves.vms.length > 1 ? `${vm.name}: ${name}` : name}
              </span>{' '}
              <span className="text-muted">
                {[
                  bytesText(size),
                  from && t('on {storage}', { storage: from.name }),
                  snapshots > 0 && t('{n, plural, one {# snapshot} other {# snapshots}}', { n: snapshots }),
                ]
                  .filter(Boolean)
                  .join(', ')}
              </span>
            </p>
            {values.way === 'each' ? (
              <Select
                aria-label={t('Storage of {name}', { name })}
                options={places}
                value={values.disks[id] ?? null}
                onChange={sr => form.setValue('disks', { ...values.disks, [id]: sr })}
              />
            ) : (
              <p className="text-muted">
                {to === null
                  ? t('The server reaches no storage for it.')
                  : carried === 0 && from?.id === to.id
                    ? t('stays where it is')
                    : t('goes to {storage}', { storage: to.name })}
              </p>
            )}
          </li>
        ))}
        {disks.length === 0 && <li className="text-muted">{t('It has no disks.')}</li>}
      </ul>
      <Sums sums={storageSums(moves.vms, storage)} />
      {errors.disks && (
        <p role="alert" className="text-danger">
          {String(errors.disks.message ?? '')}
        </p>
      )}
    </div>
  )
}

const tones = { none: 'text-trouble', thin: 'text-warn', all: 'text-muted' }

/** What would come to each storage together, against what it has free. */
function Sums({ sums }: { sums: readonly StorageSum[] }) {
  if (sums.length === 0) return null
  return (
    <ul aria-label={t('What comes to each storage')} className="flex flex-col gap-1 text-m tabular-nums">
      {sums.map(sum => {
        const room = roomFor(sum)
        const { name, least, most, free } = sum
        const size = { storage: name, least: bytesText(least), most: bytesText(most) }
        return (
          <li key={sum.id} className={tones[room]}>
            {free === null
              ? t('{storage}: at least {least}, up to {most} when the disks are full', size)
              : t('{storage}: at least {least}, up to {most} when the disks are full; {free} free', {
                  ...size,
                  free: bytesText(free),
                })}
            {room === 'none' && <>. {t('That is too much for it.')}</>}
            {room === 'thin' && <>. {t('It has no room for full disks.')}</>}
          </li>
        )
      })}
    </ul>
  )
}
