'use client'

import { useState } from 'react'
import { bytesText } from '@/app/lib/format'
import { subjectName } from '@/app/parts/action-subject'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { nameIssue } from '@/server/shared/name-issue'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { DiskNamesFields } from './disk-names'
import { givenDisk, type KnownDisk } from './known'
import { sizeFrom, sizeText } from './size'

/** A disk that a VM has (`known`): its name, size and how the VM may use it. Only what was changed is changed. */
export function DiskChangeDialog({ known, ...rest }: ActionFormProps) {
  // As it was when the form was opened: it says what was changed since.
  const [disk] = useState(givenDisk(known))
  return disk ? <Form {...rest} disk={disk} /> : null
}

function Form({
  action: _,
  disk,
  subject,
  onSubmit,
  ...rest
}: Omit<ActionFormProps, 'known'> & { disk: KnownDisk }) {
  const [names, setNames] = useState({ name: disk.name, description: disk.description })
  const { name, description } = names
  const [typed, setTyped] = useState(sizeText(disk.size))
  const [readOnly, setReadOnly] = useState(disk.mode === 'RO')
  const running = subject.kind === 'one' && subject.row.class === 'VM' && subject.row.power_state !== 'Halted'
  // As it is shown it may be rounded: that is no change.
  const size = typed === sizeText(disk.size) ? disk.size : sizeFrom(typed)
  const grows = size !== disk.size
  const sizeIssue =
    size === undefined
      ? t('Say how large the disk is')
      : size < disk.size
        ? t('A disk grows and does not shrink: what is at its end would be lost.')
        : grows && !disk.diskOperations.includes('resize')
          ? t('Its size can’t be changed while it is in use. Deactivate it, or shut the VM down.')
          : undefined
  const mode = readOnly !== (disk.mode === 'RO')
  const modeIssue = mode && running ? t('Shut the VM down to change this.') : undefined
  const same = name === disk.name && description === disk.description && !grows && !mode
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Disk {disk} of {subjectName}', {
        disk: disk.name || disk.position,
        subjectName: subjectName(subject),
      })}
      verb={t('Change disk')}
      reason={nameIssue(name) ?? sizeIssue ?? modeIssue ?? (same ? t('Nothing was changed') : undefined)}
      onSubmit={() =>
        onSubmit({
          drive: disk.id,
          position: disk.position,
          from: disk.size,
          name: name === disk.name ? null : name.trim(),
          description: description === disk.description ? null : description,
          size: grows ? size : null,
          readOnly: mode ? readOnly : null,
        })
      }
    >
      <div className="flex flex-col gap-4">
        <DiskNamesFields value={names} onChange={setNames} />
        <Field
          label={t('Size')}
          required
          help={t('In GiB; {now} now. The guest sees the space after it has been told to look again.', {
            now: bytesText(disk.size),
          })}
          error={sizeIssue}
        >
          <Input
            value={typed}
            inputMode="decimal"
            autoComplete="off"
            trail="GiB"
            onChange={event => setTyped(event.target.value)}
          />
        </Field>
        <Checkbox
          label={t('Read only')}
          help={modeIssue}
          checked={readOnly}
          onChange={event => setReadOnly(event.target.checked)}
        />
      </div>
    </FormDialog>
  )
}
