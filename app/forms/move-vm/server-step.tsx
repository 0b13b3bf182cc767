'use client'

import { useQueries } from '@tanstack/react-query'
import { type ComponentProps, useId, useState } from 'react'
import { usePool, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { api, appError } from '@/app/lib/trpc'
import { usePlan } from '@/app/parts/plan-note'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { RadioLine } from '@/app/ui/radio-line'
import { rich } from '@/app/ui/rich'
import { Select } from '@/app/ui/select'
import type { PoolRow, Targets, VmRow } from '@/server/api/types'
import type { InputOf } from '@/server/catalogue/input'
import { t } from '@/server/shared/text'
import type { StepProps } from './step'
import { inputOf, type MoveValues } from './values'

const byName = new Intl.Collator('en', { numeric: true })
const named = (a: { name_label: string }, b: { name_label: string }) =>
  byName.compare(a.name_label, b.name_label)

/** Where to: a pool, and a server of it, each with what the pools say against it. */
export function ServerStep(props: StepProps & { vm: VmRow | undefined }) {
  const { form, values, own } = props
  const group = useId()
  const pools = useRows('pool').toSorted(named)
  const hosts = useRows('host')
    .filter(host => host.pool === values.pool)
    .sort(named)
  const mayConnect = useCan('pool.connect')
  const across = values.pool !== own
  const told = usePoolReasons(props, pools)
  const error = form.formState.errors.host?.message
  const choose = (host: string) => {
    // Another server reaches other storage and networks.
    const { pool, copy } = values
    form.reset({ ...nowhere, pool, copy, host })
  }
  return (
    <div className="flex flex-col gap-3">
      {mayConnect && (
        <p className="text-m text-muted">
          {rich('Not there yet? <connect>Connect a pool</connect> in another window: it appears here.', {
            connect: chunks => (
              <a href={paths.connectPool} target="_blank" rel="noreferrer" className="text-accent underline">
                {chunks}
              </a>
            ),
          })}
        </p>
      )}
      {pools.length > 1 && (
        <Field label={t('Pool')} required>
          <Select
            options={pools.map(({ id, name_label, address, freshness }) => ({
              value: id,
              label: name_label || address,
              reason: freshness.state === 'live' ? undefined : t('it does not answer'),
              note: told.get(id),
            }))}
            value={values.pool}
            onChange={pool => form.reset({ ...nowhere, pool })}
          />
        </Field>
      )}
      <fieldset
        aria-describedby={error ? `${group}-error` : undefined}
        className="max-h-56 overflow-y-auto rounded-control border border-line p-1"
      >
        <legend className="sr-only">{t('Server')}</legend>
        {hosts.map(({ id, name_label }) => (
          <AskedLine
            key={id}
            {...props}
            host={id}
            name={group}
            label={name_label}
            checked={values.host === id}
            onChoose={() => choose(id)}
          />
        ))}
      </fieldset>
      {error && (
        <p id={`${group}-error`} role="alert" className="text-danger">
          {error}
        </p>
      )}
      {props.vm === undefined && values.host !== '' && <ServerOfEach {...props} hosts={hosts} />}
      {across && (
        <Checkbox
          label={t('Copy only: it stays here as it is')}
          help={t('A halted VM can be copied. The copy there gets a UUID of its own.')}
          {...form.register('copy')}
        />
      )}
    </div>
  )
}

/** The first network of a pool: for what is only asked about it any will do. */
function useAnyNetwork(pool: string): string | undefined {
  return useRows('network').find(network => network.pool === pool)?.id
}

/** As the action is told what nobody has chosen storage and networks for yet. */
function trialOf(
  to: Pick<MoveValues, 'pool' | 'copy' | 'host'>,
  own: string | undefined,
  anyNetwork: string | undefined,
): InputOf<'move'> {
  const networks: MoveValues['networks'] = anyNetwork === undefined ? {} : { '*': anyNetwork }
  return inputOf({ ...nowhere, ...to, networks }, own)
}

/** Of each pool that is not chosen why none of its servers would do; it is asked until one would. */
function usePoolReasons(
  { targets, own, values }: StepProps,
  pools: readonly PoolRow[],
): ReadonlyMap<string, string> {
  const hosts = useRows('host').toSorted(named)
  const networks = useRows('network')
  const copy = values.copy
  const asked = pools.filter(({ id, freshness }) => id !== own && freshness.state === 'live')
  const answers = useQueries({
    queries: asked.map(({ id }) => {
      const there = hosts.filter(host => host.pool === id).map(host => host.id)
      const anyNetwork = networks.find(network => network.pool === id)?.id
      return {
        queryKey: ['pool for a move', targets, id, copy, there],
        queryFn: () =>
          reasonOf(
            targets,
            there.map(host => trialOf({ pool: id, copy, host }, own, anyNetwork)),
          ),
        staleTime: 60_000,
        gcTime: 0,
      }
    }),
  })
  return new Map(
    asked.flatMap(({ id }, at) => {
      const answer = answers[at]
      if (answer?.isPending) return [[id, t('being asked…')] as const]
      const reason = answer?.error ? appError(answer.error).message : answer?.data
      return reason ? [[id, reason] as const] : []
    }),
  )
}

/** Why none of several ways would do, by the first; null: one would. */
async function reasonOf(targets: Targets, ways: readonly InputOf<'move'>[]): Promise<string | null> {
  let first: string | undefined
  for (const input of ways) {
    const { can, cannot } = await api.operation.plan.mutate({ action: 'vm.move', targets, input })
    if (can > 0) return null
    first ??= cannot[0]?.reason
  }
  return first ?? t('it has no servers that you see')
}

/** Where each of several VMs goes, where not all go to the same server. */
function ServerOfEach({
  form,
  values,
  own,
  moves,
  hosts,
}: StepProps & { hosts: readonly { id: string; name_label: string }[] }) {
  const [opened, setOpened] = useState(Object.keys(values.hosts).length > 0)
  const vms = moves?.vms ?? []
  if (vms.length < 2) return null
  return (
    <div className="flex flex-col gap-2">
      <Checkbox
        label={t('Choose a server for each VM')}
        checked={opened}
        onChange={event => {
          setOpened(event.target.checked)
          if (!event.target.checked) form.setValue('hosts', {})
        }}
      />
      {opened && (
        <ul aria-label={t('VMs')} className="flex max-h-56 flex-col gap-2 overflow-y-auto p-1">
          {vms.map(vm => (
            <ServerOfOne
              key={vm.id}
              vm={vm}
              host={values.hosts[vm.id] ?? values.host}
              {...{ values, own, hosts }}
              onChoose={host => {
                const { [vm.id]: _, ...others } = values.hosts
                form.setValue('hosts', host === values.host ? others : { ...others, [vm.id]: host })
              }}
            />
          ))}
        </ul>
      )}
    </div>
  )
}

function ServerOfOne({
  vm: { id, name },
  host,
  values: { pool, copy },
  own,
  hosts,
  onChoose,
}: Pick<StepProps, 'values' | 'own'> & {
  vm: { id: string; name: string }
  host: string
  hosts: readonly { id: string; name_label: string }[]
  onChoose: (host: string) => void
}) {
  const input = trialOf({ pool, copy, host }, own, useAnyNetwork(pool))
  const plan = usePlan('vm.move', { objects: [id] }, input)
  const reason = plan.error ? plan.error.message : plan.data?.cannot[0]?.reason
  return (
    <li>
      <Field label={name} required help={reason}>
        <Select
          options={hosts.map(one => ({ value: one.id, label: one.name_label }))}
          value={host}
          onChange={onChoose}
        />
      </Field>
    </li>
  )
}

/** Nothing is chosen yet. */
export const nowhere = {
  ...{ pool: '', host: '', hosts: {}, copy: false, way: 'suits' as const, storage: '' },
  ...{ disks: {}, networks: {}, transfer: '' },
}

type Line = Pick<ComponentProps<typeof RadioLine>, 'name' | 'label' | 'checked' | 'onChoose'>

function AskedLine({
  host,
  vm,
  values,
  own,
  targets,
  form: _,
  moves: __,
  ...line
}: StepProps & Line & { vm: VmRow | undefined; host: string }) {
  const pool = usePool(values.pool)
  const across = values.pool !== own
  const here = vm?.host === host
  // In its own pool a VM that does not run goes from one storage to another, whatever the server.
  const idle = !across && vm !== undefined && vm.host === null
  const asks = !here && !idle && pool?.freshness.state === 'live'
  const rest = useAnyNetwork(values.pool)
  const input = trialOf({ pool: values.pool, copy: values.copy, host }, own, rest)
  const { data, error, isPending } = usePlan('vm.move', targets, input, asks)
  const first = data?.cannot[0]?.reason
  const reason = error ? error.message : data?.can === 0 ? first : undefined
  const some =
    data && data.can > 0 && first !== undefined
      ? t('{count, plural, one {# can’t go there} other {# can’t go there}}: {reason}', {
          count: data.cannot.length,
          reason: first,
        })
      : undefined
  // What has to be chosen for another pool is chosen in the next steps.
  const hard = reason !== undefined && vm !== undefined && !across
  return (
    <RadioLine
      {...line}
      waiting={asks && isPending}
      note={here ? t('runs here now') : (reason ?? some)}
      // To another pool nothing forbids a server for good: there is no need to wait for what is asked of it.
      disabled={(asks && isPending && !across) || hard}
    />
  )
}
