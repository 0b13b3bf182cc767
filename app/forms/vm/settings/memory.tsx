'use client'

import { useId, useState } from 'react'
import { bytesText } from '@/app/lib/format'
import { ToolsGuide } from '@/app/parts/tools-guide'
import { Banner } from '@/app/ui/banner'
import { Checkbox } from '@/app/ui/checkbox'
import { Field } from '@/app/ui/field'
import { Input } from '@/app/ui/input'
import { RadioLine } from '@/app/ui/radio-line'
import { RangeBar } from '@/app/ui/range-bar'
import type { MachineDetail } from '@/server/api/types'
import { rangeIssue, rangeReason } from '@/server/shared/memory-range'
import { t } from '@/server/shared/text'
import { sizeFrom, sizeText } from '../../device/size'
import { SettingCard } from './setting-card'

const MiB = 2 ** 20
const GiB = 2 ** 30

interface Typed {
  ranges: boolean
  least: string
  most: string
  limit: string
}

/** How much memory a VM has: so much, or between two limits as its host has room; and how far that can be raised while it runs. */
export function MemorySettings({ detail }: { detail: MachineDetail }) {
  const { row, memoryDynamicMin, memoryDynamicMax, memoryStaticMin, memoryStaticMax, memoryRoom } = detail
  const name = useId()
  const [typed, setTyped] = useState<Typed | null>(null)
  const [restart, setRestart] = useState(false)
  const kept: Typed = {
    ranges: memoryDynamicMin !== memoryDynamicMax,
    least: sizeText(memoryDynamicMin),
    most: sizeText(memoryDynamicMax),
    limit: sizeText(memoryStaticMax),
  }
  const shown = typed ?? kept
  const halted = row.class === 'template' || row.power_state === 'Halted'
  const runs = row.class === 'VM' && row.power_state === 'Running'
  // What only a halted one takes can be had by a restart.
  const raises = halted || (runs && restart)
  const change = (part: Partial<Typed>) => {
    const next = { ...shown, ...part }
    // Where nothing was left to raise it by, the limit goes along.
    if (part.most !== undefined && raises && shown.limit === shown.most) next.limit = part.most
    setTyped(next)
  }
  // As it is shown it may be rounded: that is no change.
  const read = (text: string, own: number) => (text === sizeText(own) ? own : sizeFrom(text))
  const most = read(shown.most, memoryDynamicMax)
  const least = shown.ranges ? read(shown.least, memoryDynamicMin) : most
  const limit = read(shown.limit, memoryStaticMax)
  const { obstacle } = memoryRoom
  // One that has a range all the same can be seen, and be brought back to one amount.
  const fixed = obstacle === 'unknown' ? null : obstacle
  const issueOf = {
    least:
      least === undefined
        ? t('Say how much memory')
        : most !== undefined && least > most
          ? t('The least can’t be more than the most.')
          : most !== undefined && limit !== undefined
            ? rangeIssue(
                { least, most, limit },
                { staticMin: memoryStaticMin, dynamicMin: memoryDynamicMin, room: memoryRoom },
                bytesText,
              )
            : undefined,
    most:
      most === undefined
        ? t('Say how much memory')
        : limit !== undefined && most > limit
          ? t('The most can’t be above the limit.')
          : undefined,
    limit: limit === undefined ? t('Say how much memory') : undefined,
  }
  const { supported, largest } = memoryRoom
  const notes = [
    supported !== null && limit !== undefined && limit > Math.max(supported, memoryStaticMax)
      ? t('Guests of its kind can do with {most} at most.', { most: bytesText(supported) })
      : undefined,
    least !== undefined && largest > 0 && least > largest
      ? t('No server has that much memory: it can’t start.')
      : undefined,
  ].filter(note => note !== undefined)
  // Of one amount both are the same, and its field is the only one.
  if (!shown.ranges) issueOf.most ??= issueOf.least
  const issue = issueOf.least ?? issueOf.most ?? issueOf.limit
  const same = least === memoryDynamicMin && most === memoryDynamicMax && limit === memoryStaticMax
  const scale = Math.max(limit ?? 0, memoryStaticMax)
  const drag = (values: readonly number[]) => {
    const [low, high] = shown.ranges ? values : [undefined, values[0]]
    change({
      ...(low !== undefined && low !== least && { least: sizeText(low) }),
      ...(high !== undefined && high !== most && { most: sizeText(high) }),
    })
  }
  const size = (key: 'least' | 'most' | 'limit', label: string, help?: string, readOnly = false) => (
    <Field label={label} required error={issueOf[key]} help={help}>
      <Input
        value={shown[key]}
        inputMode="decimal"
        autoComplete="off"
        trail="GiB"
        readOnly={readOnly}
        onChange={event => change({ [key]: event.target.value })}
      />
    </Field>
  )
  return (
    <SettingCard
      title={t('Memory')}
      vm={row}
      action={runs && restart ? 'vm.setMemoryRestarting' : 'vm.setMemoryRange'}
      told={same || issue ? undefined : { least, most, limit: limit === memoryStaticMax ? null : limit }}
      issue={issue}
      onReset={() => {
        setTyped(null)
        setRestart(false)
      }}
    >
      <fieldset className="flex flex-col">
        <legend className="sr-only">{t('Memory')}</legend>
        <RadioLine
          name={name}
          label={t('Always the same')}
          help={t('The guest has it all, whatever its server has left.')}
          checked={!shown.ranges}
          onChoose={() => change({ ranges: false })}
        />
        <RadioLine
          name={name}
          label={t('Between two limits')}
          help={
            fixed
              ? rangeReason(fixed)
              : t(
                  'The server takes some back when others need it, and gives it when it has room. The guest needs its tools.',
                )
          }
          disabled={fixed !== null && !kept.ranges}
          checked={shown.ranges}
          onChoose={() => change({ ranges: true })}
        />
      </fieldset>
      {obstacle === 'unknown' && shown.ranges && <p className="text-m text-muted">{rangeReason(obstacle)}</p>}
      {(obstacle === 'drivers' || obstacle === 'old' || (obstacle === 'unknown' && shown.ranges)) && (
        <p className="text-m">
          <ToolsGuide pool={row.pool} />
        </p>
      )}
      <RangeBar
        labels={
          shown.ranges ? [t('Handle of the least'), t('Handle of the most')] : [t('Handle of the memory')]
        }
        values={
          shown.ranges ? [least ?? memoryDynamicMin, most ?? memoryDynamicMax] : [most ?? memoryDynamicMax]
        }
        max={scale}
        step={MiB * (scale > 32 * GiB ? 512 : scale > 4 * GiB ? 128 : 32)}
        floor={memoryStaticMin}
        textOf={bytesText}
        mark={runs ? { label: t('In use now'), value: row.memory } : undefined}
        onChange={drag}
      />
      <div className="grid grid-cols-2 gap-4">
        {shown.ranges && size('least', t('Least'))}
        {size('most', shown.ranges ? t('Most') : t('Memory'))}
        {size(
          'limit',
          t('Can be raised to'),
          raises
            ? t('As far as it can be changed without a restart.')
            : t('As far as it can be changed now. Shut it down to change this.'),
          !raises,
        )}
      </div>
      {notes.map(note => (
        <Banner key={note} tone="warn" title={note} />
      ))}
      {runs && (
        <Checkbox
          label={t('Restart it for this')}
          help={
            row.allowed_operations.includes('clean_shutdown')
              ? t('It is shut down, changed, and started again where it runs now.')
              : t('Its guest can’t be asked to shut down: its power is cut, and it is started again.')
          }
          checked={restart}
          onChange={event => setRestart(event.target.checked)}
        />
      )}
    </SettingCard>
  )
}
