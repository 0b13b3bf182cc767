import { decodeValue } from '../../server/xapi/codec'
import { isClassName } from '../../server/xapi/facts'
import type { WireStruct } from '../../server/xapi/wire'
import type { Guest } from '../lifecycle/guest'
import type { Seed } from '../seeds/builder'
import type { Draft } from '../tables/database'
import { factsOf } from '../tables/facts'
import { asValue, type Row } from '../tables/row'
import { type Baseline, type Scenario, structOf } from './recording'
import type { Symbols } from './symbols'

export interface BaselineRow {
  readonly cls: string
  /** What recordings call it. */
  readonly name: string
  readonly fields: WireStruct
}

/** The state a scenario began with. */
export function rowsBefore(baseline: Baseline, { delta }: Scenario): BaselineRow[] {
  const rows = new Map<string, BaselineRow>()
  for (const [cls, objects] of Object.entries(baseline))
    for (const [name, fields] of Object.entries(structOf(objects)))
      rows.set(name, { cls, name, fields: structOf(fields) })
  for (const { op, cls, ref, fields } of delta) {
    const before = rows.get(ref)
    // What differs was written last: it comes last.
    rows.delete(ref)
    if (op !== 'del') rows.set(ref, { cls, name: ref, fields: { ...before?.fields, ...fields } })
  }
  return [...rows.values()]
}

/** A pool with these rows. */
export function seedOf(rows: readonly BaselineRow[], symbols: Symbols): Seed {
  const drafts: Draft[] = []
  for (const { cls, name, fields } of rows) {
    if (!isClassName(cls) || !factsOf(cls).db) continue
    drafts.push({ cls, ref: String(symbols.invent(name)), row: rowOf(cls, structOf(symbols.invent(fields))) })
  }
  return {
    drafts,
    guests: new Map(),
    troubles: [],
    messages: [],
    generation: 100_000,
    driver: { block: 1, shrinks: true },
    stranger: labGuest,
  }
}

function rowOf(cls: string, fields: WireStruct): Row {
  const known = isClassName(cls) ? factsOf(cls).fields : {}
  const row: { [field: string]: Row[string] } = {}
  for (const [name, value] of Object.entries(fields)) {
    const facts = known[name]
    if (facts) row[name] = asValue(decodeValue(facts.t, value))
  }
  return row
}

const features = {
  'feature-balloon': '1',
  'feature-poweroff': '1',
  'feature-reboot': '1',
  'feature-suspend': '1',
  'feature-vcpu-hotplug': '1',
}

/** Where the recordings were made, the same system ran in every VM, and its agent told at once. */
function labGuest(): Guest {
  return {
    kind: 'linux',
    hostname: '',
    os: {
      distro: 'debian',
      major: '12',
      minor: '5',
      name: 'Debian GNU/Linux 12 (bookworm)',
      uname: '6.1.0-18-amd64',
    },
    tools: { major: '7', minor: '30', micro: '0', build: '1' },
    networks: {},
    reportsAfter: 0,
    features,
  }
}
