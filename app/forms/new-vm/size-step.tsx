'use client'

import { useId } from 'react'
import { useAsker } from '@/app/lib/asker'
import { bytesText } from '@/app/lib/format'
import { topologyText } from '@/app/lib/vcpus'
import { Banner } from '@/app/ui/banner'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { missingPermission } from '@/server/catalogue/why-not'
import { rangeReason } from '@/server/shared/memory-range'
import { t } from '@/server/shared/text'
import { coresFor, topologiesOf } from '@/server/shared/vcpus'
import { GpuField } from './gpu-field'
import { warningsOf } from './size-warnings'
import type { StepProps } from './step'
import { hasRange, wholeNumber } from './values'

/** How many vCPUs and how much memory it has. */
export function SizeStep(props: StepProps) {
  const { form, values, template, pool } = props
  const asker = useAsker()
  const { errors } = form.formState
  const mayResize = asker.permissionsOn(pool.id).has('vm.resize')
  const most = wholeNumber(values.vcpusMax)
  const { hotplug } = template
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
        <Field
          label={t('vCPUs')}
          required
          help={hotplug ? t('It starts with so many.') : t('Its guests can’t be given more while they run.')}
          error={errors.vcpus?.message ?? (hotplug ? undefined : errors.vcpusMax?.message)}
        >
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={values.vcpus}
            onChange={({ target }) => {
              if (!hotplug || values.vcpusMax === values.vcpus) setMost(target.value)
              form.setValue('vcpus', target.value, { shouldValidate: errors.vcpus !== undefined })
            }}
          />
        </Field>
        {hotplug && (
          <Field
            label={t('At most')}
            required
            help={
              vcpusMax === null
                ? t('More can be given to it while it runs, up to this.')
                : t('More can be given to it while it runs, up to this: {n} by its template.', {
                    n: vcpusMax,
                  })
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
        )}
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
      <Ranges {...props} mayResize={mayResize} />
      <Field
        label={values.ranges ? t('Most') : t('Memory')}
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
      {values.ranges && (
        <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
          <Field
            label={t('Least')}
            required
            help={t('It is held to this when others need memory.')}
            error={errors.memoryLeast?.message}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              trail="GiB"
              readOnly={!mayResize}
              {...form.register('memoryLeast')}
            />
          </Field>
          <Field
            label={t('Can be raised to')}
            required
            help={t('As far as it can be changed without a restart.')}
            error={errors.memoryLimit?.message}
          >
            <Input
              inputMode="decimal"
              autoComplete="off"
              trail="GiB"
              readOnly={!mayResize}
              {...form.register('memoryLimit')}
            />
          </Field>
        </div>
      )}
      <GpuField {...props} />
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

/** One amount of memory, or two limits. */
function Ranges({ form, values, template, mayResize }: StepProps & { mayResize: boolean }) {
  const group = useId()
  const { rangeObstacle } = template
  // A template that never ran can't say; what it is made for may be known.
  const reason =
    rangeObstacle === null || rangeObstacle === 'unknown' ? undefined : rangeReason(rangeObstacle)
  const choose = (ranges: boolean) => {
    if (!mayResize) return
    if (ranges && !values.ranges) {
      form.setValue('memoryLeast', values.memory)
      form.setValue('memoryLimit', values.memory)
    }
    form.setValue('ranges', ranges)
  }
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{t('Memory')}</legend>
      <RadioLine
        name={group}
        label={t('Always the same')}
        help={t('The guest has it all, whatever its server has left.')}
        checked={!values.ranges}
        onChoose={() => choose(false)}
      />
      <RadioLine
        name={group}
        label={t('Between two limits')}
        help={
          reason ??
          t(
            'The server takes some back when others need it, and gives it when it has room. The guest needs its tools.',
          )
        }
        disabled={!mayResize || (reason !== undefined && !hasRange(template))}
        checked={values.ranges}
        onChoose={() => choose(true)}
      />
    </fieldset>
  )
}
