import type MiniSearch from 'minisearch'
import type { ManualSection } from './manual'

export interface Found extends Omit<ManualSection, 'text'> {
  /** The text around the first word that matched, which stands between. */
  before: string
  word: string
  after: string
}

export interface ManualIndex {
  search: MiniSearch<ManualSection>
  byId: ReadonlyMap<string, ManualSection>
}

/** Goes through headings first, then texts; beginnings of words and words with a wrong letter are found too. */
export function indexOf(Search: typeof MiniSearch, sections: readonly ManualSection[]): ManualIndex {
  const search = new Search<ManualSection>({
    fields: ['heading', 'page', 'text'],
    searchOptions: {
      boost: { heading: 4, page: 2 },
      prefix: true,
      fuzzy: word => (word.length > 4 ? 0.2 : false),
      combineWith: 'AND',
    },
  })
  search.addAll(sections)
  return { search, byId: new Map(sections.map(section => [section.id, section])) }
}

const around = 90

/** The parts in which all words stand, the best first. */
export function findIn({ search, byId }: ManualIndex, text: string, most: number): Found[] {
  return search
    .search(text)
    .slice(0, most)
    .flatMap(({ id, terms }) => {
      const section = byId.get(id)
      return section
        ? [{ id: section.id, page: section.page, heading: section.heading, ...piece(section.text, terms) }]
        : []
    })
}

function piece(text: string, terms: readonly string[]): Pick<Found, 'before' | 'word' | 'after'> {
  const flat = text.replace(/\s+/g, ' ').trim()
  const lower = flat.toLowerCase()
  const places = terms.map(term => ({ term, at: lower.indexOf(term) })).filter(({ at }) => at >= 0)
  const first = places.sort((a, b) => a.at - b.at)[0]
  const at = first?.at ?? 0
  const length = first?.term.length ?? 0
  const from = Math.max(0, at - around)
  const to = Math.min(flat.length, at + length + around)
  return {
    before: `${from > 0 ? '…' : ''}${flat.slice(from, at)}`,
    word: flat.slice(at, at + length),
    after: `${flat.slice(at + length, to)}${to < flat.length ? '…' : ''}`,
  }
}
