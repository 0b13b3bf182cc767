'use client'

import { Checkbox } from '@/app/ui/checkbox'
import { networkConfigIssue, userDataIssue } from '@/server/shared/cloud-config'
import { placed } from '@/server/shared/seed'
import { t } from '@/server/shared/text'
import { CheckedText } from './checked-text'
import { readyNetworkConfigs, readyUserData } from './cloud-texts'
import type { StepProps } from './step'
import { namesOf } from './values'

/** What the guest is told at its first start. */
export function FirstStartStep({ form, values }: StepProps) {
  const { errors } = form.formState
  const names = namesOf(values)
  const [name = ''] = names
  const first = (text: string) => placed(text, { name, index: 1 })
  return (
    <div className="flex flex-col gap-4">
      <Checkbox
        label={t('Set it up by cloud-init')}
        help={t(
          'Its guest finds this on a small drive beside the first disk. Systems without cloud-init do not look at it.',
        )}
        {...form.register('seed')}
      />
      {errors.seed?.message !== undefined && (
        <p role="alert" className="text-trouble">
          {errors.seed.message}
        </p>
      )}
      {values.seed && (
        <>
          <CheckedText
            label={t('User data')}
            help={t('Each VM puts its own name and number for {name} and {index}. It is kept in no log.', {
              ...{ name: '{name}', index: '{index}' },
            })}
            required
            rows={12}
            value={values.userData}
            onChange={text => form.setValue('userData', text)}
            ready={readyUserData}
            issue={userDataIssue(first(values.userData))}
            asked={errors.userData !== undefined}
          />
          <CheckedText
            label={t('Network configuration')}
            help={t('Without one its NICs ask DHCP.')}
            rows={5}
            value={values.networkConfig}
            onChange={text => form.setValue('networkConfig', text)}
            ready={readyNetworkConfigs}
            issue={networkConfigIssue(first(values.networkConfig))}
            asked={errors.networkConfig !== undefined}
          />
        </>
      )}
    </div>
  )
}
