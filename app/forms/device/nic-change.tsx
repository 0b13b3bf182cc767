'use client'

import { useState } from 'react'
import { useRows } from '@/app/lib/inventory'
import { poolsOf, subjectName, targetsOf } from '@/app/parts/action-subject'
import { PlanHint } from '@/app/parts/plan-note'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import { hidden } from '@/server/shared/hidden'
import { macPattern, tidyMac } from '@/server/shared/mac'
import { t } from '@/server/shared/text'
import type { ActionFormProps } from '../action-form'
import { FormDialog } from '../form-dialog'
import { givenNic } from './known'

const byName = new Intl.Collator('en', { numeric: true })

/** "1024": kilobytes a second; '' for as much as there is; undefined for what is no such number. */
function limitFrom(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const number = Number(text)
  return Number.isInteger(number) && number > 0 && number < 2 ** 31 ? number : undefined
}

/** A NIC to be, or one that is there (`known`): its network, address and rate. */
export function NicChangeDialog({ action, subject, known, onSubmit, ...rest }: ActionFormProps) {
  const now = givenNic(known)
  const pools = poolsOf(targetsOf(subject))
  const networks = useRows('network')
    .filter(({ pool }) => pools === undefined || pools.includes(pool))
    .sort((a, b) => byName.compare(a.name_label, b.name_label))
  const [network, setNetwork] = useState<string | null>(now?.network?.id ?? null)
  const [typedMac, setTypedMac] = useState(now?.mac ?? '')
  const [typedLimit, setTypedLimit] = useState(now?.limit ? String(now.limit) : '')
  const mac = tidyMac(typedMac)
  const limit = limitFrom(typedLimit)
  const macIssue =
    (mac === '' && !now) || macPattern.test(mac)
      ? undefined
      : t('A MAC address has six bytes, as in 0a:1b:2c:3d:4e:5f.')
  const limitIssue = limit === undefined ? t('A whole number of kilobytes a second.') : undefined
  const same = now && network === now.network?.id && mac === now.mac && limit === now.limit
  const many = subject.kind === 'many'
  const options = [
    ...(network === hidden ? [{ value: hidden, label: hidden }] : []),
    ...networks.map(({ id, name_label }) => ({ value: id, label: name_label })),
  ]
  return (
    <FormDialog
      {...rest}
      width="m"
      title={
        now
          ? t('NIC {device} of {subjectName}', { device: now.device, subjectName: subjectName(subject) })
          : t('Add a NIC to {subjectName}', { subjectName: subjectName(subject) })
      }
      verb={now ? t('Change NIC') : t('Add NIC')}
      reason={
        network === null
          ? t('Choose a network')
          : (macIssue ?? limitIssue ?? (same ? t('Nothing was changed') : undefined))
      }
      onSubmit={() =>
        onSubmit(
          now
            ? {
                nic: now.id,
                device: now.device,
                network: network === now.network?.id ? null : network,
                mac: mac === now.mac ? null : mac,
                limit,
              }
            : { network, mac: many ? '' : mac, limit },
        )
      }
    >
      <div className="flex flex-col gap-4">
        <Field label={t('Network')} required>
          <Select options={options} value={network} onChange={setNetwork} />
        </Field>
        {!many && (
          <Field
            label={t('MAC address')}
            required={now !== undefined}
            help={
              now
                ? t('Another address makes another card of it: the guest loses the connection for a moment.')
                : t('Left empty, the pool chooses one.')
            }
            error={typedMac === '' ? undefined : macIssue}
          >
            <Input
              value={typedMac}
              autoComplete="off"
              spellCheck={false}
              className="font-mono"
              onChange={event => setTypedMac(event.target.value)}
            />
          </Field>
        )}
        <Field
          label={t('Limit')}
          help={
            now
              ? t('In kilobytes a second; empty for none. It holds from the next time the NIC is connected.')
              : t('In kilobytes a second; empty for none.')
          }
          error={limitIssue}
        >
          <Input
            value={typedLimit}
            inputMode="numeric"
            autoComplete="off"
            trail="kB/s"
            onChange={event => setTypedLimit(event.target.value)}
          />
        </Field>
        {!now && <PlanHint action={action} subject={subject} />}
      </div>
    </FormDialog>
  )
}
