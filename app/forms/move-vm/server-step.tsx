'use client'

import { type ComponentProps, useId } from 'react'
import { usePool, useRows } from '@/app/lib/inventory'
import { paths } from '@/app/lib/paths'
import { useCan } from '@/app/lib/session'
import { usePlan } from '@/app/parts/plan-note'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { RadioLine } from '@/app/ui/radio-line'
import { rich } from '@/app/ui/rich'
import { Select } from '@/app/ui/select'
import type { VmRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import type { StepProps } from './step'
import { inputOf } from './values'

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
        <Field label={t('Pool')}>
          <Select
            options={pools.map(({ id, name_label, address, freshness }) => ({
              value: id,
              label: name_label || address,
              reason: freshness.state === 'live' ? undefined : t('it does not answer'),
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

/** Nothing is chosen yet. */
export const nowhere = {
  ...{ pool: '', host: '', copy: false, way: 'suits' as const, storage: '' },
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
  const input = inputOf({ ...nowhere, pool: values.pool, copy: values.copy, host }, own)
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
