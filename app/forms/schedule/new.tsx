'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { useNow } from '@/app/lib/now'
import { ScheduleGuard, useScheduleCost } from '@/app/parts/schedule/guard'
import { localTime, serverTime, useClockAhead } from '@/app/parts/schedule/next-run'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Textarea } from '@/app/ui/textarea'
import type { ScheduleCost } from '@/server/api/types'
import { inputs } from '@/server/catalogue/inputs'
import { nextRuns } from '@/server/shared/snapshot-times'
import { timesSentence, typeWord } from '@/server/shared/snapshot-words'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { ChooseVms } from '../vapp/member-fields'
import { WizardDialog } from '../wizard-dialog'
import { LeavingNote, membersOf, scheduleColumns } from './members-of'
import { type Rules, TimeFields, TypeFields, whyNotQuiesced } from './rule-fields'

interface ScheduleValues {
  name: string
  description: string
  vms: string[]
  rules: Rules
  runNow: boolean
}

const schema = z.object({
  name: inputs.newSchedule.shape.name,
  description: z.string().max(4096),
  vms: z.array(z.string()).max(1000),
  rules: inputs.scheduleChange,
  runNow: z.boolean(),
})

const usual: Rules = {
  ...{ type: 'snapshot', keep: 7, frequency: 'daily', hour: 0, minute: 0 },
  days: ['Monday'],
}

const idsIn = (known: unknown): string[] => {
  const vms: unknown = Reflect.get(Object(known), 'vms')
  return Array.isArray(vms) ? vms.filter(id => typeof id === 'string') : []
}

/** Makes a snapshot schedule: its name, its VMs, what it takes, when, and what that comes to. */
export function ScheduleNewDialog({ subject, known, submitting, error, onSubmit, onClose }: ActionFormProps) {
  const pool = subject.kind === 'one' ? subject.row.pool : ''
  const form = useForm<ScheduleValues>({
    defaultValues: { name: '', description: '', vms: idsIn(known), rules: usual, runNow: false },
    resolver: zodResolver(schema),
  })
  const { name, description, vms, rules, runNow } = form.watch()
  const { errors } = form.formState
  const cost = useScheduleCost(vms)
  const ahead = useClockAhead(pool)
  const now = useNow()
  const setRules = (next: Rules) => form.setValue('rules', next)
  const deaf = rules.type === 'snapshot_with_quiesce' ? whyNotQuiesced(cost) : undefined
  const runs = ahead === undefined || ahead === null ? [] : nextRuns(rules, now, ahead, 3)
  return (
    <WizardDialog
      title={t('New snapshot schedule')}
      verb={t('Make it')}
      form={form}
      submitting={submitting}
      error={error}
      onSubmit={() =>
        onSubmit({ name, description, ...rules, members: membersOf(cost), runNow: runNow && vms.length > 0 })
      }
      onClose={onClose}
      steps={[
        {
          id: 'name',
          title: t('Name'),
          description: t('Snapshots of its VMs are taken on a schedule, and the oldest of them deleted.'),
          fields: ['name', 'description'],
          content: (
            <div className="flex flex-col gap-4">
              <Field label={t('Name')} required error={errors.name?.message}>
                <Input autoComplete="off" {...form.register('name')} />
              </Field>
              <Field label={t('Description')} error={errors.description?.message}>
                <Textarea rows={2} {...form.register('description')} />
              </Field>
            </div>
          ),
        },
        {
          id: 'vms',
          title: t('VMs'),
          description: t('A VM has one schedule at most: one that has another leaves it.'),
          fields: ['vms'],
          content: (
            <div className="flex flex-col gap-2">
              <ChooseVms
                pool={pool}
                chosen={vms}
                onChange={next => form.setValue('vms', next)}
                columns={scheduleColumns}
              />
              <LeavingNote cost={cost} own={null} />
            </div>
          ),
        },
        {
          id: 'type',
          title: t('Type'),
          description: t('What each snapshot keeps.'),
          fields: [],
          content: <TypeFields values={rules} onChange={setRules} cost={cost} />,
        },
        {
          id: 'times',
          title: t('Times'),
          description: t('When it runs, and how many snapshots of each VM are kept.'),
          fields: ['rules'],
          content: (
            <div className="flex flex-col gap-4">
              <TimeFields values={rules} onChange={setRules} />
              <ScheduleGuard cost={cost} keep={rules.keep} />
            </div>
          ),
        },
      ]}
      summary={[
        { label: t('Name'), value: name },
        { label: t('Description'), value: description },
        { label: t('VMs'), value: <VmNames cost={cost} count={vms.length} /> },
        { label: t('Type'), value: typeWord(rules.type) },
        { label: t('Runs'), value: t('{when}, server time', { when: timesSentence(rules) }) },
        { label: t('Keeps'), value: t('{n} of each VM', { n: rules.keep }) },
        {
          label: t('Next runs'),
          value:
            ahead === null || ahead === undefined
              ? t('not known')
              : runs.length > 0 && (
                  <ul aria-label={t('Next runs')} className="py-1">
                    {runs.map(at => (
                      <li key={at} className="tabular-nums">
                        {t('{here} (server time {there})', {
                          ...{ here: localTime(at), there: serverTime(at, ahead) },
                        })}
                      </li>
                    ))}
                  </ul>
                ),
        },
      ]}
      finish={
        <div className="mt-3 flex flex-col gap-2">
          {deaf && <p className="text-m text-warn">{deaf}</p>}
          <LeavingNote cost={cost} own={null} />
          <ScheduleGuard cost={cost} keep={rules.keep} />
          {vms.length > 0 && (
            <Checkbox label={t('Run it now, once it is made')} {...form.register('runNow')} />
          )}
        </div>
      }
    />
  )
}

const namedVms = 5

/** The first few by name. */
function VmNames({ cost, count }: { cost: ScheduleCost | undefined; count: number }) {
  const names = (cost?.vms ?? []).slice(0, namedVms).map(({ name }) => name)
  const more = count - names.length
  if (names.length === 0) return count
  return `${names.join(', ')}${more > 0 ? t(' and {more} more', { more }) : ''}`
}
