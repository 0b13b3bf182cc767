'use client'

import { useId, useState } from 'react'
import { absoluteTime } from '@/app/lib/format'
import { useRowOf } from '@/app/lib/inventory'
import { subjectName } from '@/app/parts/action-subject'
import { PlanHint } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { Textarea } from '@/app/ui/textarea'
import type { InputOf } from '@/server/catalogue/input'
import { inputs } from '@/server/catalogue/inputs'
import { whyNotKind } from '@/server/catalogue/vm-snapshots'
import { say, t, told } from '@/server/shared/text'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

type Kind = InputOf<'snapshot'>['kind']
const kinds: { kind: Kind; label: string; help: string }[] = [
  {
    kind: 'disks',
    label: say('Disks only'),
    help: say('As they are now. What is only in the guest’s memory is not kept.'),
  },
  {
    kind: 'quiesced',
    label: say('Disks, quiesced'),
    help: say('The guest writes everything to its disks before.'),
  },
  {
    kind: 'memory',
    label: say('Disks and memory'),
    help: say('It stands still for a moment, and goes on from here when it is reverted.'),
  },
]

/** Names a snapshot before it is taken, and says what is kept: of one VM, or of each of many. */
export function SnapshotTakeDialog({ action, subject, onSubmit, ...rest }: ActionFormProps) {
  const [name, setName] = useState(() =>
    t('Snapshot of {time}', { time: absoluteTime(new Date().toISOString()) }),
  )
  const [description, setDescription] = useState('')
  const [kind, setKind] = useState<Kind>('disks')
  const group = useId()
  const vm = useRowOf('VM', subject.kind === 'one' ? subject.row.id : null)
  const reason =
    inputs.snapshot.safeParse({ name, description, kind }).error?.issues[0]?.message ??
    (vm && whyNotKind(vm, kind))
  return (
    <FormDialog
      {...rest}
      width="m"
      title={t('Take a snapshot of {subjectName}', { subjectName: subjectName(subject) })}
      description={t('It is kept as it is now, beside what it becomes.')}
      verb={t('Take it')}
      reason={reason}
      onSubmit={() => onSubmit({ name, description, kind })}
    >
      <div className="flex flex-col gap-3">
        <Field
          label={t('Name of the snapshot')}
          required
          help={t('What it is for helps more than the day, which it carries anyway.')}
        >
          <Input value={name} autoComplete="off" onChange={event => setName(event.target.value)} />
        </Field>
        <Field label={t('Description')}>
          <Textarea rows={2} value={description} onChange={event => setDescription(event.target.value)} />
        </Field>
        <fieldset className="rounded-control border border-line p-1">
          <legend className="sr-only">{t('What is kept')}</legend>
          {kinds.map(one => {
            const why = vm && whyNotKind(vm, one.kind)
            return (
              <RadioLine
                key={one.kind}
                name={group}
                label={told(one.label)}
                help={why ?? told(one.help)}
                disabled={why !== undefined}
                checked={kind === one.kind}
                onChoose={() => setKind(one.kind)}
              />
            )
          })}
        </fieldset>
        <PlanHint action={action} subject={subject} />
      </div>
    </FormDialog>
  )
}
