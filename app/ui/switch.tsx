'use client'

import { Switch as Base } from '@base-ui/react/switch'
import { useId } from 'react'

interface SwitchProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
}

/** For what takes effect at once; a choice that is saved later is a Checkbox. */
export function Switch({ label, checked, onChange, disabled = false }: SwitchProps) {
  const labelId = useId()
  return (
    <div className="flex min-h-target items-center gap-2 text-m">
      <Base.Root
        aria-labelledby={labelId}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="flex h-5 w-9 shrink-0 items-center rounded-full border border-line-control bg-sunken p-0.5 transition-colors data-checked:border-accent-solid data-checked:bg-accent-solid data-disabled:border-line"
      >
        <Base.Thumb className="size-3.5 rounded-full bg-line-control transition-transform duration-state data-checked:translate-x-4 data-checked:bg-on-solid forced-colors:data-checked:bg-[CanvasText]" />
      </Base.Root>
      <span id={labelId}>{label}</span>
    </div>
  )
}
