import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeWire } from './encode'
import { type Wire, WireDate, WireDouble, WireError } from './wire'
import { escapeText, unescapeText } from './xml-text'
import { readXmlRpc, XmlRpcReader } from './xmlrpc'
import { writeBare, writeCall, writeFailure } from './xmlrpc-write'

const value = (inner: string, options = {}) => {
  const document = readXmlRpc(
    `<?xml version="1.0"?><methodResponse><params><param>${inner}</param></params></methodResponse>`,
    options,
  )
  return document.kind === 'response' ? document.value : document
}
const kindOf = (read: () => unknown) => {
  try {
    read()
    return 'read'
  } catch (error) {
    if (error instanceof WireError) return error.kind
    throw error
  }
}

describe('XmlRpcReader', () => {
  it('reads every kind of value', () => {
    expect(value('<value>plain</value>')).toBe('plain')
    expect(value('<value/>')).toBe('')
    expect(value('<value><string></string></value>')).toBe('')
    expect(value('<value>  two spaces </value>')).toBe('  two spaces ')
    expect(value('<value>\n  <string> x </string>\n</value>')).toBe(' x ')
    expect(value('<value><i4>5</i4></value>')).toBe(5)
    expect(value('<value><int>-5</int></value>')).toBe(-5)
    expect(value('<value><i8>4294967296</i8></value>')).toBe(4294967296)
    expect(value('<value><double>1.5e3</double></value>')).toBe(1500)
    expect(value('<value><double>nan</double></value>')).toBeNaN()
    expect(value('<value><double>-inf</double></value>')).toBe(Number.NEGATIVE_INFINITY)
    expect(value('<value><double>Infinity</double></value>')).toBe(Number.POSITIVE_INFINITY)
    expect(value('<value><boolean>1</boolean></value>')).toBe(true)
    expect(value('<value><dateTime.iso8601>20260821T10:15:30Z</dateTime.iso8601></value>')).toBe(
      '2026-08-21T10:15:30Z',
    )
    expect(value('<value><dateTime.iso8601>2026-08-21T10:15:30+02:00</dateTime.iso8601></value>')).toBe(
      '2026-08-21T08:15:30Z',
    )
    expect(value('<value><nil/></value>')).toBeNull()
    expect(value('<value><base64>aGk=</base64></value>')).toEqual(new Uint8Array([104, 105]))
    expect(
      value('<value><array><data><value>a</value><value><struct></struct></value></data></array></value>'),
    ).toEqual(['a', {}])
    expect(value('<value><array><data/></array></value>')).toEqual([])
    expect(
      value('<value><struct><member><name>a</name><value><i4>1</i4></value></member></struct></value>'),
    ).toEqual({ a: 1 })
  })

  it('keeps doubles and dates apart when asked', () => {
    expect(value('<value><double>1</double></value>', { exact: true })).toEqual(new WireDouble(1))
    expect(value('<value><dateTime.iso8601>yesterday</dateTime.iso8601></value>', { exact: true })).toEqual(
      new WireDate('yesterday'),
    )
  })

  it('reads entities, CDATA, comments and line ends', () => {
    expect(value('<value>a &lt;b&gt; &amp;amp; &quot;&apos; &#65;&#x20AC;</value>')).toBe(`a <b> &amp; "' A€`)
    expect(value('<value>x<![CDATA[ <y> &amp; ]]>z</value>')).toBe('x <y> &amp; z')
    expect(value('<value>a<!-- no - > -->b</value>')).toBe('ab')
    expect(value('<value>a\r\nb\rc</value>')).toBe('a\nb\nc')
  })

  it('reads calls and lone values', () => {
    const call = readXmlRpc(
      writeCall('VM.start', [
        ['ref VM', 'OpaqueRef:1'],
        ['bool', false],
      ]),
    )
    expect(call).toEqual({ kind: 'call', method: 'VM.start', params: ['OpaqueRef:1', false] })
    expect(readXmlRpc('<methodCall><methodName>x</methodName></methodCall>')).toEqual({
      kind: 'call',
      method: 'x',
      params: [],
    })
    expect(readXmlRpc('<value>OpaqueRef:1</value>')).toEqual({ kind: 'value', value: 'OpaqueRef:1' })
  })

  it('keeps a member called __proto__ a member', () => {
    const read = value(
      '<value><struct><member><name>__proto__</name><value>x</value></member></struct></value>',
    )
    expect(Object.keys(read as object)).toEqual(['__proto__'])
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype)
  })

  it('refuses what is no XML-RPC', () => {
    const kinds = (documents: string[]) => documents.map(document => kindOf(() => readXmlRpc(document)))
    expect(
      kinds(['', '<?xml version="1.0"?><methodCall><methodName>pool.get_all', '<methodResponse><params>']),
    ).toEqual(['truncated', 'truncated', 'truncated'])
    expect(kinds(['hello', '<html/>', '{"a":1}', '<methodResponse/>x', '<methodResponse></params>'])).toEqual(
      Array(5).fill('malformed'),
    )
    expect(kinds(['<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e "x">]><methodCall/>'])).toEqual(['doctype'])
    expect(
      kinds([
        '<value>&nbsp;</value>',
        '<value>a<nil/></value>',
        '<value><nil/><nil/></value>',
        '<value><nil/>a</value>',
      ]),
    ).toEqual(Array(4).fill('malformed'))
    expect(kinds(['<value>&#7;</value>', '<value>\u0007</value>'])).toEqual(['bad-text', 'bad-text'])
    expect(
      kindOf(() =>
        readXmlRpc(
          Buffer.concat([Buffer.from('<value>'), Buffer.from([0xff, 0xfe]), Buffer.from('</value>')]),
        ),
      ),
    ).toBe('bad-text')
  })

  it('reads on over bad text when it need not be strict', () => {
    const bytes = Buffer.concat([
      Buffer.from('<value>a&nbsp;&#7;b'),
      Buffer.from([0xff]),
      Buffer.from('</value>'),
    ])
    expect(readXmlRpc(bytes, { strict: false })).toEqual({ kind: 'value', value: 'a&nbsp;b\ufffd' })
  })

  it('holds its limits and stays failed', () => {
    const deep = `${'<value><array><data>'.repeat(70)}<value/>${'</data></array></value>'.repeat(70)}`
    expect(kindOf(() => readXmlRpc(deep))).toBe('too-deep')
    expect(kindOf(() => readXmlRpc('<value>aaaaaaaaaa</value>', { bytes: 10 }))).toBe('too-large')
    expect(kindOf(() => readXmlRpc(`<value>${'a'.repeat(100)}</value>`, { text: 50 }))).toBe('too-large')
    const reader = new XmlRpcReader({ text: 50 })
    reader.write(Buffer.from('<value>'))
    expect(
      kindOf(() => {
        for (;;) reader.write(Buffer.from('aaaaaaaa'))
      }),
    ).toBe('too-large')
    expect(kindOf(() => reader.write(Buffer.from('</value>')))).toBe('too-large')
    expect(kindOf(() => reader.end())).toBe('too-large')
  })

  it('reads the same wherever the bytes are cut', () => {
    const document = Buffer.from(
      '\ufeff<?xml version="1.0"?>\n<methodResponse xmlns:ex="x">\n<params ><param><value><struct><member><name>nä&lt;me</name><value>t€xt &amp; 😀<![CDATA[ ]]] ]]>!</value></member>' +
        '<member><name>list</name><value><array><data><value><i4>12</i4></value><!-- c --><value><double>0.5</double></value><value/></data></array></value></member></struct></value></param></params></methodResponse>\n',
    )
    const whole = readXmlRpc(document)
    expect(whole).toEqual({ kind: 'response', value: { 'nä<me': 't€xt & 😀 ]]] !', list: [12, 0.5, ''] } })
    for (let cut = 0; cut <= document.length; cut++) {
      const reader = new XmlRpcReader()
      // A buffer used again for the next piece: nothing of it may be kept.
      const scratch = Buffer.from(document.subarray(0, cut))
      reader.write(scratch)
      scratch.fill(0x78)
      reader.write(document.subarray(cut))
      expect(reader.end()).toEqual(whole)
    }
    const single = new XmlRpcReader()
    const scratch = Buffer.alloc(1)
    for (const byte of document) {
      scratch[0] = byte
      single.write(scratch)
    }
    expect(single.end()).toEqual(whole)
  })

  it('gives back what was written, cut at random', () => {
    const wires = fc.letrec<{ wire: Wire }>(tie => ({
      wire: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }).filter(s => unescapeText(escapeText(s), true, 0) === s),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('wire')),
        fc.dictionary(fc.string({ unit: 'grapheme-ascii' }), tie('wire')).map(d => ({ ...d })),
      ),
    })).wire
    fc.assert(
      fc.property(wires, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }), (wire, sizes) => {
        const document = Buffer.from(writeBare(encodeWire(wire)))
        const reader = new XmlRpcReader()
        for (let at = 0, i = 0; at < document.length; i++) {
          const next = at + (sizes[i % sizes.length] ?? 1)
          reader.write(document.subarray(at, next))
          at = next
        }
        expect(reader.end()).toEqual({ kind: 'response', value: wire })
      }),
      { numRuns: 300 },
    )
  })

  it('never hangs and never throws anything untyped on random bytes', () => {
    const soup = fc.array(
      fc.oneof(
        fc.constantFrom(
          '<value>',
          '</value>',
          '<struct>',
          '<member>',
          '<name>',
          '</name>',
          '<![CDATA[',
          ']]>',
          '<!--',
          '<',
          '&',
          ';',
          '<?',
          '?>',
          'x',
        ),
        fc.string(),
      ),
    )
    fc.assert(
      fc.property(soup, parts =>
        ['read', 'malformed', 'truncated', 'doctype', 'bad-text'].includes(
          kindOf(() => readXmlRpc(parts.join(''))),
        ),
      ),
    )
  })

  it('writes a refusal as hosts do', () => {
    expect(writeFailure('HANDLE_INVALID', ['VM', 'a&b'])).toBe(
      '<?xml version="1.0"?><methodResponse><params><param><value><struct><member><name>Status</name><value>Failure</value></member><member><name>ErrorDescription</name><value><array><data><value>HANDLE_INVALID</value><value>VM</value><value>a&amp;b</value></data></array></value></member></struct></value></param></params></methodResponse>',
    )
  })
})
