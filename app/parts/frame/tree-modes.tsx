'use client'

import { useMemo } from 'react'
import { Menu } from '@/app/ui/menu'
import { useRemembered } from '@/app/ui/remembered'
import { Icon } from '@/app/ui/symbol'
import type { TreeMode } from '@/server/api/types'
import { labelsTold, say, t } from '@/server/shared/text'
import { useDefinedFields } from '../columns/shared'

const fixed: readonly { value: TreeMode; label: string }[] = [
  { value: 'infrastructure', label: say('Infrastructure') },
  { value: 'type', label: say('By type') },
  { value: 'folder', label: say('By folder') },
  { value: 'tag', label: say('By tag') },
  { value: 'vapp', label: say('By vApp') },
]

function isMode(found: unknown): TreeMode | undefined {
  if (typeof found !== 'string') return undefined
  if (found.startsWith('field:')) return `field:${found.slice('field:'.length)}`
  return fixed.find(({ value }) => value === found)?.value
}

/** How the tree is put together, as this browser had it last. */
export function useTreeMode(): [TreeMode, (mode: TreeMode) => void] {
  return useRemembered<TreeMode>('tree.mode', 'infrastructure', isMode)
}

/** Infrastructure, by type, folder, tag, vApp, or by a custom field that some pool defines. */
export function TreeModeMenu({ mode, onChange }: { mode: TreeMode; onChange: (mode: TreeMode) => void }) {
  const fields = useDefinedFields()
  const options = useMemo(() => {
    const custom = fields.map(({ name }) => ({
      value: `field:${name}` as const,
      label: t('By {name}', { name }),
    }))
    const all: { value: TreeMode; label: string }[] = [...labelsTold(fixed), ...custom]
    return all.some(({ value }) => value === mode) ? all : [...all, { value: mode, label: modeLabel(mode) }]
  }, [fields, mode])
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t('Tree view: {modeLabel}', { modeLabel: modeLabel(mode) })}
          className="flex h-control min-w-0 grow items-center gap-1 rounded-control px-2 font-medium text-m text-strong hover:bg-hover"
        >
          <span className="grow truncate text-left">{modeLabel(mode)}</span>
          <Icon name="collapse" size={14} className="text-faint" />
        </button>
      }
      entries={[
        {
          type: 'choices',
          id: 'view',
          label: t('Tree view'),
          value: mode,
          options,
          closes: true,
          onChange: value => {
            const chosen = options.find(option => option.value === value)
            if (chosen) onChange(chosen.value)
          },
        },
      ]}
    />
  )
}

export function modeLabel(mode: TreeMode): string {
  return (
    labelsTold(fixed).find(({ value }) => value === mode)?.label ??
    t('By {slice}', { slice: mode.slice('field:'.length) })
  )
}
