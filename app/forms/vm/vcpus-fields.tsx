'use client'

import { useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { priorityOptions, topologyText, vcpusText } from '@/app/lib/vcpus'
import { poolsOf } from '@/app/parts/action-subject'
import { Banner } from '@/app/ui/banner'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { MachineDetail, Targets } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { coresFor, topologiesOf, trustedVcpus } from '@/server/shared/vcpus'

/** What stands for "as it is", for many. */
const asItIs = ''

/** "4"; undefined for what is no number of vCPUs. */
function countFrom(text: string): number | undefined {
  const count = Number(text.trim())
  return text.trim() !== '' && Number.isInteger(count) && count >= 1 && count <= 1024 ? count : undefined
}

/**
 * The fields for vCPUs, of one VM as it was (`before`) or of many. `told`: what of it is changed; undefined: nothing.
 * `issue`: why it can't be sent as it is.
 */
export function useVcpusFields(before: MachineDetail | undefined, targets: Targets) {
  const [vcpus, setVcpus] = useState(before ? String(before.vcpusAtStart) : '')
  const [most, setMost] = useState(before ? String(before.vcpusMax) : '')
  const [cores, setCores] = useState(asItIs)
  const [weight, setWeight] = useState(asItIs)
  const halted =
    before === undefined || before.row.class === 'template' || before.row.power_state === 'Halted'
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
  const fields = (
    <>
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
    </>
  )
  return { told: same ? undefined : told, issue, fields }
}

/** When the VM will have as many as are typed. */
function whenText({ row, vcpusAtStart }: MachineDetail, count: number | undefined): string | undefined {
  if (row.class === 'template' || row.power_state === 'Halted') return undefined
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
