'use client'

import { useDeferredValue, useState } from 'react'
import { useVmDetail } from '@/app/lib/detail'
import { useRows } from '@/app/lib/inventory'
import { priorityOptions, topologyText, vcpusText } from '@/app/lib/vcpus'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanDifference, PlanHint, usePlan } from '@/app/parts/plan-note'
import { Banner } from '@/app/ui/banner'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { VmDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { coresFor, topologiesOf, trustedVcpus } from '@/server/shared/vcpus'
import type { ActionFormProps } from './action-form'
import { FormDialog } from './form-dialog'

/** What stands for "as it is", for many. */
const asItIs = ''

/** How many vCPUs one VM has, or many alike, and how they look to the guest. Only what was changed is changed. */
export function VcpusChangeDialog(props: ActionFormProps) {
  const { subject } = props
  return subject.kind === 'one' ? (
    <OfOne {...props} id={subject.row.id} />
  ) : (
    <Form
      {...props}
      now={undefined}
      title={t('vCPUs of {subjectName}', { subjectName: subjectName(subject) })}
    />
  )
}

function OfOne({ id, ...props }: ActionFormProps & { id: string }) {
  const detail = useVmDetail(id)
  const title = t('vCPUs of {subjectName}', { subjectName: subjectName(props.subject) })
  if (detail) return <Form {...props} now={detail} title={title} />
  const reason = detail === null ? t('This object is gone.') : t('Not known yet')
  return (
    <FormDialog
      title={title}
      width="m"
      verb={t('Change vCPUs')}
      reason={reason}
      submitting={props.submitting}
      error={props.error}
      onSubmit={props.onClose}
      onClose={props.onClose}
    >
      <p role="status" className="min-h-80 text-muted">
        {reason}
      </p>
    </FormDialog>
  )
}

/** "4"; undefined for what is no number of vCPUs. */
function countFrom(text: string): number | undefined {
  const count = Number(text.trim())
  return text.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= 1024 ? count : undefined
}

function Form({
  action,
  subject,
  known: _,
  now,
  title,
  onSubmit,
  ...rest
}: ActionFormProps & { now: VmDetail | undefined; title: string }) {
  // As it was when the form was opened: what is changed is told apart from what was there by that.
  const [before] = useState(now)
  const [vcpus, setVcpus] = useState(before ? String(before.vcpusAtStart) : '')
  const [most, setMost] = useState(before ? String(before.vcpusMax) : '')
  const [cores, setCores] = useState(asItIs)
  const [weight, setWeight] = useState(asItIs)
  const halted = before === undefined || before.row.power_state === 'Halted'
  const targets = targetsOf(subject)
  const pools = poolsOf(targets)
  const largest = Math.max(
    0,
    ...useRows('host').flatMap(host => (pools?.includes(host.pool) ? [host.cpus] : [])),
  )

  const countIssue = (text: string) =>
    (text.trim() === '' && before === undefined) || countFrom(text) !== undefined
      ? undefined
      : t('Say a whole number from 1 to 1,024')
  const [count, max] = [countFrom(vcpus), countFrom(most)]
  const beyond =
    count !== undefined && max !== undefined && count > max
      ? t('It can have {max} at most.', { max })
      : undefined
  const total = max ?? before?.vcpusMax
  const ownCores = before && total !== undefined ? coresFor(total, before.coresPerSocket) : undefined
  const chosenCores = cores === asItIs ? ownCores : Number(cores)
  const topologies = total === undefined ? [] : topologiesOf(total)
  const told = {
    vcpus: count === before?.vcpusAtStart ? null : (count ?? null),
    max: max === before?.vcpusMax ? null : (max ?? null),
    cores: chosenCores === before?.coresPerSocket || cores === asItIs ? null : Number(cores),
    weight: weight === asItIs || Number(weight) === before?.vcpuWeight ? null : Number(weight),
  }
  const same = Object.values(told).every(value => value === null)
  const issue = countIssue(vcpus) ?? countIssue(most) ?? beyond
  const asked = useDeferredValue(issue !== undefined || same ? undefined : told)
  const plan = usePlan(action.id, targets, asked)
  return (
    <FormDialog
      {...rest}
      width="m"
      title={title}
      description={before ? undefined : t('What is left empty stays as it is.')}
      verb={t('Change vCPUs')}
      reason={
        issue ??
        (same
          ? t('Nothing was changed')
          : asked && plan.data?.can === 0
            ? (plan.data.cannot[0]?.reason ?? t('It can’t be changed now'))
            : undefined)
      }
      onSubmit={() => onSubmit(told)}
    >
      <div className="flex flex-col gap-4">
        <div className="grid grid-cols-2 gap-4">
          <Field
            label={t('vCPUs')}
            required={before !== undefined}
            error={countIssue(vcpus) ?? beyond}
            help={before && !beyond && whenText(before, count)}
          >
            <Input
              value={vcpus}
              inputMode="numeric"
              autoComplete="off"
              onChange={event => {
                const typed = event.target.value
                setVcpus(typed)
                // Where there was no room for more, the most goes along.
                if (halted && most === vcpus) setMost(typed)
              }}
            />
          </Field>
          <Field
            label={t('At most')}
            required={before !== undefined}
            error={countIssue(most)}
            help={
              halted
                ? t('What it can be given while it runs, if its guest takes vCPUs then.')
                : t('Shut it down to change this.')
            }
          >
            <Input
              value={most}
              inputMode="numeric"
              autoComplete="off"
              readOnly={!halted}
              onChange={event => setMost(event.target.value)}
            />
          </Field>
        </div>
        <Field
          label={t('Topology')}
          required={before !== undefined}
          help={t('What the guest sees from its next start. Windows for desktops uses two sockets at most.')}
        >
          <Select
            value={chosenCores === undefined ? asItIs : String(chosenCores)}
            options={[
              ...(before ? [] : [{ value: asItIs, label: t('As it is') }]),
              ...topologies.map(one => ({
                value: String(one.cores),
                label: topologyText(one.sockets * one.cores, one.cores),
              })),
            ]}
            onChange={setCores}
          />
        </Field>
        <Field
          label={t('Priority')}
          required={before !== undefined}
          help={t('Its share where VMs want more than the server has. It counts from the next start.')}
        >
          <Select
            value={weight === asItIs ? (before ? String(before.vcpuWeight) : asItIs) : weight}
            options={[
              ...(before ? [] : [{ value: asItIs, label: t('As it is') }]),
              ...priorityOptions(before?.vcpuWeight),
            ]}
            onChange={setWeight}
          />
        </Field>
        {warningsOf(count ?? 0, total ?? 0, largest).map(warning => (
          <Banner key={warning} tone="warn" title={warning} live="status" />
        ))}
        {asked ? <PlanDifference plan={plan.data} /> : <PlanHint action={action} subject={subject} />}
      </div>
    </FormDialog>
  )
}

/** When the VM will have as many as are typed. */
function whenText({ row, vcpusAtStart }: VmDetail, count: number | undefined): string | undefined {
  if (row.power_state === 'Halted') return undefined
  const has = vcpusText(row.vcpus)
  if (count === undefined || count === vcpusAtStart)
    return vcpusAtStart === row.vcpus
      ? t('It has {has} now.', { has })
      : t('It has {has} now, and this many from its next start.', { has })
  return count > row.vcpus && row.allowed_operations.includes('changing_VCPUs_live')
    ? t('It has {has} now, and this many at once.', { has })
    : t('It has {has} now, and this many from its next start.', { has })
}

function warningsOf(count: number, most: number, largest: number): string[] {
  return [
    ...(largest > 0 && count > largest
      ? [t('No server of the pool has so many CPUs ({largest} at most): it would not start.', { largest })]
      : []),
    ...(most > trustedVcpus
      ? [
          t('More than {n} are for guests that are trusted: such a VM can slow down others.', {
            n: trustedVcpus,
          }),
        ]
      : []),
  ]
}
