'use client'

import { cx } from '@/app/ui/cx'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'

interface FilterBoxProps {
  value: string
  onChange: (value: string) => void
  /** What is filtered: "VMs". */
  what: string
  /** An example of what it understands. */
  example: string
  narrow?: boolean
}

/** The one filter of a list; "/" comes here (`data-filter` is what it looks for). */
export function FilterBox({ value, onChange, what, example, narrow = false }: FilterBoxProps) {
  return (
    <Input
      type="search"
      data-filter
      aria-label={t('Filter {what}', { what })}
      placeholder={t('Filter, e.g. {example}', { example })}
      autoComplete="off"
      spellCheck={false}
      value={value}
      onChange={event => onChange(event.target.value)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        if (value) onChange('')
        else event.currentTarget.blur()
      }}
      lead={<Icon name="filter" />}
      trail={
        value ? (
          <IconButton size="s" icon="close" label={t('Clear filter')} onClick={() => onChange('')} />
        ) : undefined
      }
      className={cx('max-w-full [&_input::-webkit-search-cancel-button]:hidden', narrow ? 'w-56' : 'w-96')}
    />
  )
}

/** Puts the keyboard into the list's filter; false where the page has none. */
export function focusFilter(): boolean {
  const box = document.querySelector<HTMLInputElement>('input[data-filter]')
  box?.focus()
  box?.select()
  return box !== null
}
