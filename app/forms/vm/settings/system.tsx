'use client'

import { useState } from 'react'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Select } from '@/app/ui/select'
import type { VmDetail } from '@/server/api/types'
import {
  clockText,
  type Enlightenment,
  enlightenments,
  enlightenmentWords,
} from '@/server/shared/guest-system'
import { told as inWords, t } from '@/server/shared/text'
import { SettingCard } from './setting-card'

interface Typed {
  on: readonly Enlightenment[]
  secureBoot: boolean
  clock: number
  vendorDevice: boolean
}

/** Distances from UTC that clocks on earth have, in minutes. */
const quarters = [-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]
const zones = [...Array.from({ length: 27 }, (_, at) => (at - 12) * 60), ...quarters].sort((a, b) => a - b)

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every(one => b.includes(one))

/** What the system of a VM finds: signatures that are checked, the clock, what Hyper-V offers, the device of the drivers. */
export function SystemSettings({ detail }: { detail: VmDetail }) {
  const { row, firmware } = detail
  const now: Typed = {
    on: detail.enlightenments,
    secureBoot: detail.secureBoot,
    clock: detail.clock,
    vendorDevice: detail.vendorDevice,
  }
  const [typed, setTyped] = useState<Partial<Typed>>({})
  const { on, secureBoot, clock, vendorDevice } = { ...now, ...typed }
  const told = {
    on: same(on, now.on) ? null : on,
    secureBoot: secureBoot === now.secureBoot ? null : secureBoot,
    clock: clock === now.clock ? null : clock,
    vendorDevice: vendorDevice === now.vendorDevice ? null : vendorDevice,
  }
  const changed = Object.values(told).some(one => one !== null)
  const isWindows = row.family === 'windows'
  const turn = (key: Enlightenment, set: boolean) => {
    const next = set ? [...on, key] : on.filter(one => one !== key)
    // Without the first the others mean nothing.
    setTyped({
      ...typed,
      on: key === 'viridian' && !set ? [] : set ? [...new Set(['viridian' as const, ...next])] : next,
    })
  }
  const uefi = firmware === 'uefi'
  return (
    <SettingCard
      title={t('System')}
      vm={row}
      action="vm.setSystem"
      told={changed ? told : undefined}
      onReset={() => setTyped({})}
    >
      <Checkbox
        label={t('Secure Boot')}
        help={
          uefi
            ? t('Only systems that are signed boot. It counts from the next start.')
            : t('It does not boot by UEFI, and only such systems can check signatures.')
        }
        checked={secureBoot}
        aria-disabled={!uefi || undefined}
        onChange={({ target }) => uefi && setTyped({ ...typed, secureBoot: target.checked })}
      />
      <Field
        label={t('Hardware clock')}
        required
        help={t(
          'Linux expects UTC, Windows the time of its place. The guest corrects it when it sets its own clock.',
        )}
      >
        <Select
          options={[...new Set([...zones.map(minutes => minutes * 60), clock, now.clock])]
            .sort((a, b) => a - b)
            .map(seconds => ({ value: String(seconds), label: clockText(seconds) }))}
          value={String(clock)}
          onChange={next => setTyped({ ...typed, clock: Number(next) })}
        />
      </Field>
      {isWindows && (
        <Checkbox
          label={t('Windows Update drivers')}
          help={t(
            'Windows finds the I/O drivers by Windows Update. Taken away from a guest that got them so, it may not find its disks.',
          )}
          checked={vendorDevice}
          onChange={({ target }) => setTyped({ ...typed, vendorDevice: target.checked })}
        />
      )}
      <fieldset className="flex flex-col gap-1">
        <legend className="mb-1 text-m text-strong">{t('Enlightenments')}</legend>
        <p className="mb-1 text-m text-muted">
          {t('What Hyper-V would offer. Windows runs better with them; they count from the next start.')}
        </p>
        {enlightenments.map(key => (
          <Checkbox
            key={key}
            label={inWords(enlightenmentWords[key].label)}
            help={inWords(enlightenmentWords[key].help)}
            checked={on.includes(key)}
            onChange={({ target }) => turn(key, target.checked)}
          />
        ))}
      </fieldset>
      {isWindows && changed && (
        <p className="text-m text-muted">
          {t('Windows may ask to be activated again when it finds other hardware.')}
        </p>
      )}
    </SettingCard>
  )
}
