'use client'

import { useState } from 'react'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanHint } from '@/app/parts/plan-note'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { nameIssue } from '@/server/shared/name-issue'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { freeOf, useDiskStorage, useStorageChoices } from '../storage-choices'
import { type DiskNames, DiskNamesFields } from './disk-names'
import { sizeFrom } from './size'

/** A disk to be: its name, size and storage. */
export function DiskNewDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const storage = useDiskStorage(poolsOf(targetsOf(subject)))
  const choices = useStorageChoices(storage)
  const [names, setNames] = useState<DiskNames>(() => ({
    name:
      subject.kind === 'one' && (subject.row.class === 'VM' || subject.row.class === 'template')
        ? `${subject.row.name_label} ${subject.row.disks}`
        : '',
    description: '',
  }))
  const [typed, setTyped] = useState('10')
  const [readOnly, setReadOnly] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const sr = storage.find(({ id }) => id === chosen) ?? storage.find(({ isDefault }) => isDefault)
  const size = sizeFrom(typed)
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Add a disk to {subjectName}', { subjectName: subjectName(subject) })}
      verb={t('Add disk')}
      reason={
        nameIssue(names.name) ??
        (size === undefined ? t('Say how large the disk is') : sr ? undefined : t('Choose a storage'))
      }
      onSubmit={() => onSubmit({ sr: sr?.id, ...names, name: names.name.trim(), size, readOnly })}
    >
      <div className="flex flex-col gap-4">
        <DiskNamesFields value={names} onChange={setNames} />
        <Field label={t('Size')} required help={t('In GiB. A disk can grow later, but not shrink.')}>
          <Input
            value={typed}
            inputMode="decimal"
            autoComplete="off"
            trail="GiB"
            onChange={event => setTyped(event.target.value)}
          />
        </Field>
        <Field
          label={t('Storage')}
          required
          help={
            sr && size !== undefined && size > freeOf(sr)
              ? t(
                  'More than is free there. Storage that hands out space as it is used takes it all the same.',
                )
              : undefined
          }
        >
          <Select options={choices} value={sr?.id ?? null} onChange={setChosen} />
        </Field>
        <Checkbox
          label={t('Read only')}
          checked={readOnly}
          onChange={event => setReadOnly(event.target.checked)}
        />
        <PlanHint action={action} subject={subject} />
      </div>
    </FormDialog>
  )
}
