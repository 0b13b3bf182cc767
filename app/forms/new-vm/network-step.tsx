'use client'

import { Button } from '@/app/ui/button'
import { Field } from '@/app/ui/field'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { t } from '@/server/shared/text'
import { nicLimit } from './check-values'
import type { StepProps } from './step'

/** Its NICs. */
export function NetworkStep({ form, values, template, networks }: StepProps) {
  const errors = form.formState.errors.nics
  const most = nicLimit(template)
  const options = networks.map(({ id, name_label }) => ({ value: id, label: name_label }))
  const change = (at: number, to: Partial<(typeof values.nics)[number]>) =>
    form.setValue(
      'nics',
      values.nics.map((nic, index) => (index === at ? { ...nic, ...to } : nic)),
      { shouldValidate: errors !== undefined },
    )
  return (
    <div className="flex flex-col gap-3">
      {values.nics.map((nic, at) => (
        <fieldset key={at} className="rounded-control border border-line p-2">
          <legend className="sr-only">{t('NIC {n}', { n: at })}</legend>
          <div className="flex items-start gap-2 max-md:flex-col">
            <Field label={t('Network')} required className="grow" error={errors?.[at]?.network?.message}>
              <Select
                options={options}
                value={nic.network || null}
                onChange={network => change(at, { network })}
              />
            </Field>
            <Field label={t('MAC address')} className="w-56" error={errors?.[at]?.mac?.message}>
              <Input
                value={nic.mac}
                mono
                autoComplete="off"
                spellCheck={false}
                placeholder={t('the pool chooses')}
                onChange={({ target }) => change(at, { mac: target.value })}
              />
            </Field>
            <IconButton
              icon="delete"
              label={t('Leave out NIC {n}', { n: at })}
              className="md:mt-6"
              onClick={() =>
                form.setValue(
                  'nics',
                  values.nics.filter((_, index) => index !== at),
                )
              }
            />
          </div>
        </fieldset>
      ))}
      {values.nics.length === 0 && (
        <p className="text-muted">{t('It has no NICs: it reaches no network.')}</p>
      )}
      <div>
        <Button
          icon="add"
          size="s"
          reason={
            values.nics.length >= most
              ? t('Guests of this template can do with {n} NICs at most.', { n: most })
              : networks.length === 0
                ? t('You see no networks in this pool.')
                : undefined
          }
          onClick={() => form.setValue('nics', [...values.nics, { network: networks[0]?.id ?? '', mac: '' }])}
        >
          {t('Add NIC')}
        </Button>
      </div>
    </div>
  )
}
