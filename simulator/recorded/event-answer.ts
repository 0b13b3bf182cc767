import { modelClass } from '../../server/xapi/facts'
import type { Type } from '../../server/xapi/type-text'
import type { Wire, WireStruct } from '../../server/xapi/wire'
import type { Comparison } from './compare'
import { listOf, structOf } from './recording'

const WIRE: Type = { kind: 'wire' }
const MEMBERS = new Set(['token', 'valid_ref_counts', 'events'])
/** Sessions of everybody else, who come and go. */
const OTHERS = new Set(['session'])

/** Compares what event.from answered, which recordings show in a form of their own. */
export function compareBatch(comparison: Comparison, expected: WireStruct, got: WireStruct): void {
  comparison.value(WIRE, expected.token, got.token, 'result.token')
  const counts = (answer: WireStruct) => without(structOf(answer.valid_ref_counts), OTHERS)
  comparison.value(WIRE, counts(expected), counts(got), 'result.valid_ref_counts')
  const extra = Object.keys(without(got, MEMBERS))
  comparison.value(WIRE, expected['@extraMembers'], extra, 'result.@extraMembers')
  const events = listOf(got.events).map(structOf)
  if (Array.isArray(expected.events))
    compareEvents(comparison, expected.events.map(structOf), events, 'result.events')
  else compareMany(comparison, structOf(expected.events), events)
}

/** Events in order of their kinds; those of one kind have none. */
export function compareEvents(
  comparison: Comparison,
  expected: readonly WireStruct[],
  got: readonly WireStruct[],
  path: string,
): void {
  comparison.value(WIRE, kinds(expected), kinds(got), `${path}.@kinds`)
  const left = [...got]
  for (const one of expected) compareOne(comparison, one, take(comparison, one, left), path)
}

/** Of many events a recording shows how many there were of each kind, and the first ones, which may be any. */
function compareMany(comparison: Comparison, expected: WireStruct, got: readonly WireStruct[]): void {
  const by: { [kind: string]: number } = {}
  for (const kind of kinds(got)) by[kind] = (by[kind] ?? 0) + 1
  comparison.value(WIRE, expected['@count'], got.length, 'result.events.@count')
  comparison.value(WIRE, expected['@by'], by, 'result.events.@by')
  comparison.value(WIRE, expected['@classOrder'], [...new Set(kinds(got))], 'result.events.@classOrder')
  const left = [...got]
  for (const one of listOf(expected['@first']).map(structOf))
    compareOne(comparison, one, take(comparison, one, left), 'result.events.@first')
}

function kinds(events: readonly WireStruct[]): string[] {
  return events.map(({ class: cls, operation }) => `${String(cls)} ${String(operation)}`)
}

/** The event that one of the recording stands for: of the same object, else the first of its kind. */
function take(comparison: Comparison, expected: WireStruct, left: WireStruct[]): WireStruct | undefined {
  const [kind] = kinds([expected])
  const alike = (one: WireStruct) => kinds([one])[0] === kind
  const known = comparison.known(String(expected.ref))
  const same = left.findIndex(one => alike(one) && one.ref === known)
  const at = same >= 0 || known !== undefined ? same : left.findIndex(alike)
  return at < 0 ? undefined : left.splice(at, 1)[0]
}

function compareOne(
  comparison: Comparison,
  expected: WireStruct,
  got: WireStruct | undefined,
  path: string,
): void {
  const name = `${path}.${kinds([expected])[0]}`
  if (!got) {
    comparison.value(WIRE, expected.ref, undefined, name)
    return
  }
  for (const member of ['ref', 'timestamp', 'id'])
    comparison.value(WIRE, expected[member], got[member], `${name}.${member}`)
  if ('hasSnapshot' in expected)
    comparison.value(WIRE, expected.hasSnapshot, got.snapshot !== undefined, `${name}.hasSnapshot`)
  const snapshot: Wire | undefined = expected.snapshot
  if (snapshot === undefined || snapshot === null) return
  const cls = modelClass(String(expected.class))
  if (got.snapshot === undefined) comparison.value(WIRE, snapshot, undefined, `${name}.snapshot`)
  else comparison.record(cls, structOf(snapshot), structOf(got.snapshot), `${name}.snapshot`)
}

function without(struct: WireStruct, names: ReadonlySet<string>): WireStruct {
  return Object.fromEntries(Object.entries(struct).filter(([name]) => !names.has(name)))
}
