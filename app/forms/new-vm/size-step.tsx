'use client'

import { useAsker } from '@/app/lib/asker'
import { bytesText } from '@/app/lib/format'
import { topologyText } from '@/app/lib/vcpus'
import { Banner } from '@/app/ui/banner'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { missingPermission } from '@/server/catalogue/why-not'
import { t } from '@/server/shared/text'
import { coresFor, topologiesOf, trustedVcpus } from '@/server/shared/vcpus'
import type { StepProps } from './step'
import { memoryOf, wholeNumber } from './values'

/** How many vCPUs and how much memory it has. */
export function SizeStep(props: StepProps) {
  const { form, values, template, pool } = props
  const asker = useAsker()
  const { errors } = form.formState
  const mayResize = asker.permissionsOn(pool.id).has('vm.resize')
  const most = wholeNumber(values.vcpusMax)
  const { vcpusMax, memoryMax } = template.limits
  const warnings = warningsOf(props)
  const setMost = (typed: string) => {
    form.setValue('vcpusMax', typed, { shouldValidate: errors.vcpusMax !== undefined })
    const count = wholeNumber(typed)
    if (count !== undefined)
      form.setValue('coresPerSocket', String(coresFor(count, Number(values.coresPerSocket))))
  }
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
        <Field label={t('vCPUs')} required help={t('It starts with so many.')} error={errors.vcpus?.message}>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={values.vcpus}
            onChange={({ target }) => {
              if (values.vcpusMax === values.vcpus) setMost(target.value)
              form.setValue('vcpus', target.value, { shouldValidate: errors.vcpus !== undefined })
            }}
          />
        </Field>
        <Field
          label={t('At most')}
          required
          help={
            vcpusMax === null
              ? t('More can be given to it while it runs, up to this.')
              : t('More can be given to it while it runs, up to this: {n} by its template.', { n: vcpusMax })
          }
          error={errors.vcpusMax?.message}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={values.vcpusMax}
            onChange={({ target }) => setMost(target.value)}
          />
        </Field>
      </div>
      <Field
        label={t('Topology')}
        required
        help={t('Some systems use, or are paid by, sockets.')}
        error={errors.coresPerSocket?.message}
      >
        <Select
          options={topologies(most ?? 1, Number(values.coresPerSocket))}
          value={values.coresPerSocket}
          onChange={cores => form.setValue('coresPerSocket', cores, { shouldValidate: true })}
        />
      </Field>
      <Field
        label={t('Memory')}
        required
        help={
          mayResize
            ? memoryMax === null
              ? t('In GiB.')
              : t('In GiB; {most} at most by its template.', { most: bytesText(memoryMax) })
            : t('It gets what the template has. {reason}', { reason: missingPermission('vm.resize') })
        }
        error={errors.memory?.message}
      >
        <Input
          inputMode="decimal"
          autoComplete="off"
          trail="GiB"
          readOnly={!mayResize}
          {...form.register('memory')}
        />
      </Field>
      <div aria-live="polite" className="flex flex-col gap-2">
        {warnings.map(warning => (
          <Banner key={warning} tone="warn" title={warning} />
        ))}
      </div>
    </div>
  )
}

function topologies(vcpus: number, now: number) {
  const found = topologiesOf(vcpus)
  const fits = found.some(({ cores }) => cores === now)
  return [
    ...(fits ? [] : [{ value: String(now), label: topologyText(vcpus, now), reason: t('does not fit') }]),
    ...found.map(({ cores }) => ({ value: String(cores), label: topologyText(vcpus, cores) })),
  ]
}

/** What speaks against it without standing in the way. */
function warningsOf({ values, template, hosts }: StepProps): string[] {
  const where = values.home === '' ? hosts : hosts.filter(({ id }) => id === values.home)
  const memory = memoryOf(values, template) ?? 0
  const vcpus = wholeNumber(values.vcpusMax) ?? 0
  const warnings: string[] = []
  if (where.length === 0) return warnings
  const largest = (of: (host: (typeof where)[number]) => number) => Math.max(...where.map(of))
  if (memory > largest(host => host.memoryTotal))
    warnings.push(t('No server has that much memory: it can’t start.'))
  else if (memory > largest(host => host.memoryFree))
    warnings.push(
      t('No server has that much memory free now: the most is {free}.', {
        free: bytesText(largest(host => host.memoryFree)),
      }),
    )
  if (vcpus > largest(host => host.cpus))
    warnings.push(t('It has more vCPUs than the server has CPUs: it gets slower by that, not faster.'))
  if (vcpus > trustedVcpus)
    warnings.push(
      t('More than {n} are for guests that are trusted: such a VM can slow down others.', {
        n: trustedVcpus,
      }),
    )
  return warnings
}
