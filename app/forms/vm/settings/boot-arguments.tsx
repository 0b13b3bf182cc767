'use client'

import { useState } from 'react'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { Select } from '@/app/ui/select'
import type { VmDetail } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { SettingCard } from './setting-card'

type From = 'disk' | 'disc'

/** What a VM that boots paravirtualised boots from, and what its kernel is told. */
export function BootArgumentsSettings({ detail }: { detail: VmDetail }) {
  const { row, bootArguments, bootsFromDisc } = detail
  const [typed, setTyped] = useState<{ args?: string; from?: From }>({})
  const now: { args: string; from: From } = { args: bootArguments, from: bootsFromDisc ? 'disc' : 'disk' }
  const { args, from } = { ...now, ...typed }
  return (
    <SettingCard
      title={t('Boot options')}
      vm={row}
      action="vm.setBootArguments"
      told={args === now.args && from === now.from ? undefined : { args, from }}
      onReset={() => setTyped({})}
    >
      <Field label={t('Boot from')} required help={t('It counts from the next start.')}>
        <Select<From>
          value={from}
          options={[
            { value: 'disk', label: t('Hard disk') },
            { value: 'disc', label: t('DVD drive') },
          ]}
          onChange={next => setTyped({ ...typed, from: next })}
        />
      </Field>
      <Field
        label={t('Boot parameters')}
        help={t('What the kernel of the guest is told, as: console=hvc0 quiet')}
      >
        <Input
          value={args}
          autoComplete="off"
          spellCheck={false}
          onChange={event => setTyped({ ...typed, args: event.target.value })}
        />
      </Field>
    </SettingCard>
  )
}
