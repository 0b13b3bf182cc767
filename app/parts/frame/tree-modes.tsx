'use client'

import { useMemo } from 'react'
import { useRemembered } from '@/app/ui/remembered'
import { Select } from '@/app/ui/select'
import type { TreeMode } from '@/server/api/types'
import { useDefinedFields } from '../columns/shared'

const fixed: readonly { value: TreeMode; label: string }[] = [
  { value: 'infrastructure', label: 'Infrastructure' },
  { value: 'type', label: 'By type' },
  { value: 'folder', label: 'By folder' },
  { value: 'tag', label: 'By tag' },
  { value: 'vapp', label: 'By vApp' },
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
export function TreeModeSelect({ mode, onChange }: { mode: TreeMode; onChange: (mode: TreeMode) => void }) {
  const fields = useDefinedFields()
  const options = useMemo(() => {
    const custom = fields.map(({ name }) => ({ value: `field:${name}` as const, label: `By ${name}` }))
    const all: { value: TreeMode; label: string }[] = [...fixed, ...custom]
    return all.some(({ value }) => value === mode)
      ? all
      : [...all, { value: mode, label: `By ${mode.slice('field:'.length)}` }]
  }, [fields, mode])
  return (
    <Select
      aria-label="Tree view"
      options={options}
      value={mode}
      onChange={onChange}
      className="border-transparent bg-transparent font-medium"
    />
  )
}

export function modeLabel(mode: TreeMode): string {
  return fixed.find(({ value }) => value === mode)?.label ?? `By ${mode.slice('field:'.length)}`
}
