'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { type KeyboardEvent, type RefObject, useId, useMemo, useRef, useState } from 'react'
import { appError } from '@/app/lib/app-error'
import { type ScreenAsker, useAsker } from '@/app/lib/asker'
import { useRow, useRows } from '@/app/lib/inventory'
import { useFavourites, useRecent } from '@/app/lib/kept-objects'
import { pathOf, pathOfRow } from '@/app/lib/paths'
import { useMe } from '@/app/lib/session'
import { trpc } from '@/app/lib/trpc'
import { Dialog } from '@/app/ui/dialog'
import { Input } from '@/app/ui/input'
import { Icon } from '@/app/ui/symbol'
import type { ObjectId, PoolRow } from '@/server/api/types'
import { actionsFor } from '@/server/catalogue/catalogue'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { t, told } from '@/server/shared/text'
import { isActionRow } from '../action-menu'
import { type PressAction, useActionPress } from '../action-press'
import { askInstead } from '../ask-instead'
import { ErrorNote } from '../error-note'
import { reasonNot } from '../reason'
import { type PaletteItem, paletteGroups } from './palette-items'
import { PaletteLine } from './palette-line'
import { palettePages } from './palette-pages'

const most = 30

interface SearchDialogProps {
  open: boolean
  onClose: () => void
  /** The object whose page, or whose row, is at hand. */
  subject: ObjectId | null
}

/** One box over everything: objects, what can be done with the one at hand, pages. Enter or a press chooses. */
export function SearchDialog({ open, onClose, subject }: SearchDialogProps) {
  const box = useRef<HTMLInputElement>(null)
  // Outside of the dialog: a question stays when the palette has closed.
  const { press, dialog } = useActionPress()
  return (
    <>
      <Dialog open={open} onClose={onClose} title={t('Search')} width="l" initialFocus={box}>
        {open && <Search box={box} onDone={onClose} subject={subject} press={press} />}
      </Dialog>
      {dialog}
    </>
  )
}

interface SearchProps {
  box: RefObject<HTMLInputElement | null>
  onDone: () => void
  subject: ObjectId | null
  press: PressAction
}

function Search({ box, onDone, subject, press }: SearchProps) {
  const router = useRouter()
  const asker = useAsker()
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
  // Asked for by themselves: of a large pool they take longer, and what they belong to is wanted more often.
  const parts = useQuery(
    trpc.inventory.search.queryOptions(
      { text: asked, limit: most, what: 'parts' },
      { enabled: asked !== '', staleTime: 0 },
    ),
  )
  const found = useMemo(
    () => search.data && [...search.data.rows, ...(parts.data?.rows ?? [])].slice(0, most),
    [search.data, parts.data],
  )
  const failure = search.error ?? parts.error
  const matched = (search.data?.matched ?? 0) + (parts.data?.matched ?? 0)
  const shown = asked === '' ? 0 : (found?.length ?? 0)
  const groups = useGroups(asked, subject, found)
  const items = groups.flatMap(group => group.items)
  const active = Math.min(chosen, items.length - 1)

  const choose = (item: PaletteItem | undefined) => {
    if (!item) return
    if (item.kind === 'action') {
      const { action, row, reason } = item
      const instead =
        reason === undefined ? undefined : askInstead(asker, row, action.permission, told(action.label))
      if (reason !== undefined && !instead) return
      onDone()
      if (instead) instead.onPress()
      else press(action, row)
      return
    }
    onDone()
    router.push(hrefOf(item))
  }
  const key = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && items.length > 0) {
      event.preventDefault()
      const next = (active + step + items.length) % items.length
      setChosen(next)
      document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
    } else if (event.key === 'Enter') {
      event.preventDefault()
      const item = items[active]
      // What was found may still be the answer to an earlier text.
      if (item?.kind !== 'object' || !search.isPlaceholderData) choose(item)
    }
  }

  let at = -1
  return (
    <>
      <Input
        ref={box}
        role="combobox"
        aria-label={t('Search')}
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active >= 0 ? `${listId}-${active}` : undefined}
        placeholder={t('Name, address, UUID, MAC, tag, an action or a page, or state:running host:xen3')}
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
          ? t(
              'Pools, hosts, VMs, storage, networks, disks and snapshots of all connected pools; actions and pages.',
            )
          : search.data &&
            (matched > shown
              ? t('{n, plural, one {# object} other {# objects}} found, the first {shown} of them here', {
                  n: matched,
                  shown,
                })
              : t('{n, plural, one {# object} other {# objects}} found', { n: matched }))}
      </p>
      {failure && <ErrorNote error={appError(failure)} />}
      {items.length > 0 && (
        <div
          id={listId}
          role="listbox"
          aria-label={t('Found')}
          className="max-h-[50vh] min-h-0 overflow-y-auto pb-1"
        >
          {groups.map(group => (
            // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
            <div key={group.label} role="group" aria-label={group.label}>
              <div aria-hidden className="px-2 pt-2 pb-0.5 text-faint text-s">
                {group.label}
              </div>
              {group.items.map(item => {
                at += 1
                const index = at
                return (
                  <PaletteLine
                    key={item.key}
                    id={`${listId}-${index}`}
                    item={item}
                    active={index === active}
                    onPoint={() => setChosen(index)}
                    onPress={() => choose(item)}
                  />
                )
              })}
            </div>
          ))}
        </div>
      )}
    </>
  )
}

function hrefOf(item: Exclude<PaletteItem, { kind: 'action' }>): string {
  switch (item.kind) {
    case 'object':
      return pathOfRow(item.row)
    case 'kept':
      return pathOf(item.object.class, item.object.id)
    case 'page':
      return item.page.href
  }
}

type ActionItem = Extract<PaletteItem, { kind: 'action' }>

function itemOf(action: Action, row: ActionRow, asker: ScreenAsker, of?: string): ActionItem {
  return {
    key: `action ${action.id} ${row.id}`,
    kind: 'action',
    ...{ action, row, reason: reasonNot(action, row, asker) },
    ...(of === undefined ? {} : { of }),
  }
}

/** What makes something of its own, whatever is at hand: in each pool. */
function anywhere(pools: readonly PoolRow[], asker: ScreenAsker): ActionItem[] {
  return pools.flatMap(pool =>
    actionsFor('pool')
      .filter(({ id }) => id === 'vm.create')
      .map(action => itemOf(action, pool, asker, pools.length > 1 ? pool.name_label : undefined)),
  )
}

function useGroups(
  typed: string,
  subject: ObjectId | null,
  found: Parameters<typeof paletteGroups>[0]['found'] | undefined,
) {
  const row = useRow(subject)
  const pools = useRows('pool')
  const asker = useAsker()
  const permissions = useMe()?.permissions
  const [favourites] = useFavourites()
  const recent = useRecent()
  return useMemo(() => {
    const able = row && isActionRow(row) ? row : undefined
    return paletteGroups({
      typed,
      subject: able?.name_label ?? null,
      actions: [
        ...(able ? actionsFor(able.class).map(action => itemOf(action, able, asker)) : []),
        ...(able?.class === 'pool' || able?.class === 'host' || typed === '' ? [] : anywhere(pools, asker)),
      ],
      favourites,
      recent: recent.filter(object => object.id !== subject),
      pages: palettePages.filter(page => !page.permission || permissions?.includes(page.permission)),
      found: typed === '' ? [] : (found ?? []),
    })
  }, [typed, subject, row, pools, asker, permissions, favourites, recent, found])
}
