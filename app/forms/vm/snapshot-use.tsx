'use client'

import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { subjectName } from '@/app/parts/action-subject'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { useKnownSnapshots } from './known-snapshots'

/** Names the VM or the template that is made of a snapshot. */
export function SnapshotUseDialog({ action, subject, known, onSubmit, ...rest }: ActionFormProps) {
  const [snapshot] = useKnownSnapshots(subject, known)
  const makesVm = action.id === 'vm.fromSnapshot'
  const of = { snapshot: snapshot?.name ?? '', vm: subjectName(subject) }
  const [name, setName] = useState('')
  const [description, setDescription] = useState<string | null>(null)
  const generated = t('Made of the snapshot “{snapshot}” of {vm}, taken {time}', {
    ...of,
    time: absoluteTime(snapshot?.time ?? ''),
  })
  const input = { snapshot: snapshot?.id ?? '', name, description: description ?? generated }
  const reason = snapshot
    ? inputs.fromSnapshot.safeParse(input).error?.issues[0]?.message
    : t('This snapshot is gone.')
  return (
    <FormDialog
      {...rest}
      width="m"
      title={
        makesVm
          ? t('New VM from “{snapshot}”', { snapshot: of.snapshot })
          : t('New template from “{snapshot}”', { snapshot: of.snapshot })
      }
      description={
        !makesVm
          ? t('VMs can be made of it, here and in other consoles. It is not among the VMs.')
          : snapshot?.kind === 'memory'
            ? t('It is suspended, with the memory of the snapshot, and in the same project.')
            : t('It has disks of its own, is halted, and in the same project.')
      }
      verb={t('Create')}
      reason={reason}
      onSubmit={() => onSubmit(input)}
    >
      <div className="flex flex-col gap-3">
        <Field label={t('Name')} required>
          <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
        </Field>
        <Field label={t('Description')}>
          <Textarea
            rows={2}
            value={description ?? generated}
            onChange={event => setDescription(event.target.value)}
          />
        </Field>
      </div>
    </FormDialog>
  )
}
