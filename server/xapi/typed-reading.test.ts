import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeValue } from './codec'
import { encodeValue, encodeWire, member, struct } from './encode'
import { batchPlan } from './events'
import { facts } from './facts'
import { planOf } from './plan'
import { typeOf } from './type-text'
import type { Wire } from './wire'
import { escapeText, unescapeText } from './xml-text'
import { readXmlRpc, XmlRpcReader } from './xmlrpc'

const text = fc.string({ unit: 'grapheme' }).filter(s => unescapeText(escapeText(s), true, 0) === s)

/** A value that may or may not be of the type it is read as. */
const wires = fc.letrec<{ wire: Wire }>(tie => ({
  wire: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'wire' },
    text,
    fc.integer().map(String),
    fc.uuid().map(uuid => `OpaqueRef:${uuid}`),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom(
      '',
      'OpaqueRef:NULL',
      '20260821T10:15:30Z',
      'OpaqueRef:<b>78901234567890123456789012345678',
    ),
    fc.array(tie('wire'), { maxLength: 4 }),
    fc
      .dictionary(fc.oneof(text, fc.constantFrom('uuid', 'tags', '__proto__')), tie('wire'), { maxKeys: 5 })
      .map(d => ({ ...d })),
  ),
})).wire

function read(document: string, type: string, size: number): unknown {
  const reader = new XmlRpcReader<unknown>({ strict: false }, planOf(typeOf(type)))
  const bytes = Buffer.from(document)
  for (let at = 0; at < bytes.length; at += size) reader.write(bytes.subarray(at, at + size))
  const read = reader.end()
  return read.kind === 'response' ? read.value : read
}

const answer = (value: string) => `<methodResponse><params><param>${value}</param></params></methodResponse>`

/** What a reader with a plan gives has to be what the same value gives that was read first and decoded then. */
function same(document: string, type: string, size: number): void {
  const plain = readXmlRpc(document, { strict: false })
  expect(plain.kind).toBe('response')
  if (plain.kind === 'response') expect(read(document, type, size)).toEqual(decodeValue(type, plain.value))
}

const types = [
  'string',
  'int',
  'float',
  'bool',
  'datetime',
  'void',
  'any',
  'ref VM',
  'enum vm_power_state',
  'set(string)',
  'set(int)',
  'option(string)',
  'option(record VBD)',
  'map(string,string)',
  'map(ref VM,record VM)',
  'map(string,set(map(string,int)))',
  'set(record VDI)',
  'record console',
]

describe('reading by a plan', () => {
  it('gives what reading and then decoding gives, whatever comes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...types), wires, fc.integer({ min: 1, max: 300 }), (type, wire, size) => {
        same(answer(encodeWire(wire)), type, size)
      }),
      { numRuns: 2000 },
    )
  })

  it('gives it for records with members that are strange, missing, twice there or spread out', () => {
    const fields = Object.entries(facts.classes.VBD?.fields ?? {})
    const members = fc.array(
      fc.oneof(
        fc
          .constantFrom(...fields)
          .chain(([name, { t }]) =>
            fc
              .oneof(fc.constant(encodeValue(t, decodeValue(t, '1'))), wires.map(encodeWire))
              .map(value => member(name, value)),
          ),
        fc.tuple(text, wires).map(([name, wire]) => member(name, encodeWire(wire))),
      ),
      { maxLength: 30 },
    )
    const space = fc.constantFrom('', '', '', '\n  ', '<!-- note -->')
    fc.assert(
      fc.property(members, space, fc.integer({ min: 1, max: 300 }), (list, between, size) => {
        same(answer(struct(list).replaceAll('<member>', `${between}<member>`)), 'record VBD', size)
        same(
          answer(`<value><array><data>${struct(list).repeat(3)}</data></array></value>`),
          'set(record VBD)',
          size,
        )
      }),
      { numRuns: 500 },
    )
  })

  it('reads a record of each class with the model’s defaults for what is missing', () => {
    for (const name of Object.keys(facts.classes)) {
      const type = `record ${name}`
      expect(read(answer('<value><struct></struct></value>'), type, 7)).toEqual(decodeValue(type, {}))
      const whole = encodeValue(type, decodeValue(type, {}))
      same(answer(whole), type, 1 << 20)
      same(answer(`<value><array><data>${whole}${whole}</data></array></value>`), `set(${type})`, 61)
    }
  })

  it('finds the class of an event also behind its snapshot', () => {
    const reader = new XmlRpcReader<unknown>({}, batchPlan)
    const vm = member(
      'snapshot',
      '<value><struct><member><name>name_label</name><value>web</value></member></struct></value>',
    )
    const rest = `${member('class', '<value>vm</value>')}${member('operation', '<value>add</value>')}${member('ref', '<value>OpaqueRef:1</value>')}`
    const unknown = rest.replace('>vm<', '>teapot<')
    const list = [vm + rest, rest + vm, unknown + vm].map(members => struct([members])).join('')
    const batch = struct([
      member('token', '<value>7</value>'),
      member('events', `<value><array><data>${list}</data></array></value>`),
    ])
    reader.write(Buffer.from(answer(batch)))
    const expected = {
      class: 'VM',
      operation: 'add',
      ref: 'OpaqueRef:1',
      snapshot: decodeValue('record VM', { name_label: 'web' }),
    }
    expect(reader.end()).toEqual({
      kind: 'response',
      value: { token: '7', validRefCounts: {}, events: [expected, expected] },
    })
  })
})
