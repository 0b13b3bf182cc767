'use client'

import { useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { subjectName } from '@/app/parts/action-subject'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { useKnownSnapshots } from './known-snapshots'

/** Takes a VM back to a snapshot; its present state is kept first, unless that is not wanted. */
export function SnapshotRevertDialog({ subject, known, onSubmit, action: _, ...rest }: ActionFormProps) {
  const [snapshot] = useKnownSnapshots(subject, known)
  const [keeps, setKeeps] = useState(true)
  const [keep, setKeep] = useState(() =>
    t('Before the revert of {time}', { time: absoluteTime(new Date().toISOString()) }),
  )
  const [power, setPower] = useState(true)
  const input = { snapshot: snapshot?.id ?? '', keep: keeps ? keep : null, power }
  const reason = snapshot
    ? inputs.revert.safeParse(input).error?.issues[0]?.message
    : t('This snapshot is gone.')
  const name = snapshot?.name ?? ''
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Revert {name} to “{snapshot}”?', { name: subjectName(subject), snapshot: name })}
      description={t(
        'Its disks and settings become what they were then. If it runs, it is cut off first; what has changed since is lost unless it is kept.',
      )}
      verb={t('Revert')}
      tone="danger"
      reason={reason}
      onSubmit={() => onSubmit(input)}
    >
      <div className="flex flex-col gap-3">
        <Checkbox
          label={t('Take a snapshot of the present state first')}
          help={t('Of its disks. It counts against the limits of the project.')}
          checked={keeps}
          onChange={event => setKeeps(event.target.checked)}
        />
        {keeps && (
          <Field label={t('Name of the snapshot')} required>
            <Input value={keep} autoComplete="off" onChange={event => setKeep(event.target.value)} />
          </Field>
        )}
        {snapshot?.wasRunning && (
          <Checkbox
            label={t('Run it afterwards, as it did then')}
            help={
              snapshot.kind === 'memory'
                ? t('It goes on from where it was, on its present host if it can run there.')
                : t('It starts anew, on its present host if it can run there.')
            }
            checked={power}
            onChange={event => setPower(event.target.checked)}
          />
        )}
      </div>
    </FormDialog>
  )
}
