'use client'

import { type RefObject, useEffect, useRef } from 'react'
import { IconButton } from '@/app/ui/icon-button'
import { Input } from '@/app/ui/input'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'

interface TreeFilterProps {
  value: string
  onChange: (value: string) => void
  /** How many nodes have the name; undefined: not known yet, or none is asked for. */
  matched: number | undefined
  /** The keyboard is to go on in the tree, to the first node that has the name. */
  onEnter: () => void
  /** Given what puts the keyboard into the box. */
  focusRef: RefObject<(() => void) | undefined>
}

/** What stands in the tree, by its name. Escape empties it, ↓ and Enter lead to what was found. */
export function TreeFilter({ value, onChange, matched, onEnter, focusRef }: TreeFilterProps) {
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    focusRef.current = () => input.current?.select()
  }, [focusRef])
  return (
    <div className="shrink-0 px-2 pt-1">
      <Input
        ref={input}
        type="search"
        aria-label={t('Filter the tree by name')}
        placeholder={t('Filter by name')}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={value}
        onChange={event => onChange(event.target.value)}
        onKeyDown={event => {
          if (event.key === 'Escape') {
            if (value) onChange('')
            else event.currentTarget.blur()
          } else if (event.key === 'ArrowDown' || (event.key === 'Enter' && !event.nativeEvent.isComposing)) {
            onEnter()
          } else return
          event.preventDefault()
        }}
        lead={<Icon name="filter" />}
        trail={
          value ? (
            <IconButton size="s" icon="close" label={t('Clear filter')} onClick={() => onChange('')} />
          ) : undefined
        }
        className="[&_input::-webkit-search-cancel-button]:hidden"
      />
      <p role="status" className="sr-only">
        {value && matched !== undefined
          ? t('{n, plural, =0 {No match} one {# match} other {# matches}}', { n: matched })
          : ''}
      </p>
    </div>
  )
}
