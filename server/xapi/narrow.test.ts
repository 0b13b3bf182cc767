import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeValue } from './codec'
import { encodeValue, encodeWire, member, struct } from './encode'
import { batchPlanOf } from './events'
import { facts } from './facts'
import { JsonReader } from './json-reader'
import { type Only, planOfRecord } from './narrow'
import { type Plan, setPlan } from './plan'
import type { Wire } from './wire'
import { XmlRpcReader } from './xmlrpc'

const only = { VBD: ['uuid', 'device', 'other_config', 'currently_attached'] } as const satisfies Only
const names: readonly string[] = only.VBD
const plan = setPlan(planOfRecord('VBD', only))

const wires = fc.letrec<{ wire: Wire }>(tie => ({
  wire: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'wire' },
    fc.string({ unit: fc.constantFrom('a', '"', '\\', '{', ']', ',', 'v', '/', 'é') }),
    fc.uuid().map(uuid => `OpaqueRef:${uuid}`),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('wire'), { maxLength: 4 }),
    fc
      .dictionary(fc.constantFrom('uuid', 'a', 'value', '}'), tie('wire'), {
        maxKeys: 3,
        noNullPrototype: true,
      })
      .map(d => ({ ...d })),
  ),
})).wire

/** Records with some of their members, some of which are of another type, and with members that nobody knows. */
const known = Object.entries(facts.classes.VBD?.fields ?? {})
const one = fc.oneof(
  fc
    .constantFrom(...known)
    .chain(([name, { t }]) =>
      fc.oneof(fc.constant(decodeValue(t, '1')), wires).map((value): [string, unknown] => [name, value]),
    ),
  wires.map((value): [string, unknown] => ['of_tomorrow', value]),
)
const records = fc.array(
  fc.array(one, { maxLength: 30 }).map(list => Object.fromEntries(list)),
  { maxLength: 3 },
)
const size = fc.integer({ min: 1, max: 200 })

interface Reader {
  write(chunk: Uint8Array): void
}
function feed<R extends Reader>(reader: R, document: string, size: number): R {
  const bytes = Buffer.from(document)
  for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size))
  return reader
}
const fromJson = (document: string, by: Plan, size: number) => feed(new JsonReader(by), document, size).end()
function fromXml(document: string, by: Plan, size: number): unknown {
  const answer = `<methodResponse><params><param>${document}</param></params></methodResponse>`
  const read = feed(new XmlRpcReader<unknown>({ strict: false }, by), answer, size).end()
  return read.kind === 'response' ? read.value : read
}

/** Of whole records what is wanted. */
function picked(whole: unknown): unknown {
  const list: object[] = Array.isArray(whole) ? whole : []
  return list.map(record =>
    Object.fromEntries(Object.entries(record).filter(([name]) => names.includes(name))),
  )
}
const whole = setPlan(planOfRecord('VBD', {}))

describe('records of which some fields are wanted', () => {
  it('have these as whole ones have them, and no others, in JSON', () => {
    fc.assert(
      fc.property(records, size, fc.constantFrom(undefined, 1), (list, size, indent) => {
        const text = JSON.stringify(list, null, indent)
        expect(fromJson(text, plan, size)).toEqual(picked(fromJson(text, whole, size)))
      }),
      { numRuns: 1000 },
    )
  })

  it('and in XML', () => {
    fc.assert(
      fc.property(records, size, (list, size) => {
        const text = encodeWire(asWire(list))
        expect(fromXml(text, plan, size)).toEqual(picked(fromXml(text, whole, size)))
      }),
      { numRuns: 1000 },
    )
  })

  it('are the same when a member comes twice', () => {
    const text = '[{"mode":"RW","mode":"RO","unpluggable":true,"unpluggable":false,"device":"xvda"}]'
    expect(fromJson(text, plan, 1000)).toEqual(picked(fromJson(text, whole, 1000)))
  })

  it('come whole of classes that are not named', () => {
    expect(planOfRecord('VDI', only).decode({})).toEqual(decodeValue('record VDI', {}))
  })

  it('keep one shape', () => {
    const [a, b] = [plan.of.decode({ device: 'xvda', mode: 'RW' }), plan.of.decode({ uuid: 'u' })]
    expect(Object.keys(Object(a))).toEqual(Object.keys(Object(b)))
    expect(new Set(Object.keys(Object(a)))).toEqual(new Set(names))
  })

  it('are those of events, also where the class is named last', () => {
    const snapshot = member(
      'snapshot',
      encodeValue('record VBD', decodeValue('record VBD', { device: 'xvda' })),
    )
    const rest = ['class', 'operation', 'ref']
      .map((name, i) => member(name, `<value>${['vbd', 'add', 'OpaqueRef:1'][i]}</value>`))
      .join('')
    const list = [snapshot + rest, rest + snapshot].map(members => struct([members])).join('')
    const batch = struct([
      member('token', '<value>7</value>'),
      member('events', `<value><array><data>${list}</data></array></value>`),
    ])
    const event = { class: 'VBD', operation: 'add', ref: 'OpaqueRef:1' }
    const [expected] = [picked([decodeValue('record VBD', { device: 'xvda' })])].flat()
    expect(fromXml(batch, batchPlanOf(only), 40)).toEqual({
      token: '7',
      validRefCounts: {},
      events: [
        { ...event, snapshot: expected },
        { ...event, snapshot: expected },
      ],
    })
  })

  it('are refused when what nobody wants does not close what it opens', () => {
    for (const wrong of ['[{"mode":[}}]', '[{"mode":{]}]', '[{"mode":[', '[{"mode":"RW']) {
      expect(() => fromJson(wrong, plan, 1000)).toThrow()
    }
  })
})

/** What was made of plain values. */
function asWire(value: unknown): Wire {
  return value as Wire
}
