'use client'

import { useId } from 'react'
import { bytesText } from '@/app/lib/format'
import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { t } from '@/server/shared/text'
import { sizeFrom } from '../device/size'
import { freeOf, useStorageChoices } from '../storage-choices'
import { chooseStorage, isElsewhere, overcommitted } from './choose-storage'
import type { StepProps } from './step'
import type { NewDisk } from './values'

/** Its disks: those of the template, and new ones. */
export function StorageStep(props: StepProps) {
  const { form, values, template, storage } = props
  const fits = useStorageChoices(storage, sr =>
    isElsewhere(sr, values.home) ? t('not seen by the home server') : undefined,
  )
  const add = () => {
    const size = '10'
    const chosen = chooseStorage(sizeFrom(size) ?? 0, null, { storage, home: values.home })
    form.setValue('disks', [
      ...values.disks,
      {
        ...{ name: `${values.name} ${values.own.length + values.disks.length}`, description: '', size },
        ...{ sr: chosen.sr ?? '', moved: chosen.moved },
      },
    ])
  }
  const full =
    template.limits.disks !== null && values.own.length + values.disks.length >= template.limits.disks
  return (
    <div className="flex flex-col gap-3">
      {values.own.length > 0 && <OwnDisks {...props} places={fits} />}
      {values.disks.map((disk, at) => (
        <DiskFields key={at} {...props} at={at} disk={disk} places={fits} />
      ))}
      {values.own.length + values.disks.length === 0 && (
        <p className="text-muted">{t('It has no disks: such a VM boots from the network or a disc.')}</p>
      )}
      <div>
        <Button
          icon="add"
          size="s"
          reason={full ? t('Guests of this template can do with no more disks.') : undefined}
          onClick={add}
        >
          {t('Add disk')}
        </Button>
      </div>
      <Overcommitted {...props} />
    </div>
  )
}

type Places = ReturnType<typeof useStorageChoices>

const movedText = (moved: NewDisk['moved']): string | undefined => {
  if (moved === 'room') return t('Chosen because there is not enough room where it was meant to be.')
  if (moved === 'attached') return t('Chosen because the storage it was meant for is not attached.')
  return moved === null ? undefined : t('Chosen because the home server does not see the other storage.')
}

function DiskFields({
  form,
  values,
  at,
  disk,
  places,
}: StepProps & { at: number; disk: NewDisk; places: Places }) {
  const errors = form.formState.errors.disks?.[at]
  const change = (to: Partial<NewDisk>) =>
    form.setValue(
      'disks',
      values.disks.map((one, index) => (index === at ? { ...one, ...to } : one)),
      { shouldValidate: errors !== undefined },
    )
  return (
    <fieldset className="flex flex-col gap-2 rounded-control border border-line p-2">
      <legend className="sr-only">{t('Disk {n}', { n: at + 1 })}</legend>
      <div className="flex items-start gap-2 max-md:flex-col">
        <Field label={t('Name')} required className="grow" error={errors?.name?.message}>
          <Input
            value={disk.name}
            autoComplete="off"
            onChange={({ target }) => change({ name: target.value })}
          />
        </Field>
        <Field label={t('Size')} required className="w-32" error={errors?.size?.message}>
          <Input
            value={disk.size}
            inputMode="decimal"
            autoComplete="off"
            trail="GiB"
            onChange={({ target }) => change({ size: target.value })}
          />
        </Field>
        <IconButton
          icon="delete"
          label={t('Leave out {name}', { name: disk.name })}
          className="md:mt-6"
          onClick={() =>
            form.setValue(
              'disks',
              values.disks.filter((_, index) => index !== at),
            )
          }
        />
      </div>
      <Field label={t('Storage')} required help={movedText(disk.moved)} error={errors?.sr?.message}>
        <Select options={places} value={disk.sr || null} onChange={sr => change({ sr, moved: null })} />
      </Field>
    </fieldset>
  )
}

function OwnDisks({ form, values, places }: StepProps & { places: Places }) {
  const group = useId()
  const errors = form.formState.errors.own
  const change = (position: string, to: { name?: string; size?: string }) =>
    form.setValue(
      'own',
      values.own.map(disk => (disk.position === position ? { ...disk, ...to } : disk)),
      { shouldValidate: errors !== undefined },
    )
  return (
    <fieldset className="flex flex-col gap-2 rounded-control border border-line p-2">
      <legend className="sr-only">{t('Disks of the template')}</legend>
      {values.own.map((disk, at) => (
        <div key={disk.position} className="flex items-start gap-2 max-md:flex-col">
          <Field
            label={t('Disk at position {position}', { position: disk.position })}
            required
            className="grow"
            error={errors?.[at]?.name?.message}
          >
            <Input
              value={disk.name}
              autoComplete="off"
              onChange={({ target }) => change(disk.position, { name: target.value })}
            />
          </Field>
          <Field label={t('Size')} required className="w-32" error={errors?.[at]?.size?.message}>
            <Input
              value={disk.size}
              inputMode="decimal"
              autoComplete="off"
              trail="GiB"
              onChange={({ target }) => change(disk.position, { size: target.value })}
            />
          </Field>
          <IconButton
            icon="delete"
            label={t('Leave out {name}', { name: disk.name })}
            className="md:mt-6"
            onClick={() =>
              form.setValue(
                'own',
                values.own.filter(({ position }) => position !== disk.position),
              )
            }
          />
        </div>
      ))}
      <RadioLine
        name={group}
        label={t('Fast clone')}
        help={t('On the same storage. What both have in common is kept once, where the storage can.')}
        checked={values.copyTo === ''}
        onChoose={() => form.setValue('copyTo', '')}
      />
      <RadioLine
        name={group}
        label={t('Full copy')}
        help={t('Every disk is copied whole to the storage that is chosen.')}
        checked={values.copyTo !== ''}
        onChoose={() => {
          const free = places.find(({ reason }) => reason === undefined)
          if (free) form.setValue('copyTo', free.value)
        }}
      />
      {values.copyTo !== '' && (
        <Field label={t('Storage of the copy')} required>
          <Select options={places} value={values.copyTo} onChange={sr => form.setValue('copyTo', sr)} />
        </Field>
      )}
    </fieldset>
  )
}

function Overcommitted({ values, storage }: StepProps) {
  return overcommitted(values.disks, storage).map(({ sr, asked }) => (
    <p key={sr.id} className="text-warn">
      {t(
        '{asked} on {name}, where {free} are free. Storage that hands out space as it is used takes it all the same.',
        { ...{ name: sr.name_label, asked: bytesText(asked), free: bytesText(freeOf(sr)) } },
      )}
    </p>
  ))
}
