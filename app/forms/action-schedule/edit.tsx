'use client'

import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { refreshActionSchedules } from '@/app/lib/action-schedules'
import { appError, trpc } from '@/app/lib/trpc'
import { StateWord } from '@/app/parts/vm-state'
import { Checkbox } from '@/app/ui/checkbox'
import type { Column } from '@/app/ui/data-table-types'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { confirmDone } from '@/app/ui/toast'
import type { ActionScheduleInfo, ObjectId, VmRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import {
  actionScheduleSchema,
  isSchedulable,
  type Schedulable,
  schedulable,
} from '@/server/shared/action-schedule'
import type { ScheduleRule } from '@/server/shared/schedule-times'
import { say, t, told } from '@/server/shared/text'
import { FormDialog } from '../form-dialog'
import { ChooseVms } from '../vapp/member-fields'
import { TimeFields, usualTimes } from './time-fields'

const columns: readonly Column<VmRow>[] = [
  { id: 'state', header: say('State'), width: 120, cell: row => <StateWord row={row} /> },
]

interface Values {
  name: string
  action: Schedulable
  vms: readonly ObjectId[]
  rule: ScheduleRule
  zone: string
  enabled: boolean
}

interface ActionScheduleDialogProps {
  /** The one that is changed; absent: a new one. */
  schedule?: ActionScheduleInfo
  /** Of a new one. */
  vms?: readonly ObjectId[]
  onClose: () => void
}

/** Makes a scheduled action, or changes one: what is done to which VMs, and when. */
export function ActionScheduleDialog({ schedule, vms = [], onClose }: ActionScheduleDialogProps) {
  const [values, setValues] = useState<Values>(() => {
    if (!schedule) return { name: '', action: 'vm.shutDown', vms, ...usualTimes(), enabled: true }
    const { name, action, rule, zone, enabled } = schedule
    return { name, action, rule, zone, enabled, vms: schedule.vms.flatMap(({ id }) => id ?? []) }
  })
  /** What is missing is said of fields that were left, and of all once it was sent. */
  const [touched, setTouched] = useState(false)
  const create = useMutation(
    trpc.actionSchedule.create.mutationOptions({ onSuccess: refreshActionSchedules }),
  )
  const update = useMutation(
    trpc.actionSchedule.update.mutationOptions({ onSuccess: refreshActionSchedules }),
  )
  const change = (part: Partial<Values>) => setValues({ ...values, ...part })
  const given = actionScheduleSchema.safeParse(values)
  const issues = given.error?.issues ?? []
  const issueOf = (field: string) => issues.find(({ path }) => path[0] === field)?.message
  const failure = create.error ?? update.error
  const gone = schedule ? schedule.vms.filter(({ id }) => id === null).length : 0
  const done = () => {
    confirmDone(
      schedule ? t('{name} saved', { name: values.name }) : t('{name} is scheduled', { name: values.name }),
    )
    onClose()
  }
  const [first] = issues
  return (
    <FormDialog
      width="l"
      title={schedule ? t('Edit {name}', { name: schedule.name }) : t('New scheduled action')}
      description={t(
        'It is done in your name, with the rights that you have at that time. What is due while Domus or a pool cannot be reached is done up to 15 minutes later.',
      )}
      verb={schedule ? t('Save') : t('Schedule')}
      reason={first ? told(first.message) : undefined}
      submitting={create.isPending || update.isPending}
      error={failure ? appError(failure) : null}
      onClose={onClose}
      onSubmit={() => {
        if (!given.success) return
        if (schedule) update.mutate({ id: schedule.id, ...given.data }, { onSuccess: done })
        else create.mutate(given.data, { onSuccess: done })
      }}
    >
      <div className="flex flex-col gap-4">
        <div className="flex flex-wrap gap-4">
          <Field
            label={t('Name')}
            required
            className="min-w-52 grow"
            error={touched ? issueOf('name') : undefined}
          >
            <Input
              autoComplete="off"
              value={values.name}
              onBlur={() => setTouched(true)}
              onChange={event => change({ name: event.target.value })}
            />
          </Field>
          <Field label={t('Action')} required className="w-40">
            <Select
              value={values.action}
              onChange={action => isSchedulable(action) && change({ action })}
              options={schedulable.map(value => ({
                value,
                label: told(actionById(value)?.label ?? value),
              }))}
            />
          </Field>
        </div>
        <TimeFields
          rule={values.rule}
          zone={values.zone}
          onRule={rule => change({ rule })}
          onZone={zone => change({ zone })}
        />
        <ChooseVms
          pool={null}
          chosen={values.vms}
          onChange={next => change({ vms: next })}
          columns={columns}
        />
        {gone > 0 && (
          <p role="status" className="text-m text-warn">
            {t(
              '{n, plural, one {# VM is gone or not visible to you: saving takes it out.} other {# VMs are gone or not visible to you: saving takes them out.}}',
              {
                n: gone,
              },
            )}
          </p>
        )}
        <Checkbox
          label={t('On')}
          checked={values.enabled}
          onChange={() => change({ enabled: !values.enabled })}
        />
      </div>
    </FormDialog>
  )
}
