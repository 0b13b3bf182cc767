'use client'

import { useId } from 'react'
import { useAsker } from '@/app/lib/asker'
import { bytesText } from '@/app/lib/format'
import { RadioLine } from '@/app/ui/radio-line'
import type { HostRow } from '@/server/api/types'
import { missingPermission } from '@/server/catalogue/why-not'
import { t } from '@/server/shared/text'
import { sizeFrom } from '../device/size'
import { BalancingNote, hostStanding } from '../home-words'
import { chooseStorage, isElsewhere } from './choose-storage'
import type { StepProps } from './step'
import { memoryOf } from './values'

/** Where it prefers to start. */
export function HomeStep({ form, values, template, pool, hosts, storage }: StepProps) {
  const group = useId()
  const asker = useAsker()
  const memory = memoryOf(values, template) ?? 0
  const choose = (home: string) => {
    form.setValue('home', home)
    // A disk on another host's own storage would keep it from ever starting at home.
    form.setValue(
      'disks',
      values.disks.map(disk => {
        const sr = storage.find(({ id }) => id === disk.sr)
        if (!sr || !isElsewhere(sr, home)) return disk
        const next = chooseStorage(sizeFrom(disk.size) ?? 0, null, { storage, home })
        return { ...disk, sr: next.sr ?? '', moved: next.sr === null ? null : ('home' as const) }
      }),
    )
  }
  return (
    <div className="flex flex-col gap-3">
      <BalancingNote pool={pool.id} />
      <fieldset className="max-h-72 overflow-y-auto rounded-control border border-line p-1">
        <legend className="sr-only">{t('Home server')}</legend>
        <RadioLine
          name={group}
          label={t('Any server')}
          help={t('It starts wherever there is room, among those that see all of its storage and networks.')}
          checked={values.home === ''}
          onChoose={() => choose('')}
        />
        {hosts.map(host => {
          const reason = asker.permissionsOn(host.id).has('vm.migrate')
            ? obstacle(host, memory)
            : missingPermission('vm.migrate')
          return (
            <RadioLine
              key={host.id}
              name={group}
              label={host.name_label}
              help={reason ?? hostStanding(host, memory)}
              disabled={reason !== undefined}
              checked={values.home === host.id}
              onChoose={() => choose(host.id)}
            />
          )
        })}
      </fieldset>
    </div>
  )
}

/** Why it could never run there. */
function obstacle({ memoryTotal }: HostRow, memory: number): string | undefined {
  return memory > memoryTotal
    ? t('It has {total} of memory in all, and this takes {memory}.', {
        total: bytesText(memoryTotal),
        memory: bytesText(memory),
      })
    : undefined
}
