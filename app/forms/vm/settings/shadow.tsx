'use client'

import { useState } from 'react'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { VmDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { SettingCard } from './setting-card'

type Kind = 'general' | 'apps' | 'own'
const kindOf = (multiplier: number): Kind =>
  multiplier === 1 ? 'general' : multiplier === 4 ? 'apps' : 'own'
const multipliers = { general: 1, apps: 4 } as const

/** How much memory Xen keeps for a VM's page tables, times the normal. */
export function ShadowSettings({ detail }: { detail: VmDetail }) {
  const { row, shadowMultiplier } = detail
  const [typed, setTyped] = useState<{ kind: Kind; text: string } | null>(null)
  const { kind, text } = typed ?? { kind: kindOf(shadowMultiplier), text: String(shadowMultiplier) }
  const number = Number(text.trim().replace(',', '.'))
  const own = text.trim() !== '' && number >= 1 && number <= 1000 ? number : undefined
  const multiplier = kind === 'own' ? own : multipliers[kind]
  const issue = multiplier === undefined ? t('Say a number from 1 to 1,000') : undefined
  return (
    <SettingCard
      title={t('Shadow memory')}
      vm={row}
      action="vm.setShadow"
      told={issue || multiplier === shadowMultiplier ? undefined : { multiplier }}
      issue={issue}
      onReset={() => setTyped(null)}
    >
      <Field
        label={t('Optimise for')}
        required
        help={t('More of it helps guests with very many processes; it takes memory of the server.')}
      >
        <Select<Kind>
          value={kind}
          options={[
            { value: 'general', label: t('General use') },
            { value: 'apps', label: t('Terminal and application servers (4 times)') },
            { value: 'own', label: t('A multiplier of your own') },
          ]}
          onChange={next => setTyped({ kind: next, text })}
        />
      </Field>
      {kind === 'own' && (
        <Field label={t('Multiplier')} required error={issue}>
          <Input
            value={text}
            inputMode="decimal"
            autoComplete="off"
            onChange={event => setTyped({ kind, text: event.target.value })}
          />
        </Field>
      )}
    </SettingCard>
  )
}
