'use client'

import { useState } from 'react'
import { useRowOf } from '@/app/lib/inventory'
import { subjectName } from '@/app/parts/action-subject'
import { PlanHint, usePlan } from '@/app/parts/plan-note'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { ObjectId, VappRow } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'
import { inputs } from '@/server/catalogue/inputs'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { MemoryNote } from './memory-note'
import { WavePlan } from './waves'

const startingOf = ({ members }: VappRow): ObjectId[] =>
  members.filter(one => one.power_state === 'Halted').map(({ id }) => id)

/** Which of its VMs could not start as things are, with the reasons. */
function useCannot(row: VappRow | undefined): ReadonlyMap<string, string> {
  const halted = row ? startingOf(row) : []
  const plan = usePlan('vm.start', { objects: halted }, undefined, halted.length > 0)
  return new Map((plan.data?.cannot ?? []).map(({ id, reason }) => [id, reason]))
}

function useVapp({ subject }: ActionFormProps): VappRow | undefined {
  return useRowOf('VM_appliance', subject.kind === 'one' ? subject.row.id : null)
}

/** Starts vApps by order and delays, after it is shown what that comes to. */
export function VappStartDialog(props: ActionFormProps) {
  const { action, subject, onSubmit, submitting, error, onClose } = props
  const row = useVapp(props)
  const cannot = useCannot(row)
  const [paused, setPaused] = useState(false)
  return (
    <FormDialog
      {...{ submitting, error, onClose }}
      width="m"
      title={t('Start {name}', { name: subjectName(subject) })}
      description={t('VMs of one order start together; the next ones after the longest of their delays.')}
      verb={t('Start')}
      onSubmit={() => onSubmit({ paused })}
    >
      <div className="flex flex-col gap-3">
        {row && <WavePlan members={row.members} what="start" cannot={cannot} />}
        {row && <MemoryNote pool={row.pool} starting={startingOf(row)} />}
        <Checkbox
          label={t('Start paused')}
          help={t('Each VM gets its memory and devices, and stands still until it is unpaused.')}
          checked={paused}
          onChange={event => setPaused(event.target.checked)}
        />
        <PlanHint action={action} subject={subject} />
      </div>
    </FormDialog>
  )
}

type Ready = InputOf<'vappReady'>

/** Starts one order after the other, each when the guests of the one before are ready. */
export function VappStartReadyDialog(props: ActionFormProps) {
  const { action, subject, onSubmit, submitting, error, onClose } = props
  const row = useVapp(props)
  const cannot = useCannot(row)
  const [until, setUntil] = useState<Ready['until']>('agent')
  const [late, setLate] = useState<Ready['late']>('stop')
  const [minutes, setMinutes] = useState('5')
  const input = inputs.vappReady.safeParse({ until, late, minutes: Number(minutes) })
  return (
    <FormDialog
      {...{ submitting, error, onClose }}
      width="m"
      title={t('Start {name}, waiting for its guests', { name: subjectName(subject) })}
      description={t('Each order starts when the guests of the one before are ready.')}
      verb={t('Start')}
      reason={input.success ? undefined : t('Say how many minutes: 1 to 120')}
      onSubmit={() => input.success && onSubmit(input.data)}
    >
      <div className="flex flex-col gap-3">
        <Field label={t('A guest is ready when')} required>
          <Select
            options={[
              { value: 'agent' as const, label: t('its agent answers') },
              { value: 'address' as const, label: t('it has an IP address') },
            ]}
            value={until}
            onChange={setUntil}
          />
        </Field>
        <Field label={t('At most')} required>
          <Input
            value={minutes}
            inputMode="numeric"
            autoComplete="off"
            trail={t('minutes')}
            onChange={event => setMinutes(event.target.value)}
          />
        </Field>
        <Checkbox
          label={t('Go on when one is not ready in time')}
          checked={late === 'go on'}
          onChange={event => setLate(event.target.checked ? 'go on' : 'stop')}
        />
        {row && (
          <WavePlan
            members={row.members}
            what="start"
            cannot={cannot}
            waits={
              until === 'agent' ? t('then until their agents answer') : t('then until they have addresses')
            }
          />
        )}
        {row && <MemoryNote pool={row.pool} starting={startingOf(row)} />}
        <PlanHint action={action} subject={subject} />
      </div>
    </FormDialog>
  )
}
