'use client'

import { useState } from 'react'
import { useAsker } from '@/app/lib/asker'
import { Button } from '@/app/ui/button'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { Template } from '@/server/api/types'
import { missingPermission } from '@/server/catalogue/why-not'
import type { AppErrorShape } from '@/server/shared/app-error'
import { t } from '@/server/shared/text'
import { coresFor } from '@/server/shared/vcpus'
import { FormDialog } from '../form-dialog'
import { useStorageChoices } from '../storage-choices'
import { isElsewhere } from './choose-storage'
import { Discs } from './media-step'
import { NameStep } from './name-step'
import type { StepProps } from './step'
import { TemplateStep } from './template-step'
import { type NewVmValues, wholeNumber } from './values'

/** What stands here. What is wrong with anything else is mended page by page. */
const here: readonly (keyof NewVmValues)[] = [
  ...(['template', 'name', 'count', 'description', 'project', 'media', 'disc', 'url', 'vcpus'] as const),
  ...(['vcpusMax', 'coresPerSocket', 'memory', 'disks', 'copyTo', 'nics', 'start'] as const),
]

interface QuickFormProps {
  title: string
  verb: string
  templates: readonly Template[]
  chosen: string
  onChoose: (template: Template) => void
  problem: string | undefined
  /** Undefined until a template is chosen. */
  step: StepProps | undefined
  /** Whether all is well; marks what is not. */
  check: () => Promise<boolean>
  submitting: boolean
  error: AppErrorShape | null
  onSubmit: () => void
  onPages: () => void
  onClose: () => void
}

/** The wizard on one page, for who knows what they want. What is not asked here is as the template has it. */
export function QuickForm(props: QuickFormProps) {
  const { title, verb, templates, chosen, onChoose, problem, step, check, onPages, error, onSubmit } = props
  const [elsewhere, setElsewhere] = useState(false)
  const send = async () => {
    const well = await check()
    const wrong = Object.keys(step?.form.formState.errors ?? {})
    setElsewhere(!well && wrong.some(field => !here.some(one => one === field)))
    if (well) onSubmit()
  }
  return (
    <FormDialog
      title={title}
      verb={verb}
      width="l"
      submitting={props.submitting}
      error={error?.field === 'name' ? null : error}
      onSubmit={() => void send()}
      onClose={props.onClose}
      aside={<Button onClick={onPages}>{t('Page by page')}</Button>}
    >
      <div className="flex flex-col gap-4">
        <TemplateStep templates={templates} chosen={chosen} onChoose={onChoose} error={problem} />
        {step && (
          <>
            <NameStep {...step} serverIssue={error?.field === 'name' ? error.message : undefined} />
            <Installation {...step} />
            <Size {...step} />
            <Places {...step} />
            <Checkbox label={t('Start it when it is made')} {...step.form.register('start')} />
          </>
        )}
        {elsewhere && (
          <p role="alert" className="text-trouble">
            {t('Something that is not asked here has to be mended: go on page by page.')}
          </p>
        )}
      </div>
    </FormDialog>
  )
}

function Installation(props: StepProps) {
  const { form, values, template } = props
  const { disc, network, address } = template.installs
  return (
    <>
      <Field label={t('Installation media')} required>
        <Select
          options={[
            ...(disc ? [{ value: 'disc' as const, label: t('A disc') }] : []),
            ...(network ? [{ value: 'network' as const, label: t('The network') }] : []),
            ...(address ? [{ value: 'address' as const, label: t('An address') }] : []),
            { value: 'nothing' as const, label: t('Nothing') },
          ]}
          value={values.media}
          onChange={media => form.setValue('media', media)}
        />
      </Field>
      {values.media === 'disc' && <Discs {...props} />}
      {values.media === 'address' && (
        <Field label={t('Address')} required error={form.formState.errors.url?.message}>
          <Input mono autoComplete="off" placeholder="http://…" {...form.register('url')} />
        </Field>
      )}
    </>
  )
}

function Size({ form, values, pool }: StepProps) {
  const { errors } = form.formState
  const mayResize = useAsker().permissionsOn(pool.id).has('vm.resize')
  const setVcpus = (typed: string) => {
    form.setValue('vcpus', typed, { shouldValidate: errors.vcpus !== undefined })
    form.setValue('vcpusMax', typed)
    const count = wholeNumber(typed)
    if (count !== undefined)
      form.setValue('coresPerSocket', String(coresFor(count, Number(values.coresPerSocket))))
  }
  const problem = errors.vcpus ?? errors.vcpusMax ?? errors.coresPerSocket
  return (
    <div className="grid grid-cols-2 gap-4 max-md:grid-cols-1">
      <Field label={t('vCPUs')} required error={problem?.message}>
        <Input
          inputMode="numeric"
          autoComplete="off"
          value={values.vcpus}
          onChange={({ target }) => setVcpus(target.value)}
        />
      </Field>
      <Field
        label={t('Memory')}
        required
        help={
          mayResize
            ? undefined
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
    </div>
  )
}

/** Where its disks are, and what it reaches. */
function Places({ form, values, storage, networks }: StepProps) {
  const { errors } = form.formState
  const places = useStorageChoices(storage, sr =>
    isElsewhere(sr, values.home) ? t('not seen by the home server') : undefined,
  )
  const [disk] = values.disks
  const [nic] = values.nics
  const problem = errors.disks?.[0]
  return (
    <>
      {disk && (
        <div className="grid grid-cols-[8rem_1fr] gap-4 max-md:grid-cols-1">
          <Field label={t('Size of the disk')} required error={problem?.size?.message}>
            <Input
              inputMode="decimal"
              autoComplete="off"
              trail="GiB"
              value={disk.size}
              onChange={({ target }) =>
                form.setValue('disks', [{ ...disk, size: target.value }, ...values.disks.slice(1)], {
                  shouldValidate: problem !== undefined,
                })
              }
            />
          </Field>
          <Field label={t('Storage')} required error={problem?.sr?.message}>
            <Select
              options={places}
              value={disk.sr || null}
              onChange={sr =>
                form.setValue(
                  'disks',
                  values.disks.map(one => ({ ...one, sr, moved: null })),
                )
              }
            />
          </Field>
        </div>
      )}
      {!disk && values.own.length > 0 && (
        <Field label={t('Storage')} required>
          <Select
            options={[{ value: '', label: t('Fast clone') }, ...places]}
            value={values.copyTo}
            onChange={sr => form.setValue('copyTo', sr)}
          />
        </Field>
      )}
      <Field label={t('Network')} error={errors.nics?.[0]?.network?.message}>
        <Select
          options={[
            { value: '', label: t('None') },
            ...networks.map(({ id, name_label }) => ({ value: id, label: name_label })),
          ]}
          value={nic?.network ?? ''}
          onChange={network =>
            form.setValue(
              'nics',
              network === '' ? [] : [{ mac: nic?.mac ?? '', network }, ...values.nics.slice(1)],
            )
          }
        />
      </Field>
    </>
  )
}
