'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { appError } from '@/app/lib/app-error'
import { count } from '@/app/lib/format'
import { pathOf } from '@/app/lib/paths'
import { trpc } from '@/app/lib/trpc'
import { Dialog } from '@/app/ui/dialog'
import { Input } from '@/app/ui/input'
import { Icon } from '@/app/ui/symbol'
import type { AnyRow } from '@/server/api/types'
import { ErrorNote } from '../error-note'
import { Found } from './found'

const most = 30

/** One box over everything: whatever is found is opened by Enter or a press. */
export function SearchDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const box = useRef<HTMLInputElement>(null)
  return (
    <Dialog open={open} onClose={onClose} title="Search" width="l" initialFocus={box}>
      {open && <Search box={box} onDone={onClose} />}
    </Dialog>
  )
}

function Search({ box, onDone }: { box: React.RefObject<HTMLInputElement | null>; onDone: () => void }) {
  const router = useRouter()
  const listId = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState(0)
  const asked = text.trim()
  const search = useQuery(
    trpc.inventory.search.queryOptions(
      { text: asked, limit: most },
      { enabled: asked !== '', placeholderData: keepPreviousData, staleTime: 0 },
    ),
  )
  const rows = asked === '' ? [] : (search.data?.rows ?? [])
  const matched = search.data?.matched ?? 0
  const active = Math.min(chosen, rows.length - 1)

  const go = (row: AnyRow | undefined) => {
    if (!row) return
    onDone()
    router.push(pathOf(row.class, row.id))
  }
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && rows.length > 0) {
      event.preventDefault()
      const next = (active + step + rows.length) % rows.length
      setChosen(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      // What stands there may still be the answer to an earlier text.
      if (!search.isPlaceholderData) go(rows[active])
    }
  }

  return (
    <>
      <Input
        ref={box}
        role="combobox"
        aria-label="Search"
        aria-expanded={rows.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        placeholder="Name, address, UUID, MAC, tag, or state:running host:xen3 memory:>8G"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={event => {
          setText(event.target.value)
          setChosen(0)
        }}
        onKeyDown={key}
        lead={<Icon name="search" />}
      />
      <p role="status" className="py-1.5 text-muted text-s">
        {asked === ''
          ? 'Pools, hosts, VMs, storage and networks of all connected pools.'
          : search.data &&
            `${count(matched, 'object')} found${matched > rows.length ? `, the first ${rows.length} of them here` : ''}`}
      </p>
      {search.error && <ErrorNote error={appError(search.error)} />}
      {rows.length > 0 && (
        <div id={listId} role="listbox" aria-label="Found" className="max-h-[50vh] overflow-y-auto">
          {rows.map((row, index) => (
            <Found
              key={row.id}
              id={`${listId}-${index}`}
              row={row}
              active={index === active}
              onPoint={() => setChosen(index)}
              onPress={() => go(row)}
            />
          ))}
        </div>
      )}
    </>
  )
}
