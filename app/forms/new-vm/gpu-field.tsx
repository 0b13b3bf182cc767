'use client'

import { useAsker } from '@/app/lib/asker'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { missingPermission } from '@/server/catalogue/why-not'
import { gpuKindName } from '@/server/shared/gpu'
import { t } from '@/server/shared/text'
import { gpuStanding } from '../device/gpu-facts'
import type { StepProps } from './step'

/** What it gets of the graphics cards of the pool; nothing where there are none. */
export function GpuField({ form, values, template, choices, pool }: StepProps) {
  const may = useAsker().permissionsOn(pool.id).has('vm.gpu')
  if (choices.gpuKinds.length === 0 || !template.hvm) return null
  const chosen = choices.gpuKinds.findIndex(
    ({ group, type }) => group === values.gpu?.group && type === values.gpu.type,
  )
  const kind = choices.gpuKinds[chosen]
  const reason = may ? undefined : missingPermission('vm.gpu')
  return (
    <Field
      label={t('Graphics card')}
      help={
        template.hasGpu
          ? t('The template has one, and so has what is made of it.')
          : kind
            ? `${gpuStanding(kind)}. ${t('The console here may stay dark once its drivers are installed.')}`
            : (reason ?? t('Without one its picture is drawn by the processor.'))
      }
    >
      <Select
        options={[
          { value: '', label: t('None') },
          ...(template.hasGpu ? [] : choices.gpuKinds).map((one, at) => ({
            value: String(at),
            label: `${gpuKindName(one)}, ${one.groupName}`,
            reason,
          })),
        ]}
        value={kind ? String(chosen) : ''}
        onChange={at => {
          const next = at === '' ? undefined : choices.gpuKinds[Number(at)]
          form.setValue('gpu', next ? { group: next.group, type: next.type } : null)
        }}
      />
    </Field>
  )
}
