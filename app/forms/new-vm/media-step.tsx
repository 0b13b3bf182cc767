'use client'
import { useId } from 'react'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { Select } from '@/app/ui/select'
import { t } from '@/server/shared/text'
import { MediumPicker } from '../device/medium-picker'
import { firmwareIssue, firmwareOptions, vtpmObstacleText } from './firmware'
import type { StepProps } from './step'
import type { NewVmValues } from './values'

/** What the guest is installed from, and what it boots by. */
export function MediaStep(props: StepProps) {
  const { form, values, template } = props
  const group = useId()
  const { installs, kind } = template
  const { errors } = form.formState
  const way = (media: NewVmValues['media'], label: string, help: string) => (
    <RadioLine
      name={group}
      label={label}
      help={help}
      checked={values.media === media}
      onChoose={() => form.setValue('media', media)}
    />
  )
  return (
    <div className="flex flex-col gap-4">
      <fieldset className="rounded-control border border-line p-1">
        <legend className="sr-only">{t('Installation media')}</legend>
        {installs.disc &&
          way('disc', t('A disc'), t('An ISO of a library, in its DVD drive from the start.'))}
        {values.media === 'disc' && <Discs {...props} />}
        {installs.network &&
          way('network', t('The network'), t('It boots by PXE, from the first of its networks.'))}
        {installs.address && way('address', t('An address'), t('A repository that its installer fetches.'))}
        {way(
          'nothing',
          t('Nothing'),
          kind === 'default' && installs.needed
            ? t('Its disks are empty: put something in before it is started.')
            : t('There is a system on its disks already.'),
        )}
      </fieldset>
      {values.media === 'address' && (
        <Field label={t('Address')} required error={errors.url?.message}>
          <Input mono autoComplete="off" placeholder="http://…" {...form.register('url')} />
        </Field>
      )}
      {template.bootParameters !== null && (
        <Field label={t('Boot parameters')} help={t('They are handed to the guest’s kernel.')}>
          <Input mono autoComplete="off" {...form.register('bootParameters')} />
        </Field>
      )}
      {template.hvm && <Firmware {...props} />}
    </div>
  )
}

/** The discs of the pool's libraries. */
export function Discs({ form, values, pool }: StepProps) {
  const error = form.formState.errors.disc?.message
  return (
    <div className="flex flex-col gap-2 p-2 pl-8">
      <MediumPicker
        of={pool.id}
        kind="disc"
        chosen={values.disc?.id ?? null}
        onChoose={({ id, sr, name }) =>
          form.setValue('disc', { id, sr: sr.id, name }, { shouldValidate: error !== undefined })
        }
      />
      {error !== undefined && (
        <p role="alert" className="text-trouble">
          {error}
        </p>
      )}
    </div>
  )
}

function Firmware({ form, values, template, choices, hosts }: StepProps) {
  const { vtpm } = template
  const firmware = values.firmware || template.firmware
  const vtpmReason = vtpmObstacleText(template, choices, firmware)
  return (
    <>
      <Field
        label={t('Firmware')}
        required
        help={
          firmware === template.firmware
            ? t('As the template has it. A system that is installed boots by what it was installed with.')
            : t(
                'Another than the template’s: right for a new installation, seldom for a system that is there.',
              )
        }
        error={firmwareIssue(firmware, choices)}
      >
        <Select
          options={firmwareOptions(template)}
          value={firmware}
          onChange={chosen => {
            form.setValue('firmware', chosen === template.firmware ? '' : chosen)
            if (chosen === 'bios') form.setValue('vtpm', false)
          }}
        />
      </Field>
      <Checkbox
        label={t('Add a virtual TPM')}
        help={
          vtpmReason ??
          (vtpm === 'needed' ? t('Its guests do not install without one.') : t('Windows 11 asks for one.'))
        }
        checked={values.vtpm}
        aria-disabled={vtpmReason !== undefined || undefined}
        onChange={event => {
          if (vtpmReason === undefined) form.setValue('vtpm', event.target.checked)
        }}
      />
      {template.vendorDevice !== null && (
        <Checkbox
          label={t('Get drivers by Windows Update')}
          help={t(
            'It has a device by which Windows finds its I/O drivers. It can’t be taken away later without harm.',
          )}
          {...form.register('vendorDevice')}
        />
      )}
      <Field
        label={t('BIOS strings')}
        help={
          template.biosObstacle === 'there'
            ? t('The template has some already: they can’t be changed.')
            : t(
                'Systems that a vendor has licensed for its hardware look for them: only where the licence allows it. That server becomes its home server, unless another is chosen.',
              )
        }
      >
        <Select
          options={[
            { value: '', label: t('None of a server') },
            ...hosts.map(({ id, name_label }) => ({
              value: id,
              label: t('Those of {name}', { name: name_label }),
              ...(template.biosObstacle === 'there' ? { reason: t('there are some already') } : {}),
            })),
          ]}
          value={values.biosOf}
          onChange={host => form.setValue('biosOf', host)}
        />
      </Field>
    </>
  )
}
