import { isClassName } from '../../server/xapi/facts'
import type { ClassName } from '../../server/xapi/model/records'
import type { Guest } from '../lifecycle/guest'
import type { Ground, Seed } from '../seeds/builder'
import { guestsOf } from '../seeds/loaded-guests'
import { Rows } from '../seeds/loaded-rows'
import type { Draft } from '../tables/database'
import { factsOf } from '../tables/facts'
import { asValue, rowOf } from '../tables/row'
import type { Json, Symbols } from './symbols'

export interface Baseline {
  readonly classes: {
    readonly [cls: string]: { readonly [symbol: string]: { readonly [field: string]: Json } }
  }
}

/** The pool every recording began with. */
export function baselinePool(baseline: Baseline, symbols: Symbols, _ground: Ground): Seed {
  const drafts: Draft[] = []
  for (const [cls, objects] of Object.entries(baseline.classes)) {
    if (!isClassName(cls) || !factsOf(cls).db) continue
    for (const [symbol, record] of Object.entries(objects)) {
      drafts.push({ cls, ref: String(symbols.invent(symbol)), row: rowOf(fields(cls, record, symbols)) })
    }
  }
  return {
    drafts,
    guests: reporting(guestsOf(new Rows(drafts))),
    troubles: [],
    messages: [],
    generation: 100_000,
  }
}

/** Where the recordings were made, every guest had an agent that told at once. */
function reporting(guests: ReadonlyMap<string, Guest>): Map<string, Guest> {
  const tools = { major: '7', minor: '30', micro: '0', build: '1' }
  return new Map([...guests].map(([uuid, guest]) => [uuid, { ...guest, tools, reportsAfter: 0 }]))
}

function fields(cls: ClassName, record: { readonly [field: string]: Json }, symbols: Symbols): object {
  const known = factsOf(cls).fields
  const entries = Object.entries(record).filter(([name]) => known[name] !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, asValue(dated(symbols.invent(value)))]))
}

/** Recordings have dates in the undashed form. */
function dated(value: Json): Json {
  if (typeof value !== 'string') return value
  const match = /^(\d{4})(\d\d)(\d\d)(T\d\d:\d\d:\d\dZ)$/.exec(value)
  return match ? `${match[1]}-${match[2]}-${match[3]}${match[4]}` : value
}
