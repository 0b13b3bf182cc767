'use client'

import { useRows } from '@/app/lib/inventory'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import { Skeleton } from '@/app/ui/skeleton'
import { t } from '@/server/shared/text'
import type { StepProps } from './step'

/** Which networks its NICs will be on in another pool, those of its snapshots included. */
export function NetworkStep({ form, values, moves }: StepProps) {
  const networks = useRows('network')
    .filter(network => network.pool === values.pool)
    .sort((a, b) => a.name_label.localeCompare(b.name_label, 'en', { numeric: true }))
    .map(({ id, name_label }) => ({ value: id, label: name_label }))
  const error = form.formState.errors.networks
  if (!moves) return <Skeleton className="w-1/2" />
  const nics = moves.vms.flatMap(vm => vm.nics.map(nic => ({ ...nic, vm: vm.name })))
  return (
    <div className="flex flex-col gap-3">
      {nics.map(({ vm, mac, from, to, inSnapshot }) => (
        <Field
          key={`${vm} ${mac}`}
          label={moves.vms.length > 1 ? `${vm}: ${mac}` : mac}
          required
          help={[
            from && t('on {network} now', { network: from.name }),
            inSnapshot && t('only a snapshot has it'),
          ]
            .filter(Boolean)
            .join(', ')}
        >
          <Select
            options={networks}
            value={to?.id ?? null}
            onChange={network => {
              form.setValue('networks', { ...values.networks, [mac]: network })
              form.clearErrors('networks')
            }}
          />
        </Field>
      ))}
      {nics.length === 0 && <p className="text-muted">{t('It has no NICs.')}</p>}
      {error && (
        <p role="alert" className="text-danger">
          {String(error.message ?? '')}
        </p>
      )}
    </div>
  )
}

/** Over which network of the server memory and disks are sent. */
export function TransferStep({ form, values, moves }: StepProps) {
  const [management] = moves?.carriers ?? []
  return (
    <Field
      label={t('Transfer network')}
      error={moves && !management ? t('The server has no network with an address.') : undefined}
    >
      <Select
        options={(moves?.carriers ?? []).map(({ id, name }) => ({
          value: id,
          label: id === management?.id ? t('{name} (management)', { name }) : name,
        }))}
        value={values.transfer || (management?.id ?? null)}
        onChange={transfer => form.setValue('transfer', transfer === management?.id ? '' : transfer)}
      />
    </Field>
  )
}
