import type { KeptObject } from '@/app/lib/kept-objects'
import type { AnyRow } from '@/server/api/types'
import type { Action, ActionRow } from '@/server/catalogue/define'
import { t, told } from '@/server/shared/text'
import type { PalettePage } from './palette-pages'

/** One line of the palette. `key` tells it from all others. */
export type PaletteItem = { key: string } & (
  | { kind: 'object'; row: AnyRow }
  | { kind: 'kept'; object: KeptObject }
  | { kind: 'action'; action: Action; row: ActionRow; reason: string | undefined; of?: string }
  | { kind: 'page'; page: PalettePage }
)

export interface PaletteGroup {
  label: string
  items: readonly PaletteItem[]
}

/** Every word begins a word of the text; no words: everything does. */
export function matchesWords(text: string, typed: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u)
  return typed
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean)
    .every(wanted => words.some(word => word.startsWith(wanted)))
}

/** Those that can be done now first, each in its own order. */
export function ableFirst<I extends { reason: string | undefined }>(items: readonly I[]): I[] {
  return [
    ...items.filter(item => item.reason === undefined),
    ...items.filter(item => item.reason !== undefined),
  ]
}

interface PaletteSources {
  typed: string
  /** The name of the object that is at hand; null: none is. */
  subject: string | null
  actions: readonly Extract<PaletteItem, { kind: 'action' }>[]
  favourites: readonly KeptObject[]
  recent: readonly KeptObject[]
  pages: readonly PalettePage[]
  found: readonly AnyRow[]
}

const shownRecent = 6
const shownPages = 6

/**
 * What the palette shows for what is typed. Nothing: what can be done with the object at hand, then what one has marked
 * and opened lately. Words: actions and pages that are called so, then objects.
 */
export function paletteGroups(sources: PaletteSources): PaletteGroup[] {
  const { typed, subject, actions, favourites, recent, pages, found } = sources
  const idle = typed === ''
  const kept = (objects: readonly KeptObject[], prefix: string) =>
    objects
      .filter(object => idle || matchesWords(object.name, typed))
      .map((object): PaletteItem => ({ key: `${prefix} ${object.id}`, kind: 'kept', object }))
  const marked = new Set(favourites.map(object => object.id))
  const groups: PaletteGroup[] = [
    {
      label: subject === null ? t('Actions') : t('Actions on {subject}', { subject }),
      items: ableFirst(
        actions.filter(({ action }) => idle || matchesWords(`${told(action.label)} ${action.label}`, typed)),
      ),
    },
    { label: t('Favourites'), items: idle ? kept(favourites, 'favourite') : [] },
    {
      label: t('Opened lately'),
      items: idle
        ? kept(
            recent.filter(object => !marked.has(object.id)),
            'recent',
          ).slice(0, shownRecent)
        : [],
    },
    {
      label: t('Pages'),
      items: pages
        .filter(page => idle || matchesWords(`${told(page.label)} ${page.label} ${page.also}`, typed))
        .slice(0, idle ? pages.length : shownPages)
        .map((page): PaletteItem => ({ key: `page ${page.href}`, kind: 'page', page })),
    },
    {
      label: t('Found'),
      items: found.map((row): PaletteItem => ({ key: `object ${row.id}`, kind: 'object', row })),
    },
  ]
  return groups.filter(group => group.items.length > 0)
}
