'use client'

import { Select as Base } from '@base-ui/react/select'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import { useFieldControl } from './field'
import { inputLook } from './input'
import { Icon } from './symbol'

export interface SelectOption<T extends string> {
  value: T
  label: string
  /** Why it cannot be chosen now. */
  reason?: string | undefined
  /** What speaks against it, though it can be chosen. */
  note?: string | undefined
}

interface SelectProps<T extends string> {
  options: readonly SelectOption<T>[]
  value: T | null
  onChange: (value: T) => void
  placeholder?: string
  /** Needed outside of a Field. */
  'aria-label'?: string
  name?: string
  className?: string
}

/** One of a few. For more than about twenty choices a list with a filter serves better. */
export function Select<T extends string>({
  options,
  value,
  onChange,
  placeholder = t('Choose…'),
  'aria-label': label,
  name,
  className,
}: SelectProps<T>) {
  const field = useFieldControl()
  const items = options.map(option => ({ value: option.value, label: option.label }))
  return (
    <Base.Root
      {...(field.id === undefined ? {} : { id: field.id })}
      {...(name === undefined ? {} : { name })}
      items={items}
      value={value}
      modal={false}
      onValueChange={next => {
        if (next !== null) onChange(next)
      }}
    >
      <Base.Trigger
        aria-label={label}
        aria-describedby={field['aria-describedby']}
        aria-invalid={field['aria-invalid']}
        className={cx(inputLook, 'flex h-control items-center justify-between gap-2 text-left', className)}
      >
        <Base.Value className="truncate data-placeholder:text-faint" placeholder={placeholder} />
        <Base.Icon className="text-faint">
          <Icon name="collapse" size={14} />
        </Base.Icon>
      </Base.Trigger>
      <Base.Portal>
        <Base.Positioner alignItemWithTrigger={false} sideOffset={4} className="z-popover">
          <Base.Popup className="max-h-(--available-height) min-w-(--anchor-width) overflow-y-auto rounded-panel border border-line bg-raised p-1 text-m shadow-float">
            <Base.List>
              {options.map(option => (
                <Base.Item
                  key={option.value}
                  value={option.value}
                  disabled={option.reason !== undefined}
                  className="flex min-h-control-s items-center gap-2 rounded-control px-2 outline-none data-disabled:text-disabled data-highlighted:bg-hover"
                >
                  <span className="w-4">
                    <Base.ItemIndicator>
                      <Icon name="check" size={14} className="text-accent" />
                    </Base.ItemIndicator>
                  </span>
                  <Base.ItemText>{option.label}</Base.ItemText>
                  {(option.reason ?? option.note) !== undefined && (
                    <span className="max-w-80 text-muted text-s">{option.reason ?? option.note}</span>
                  )}
                </Base.Item>
              ))}
            </Base.List>
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
