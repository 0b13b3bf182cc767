import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allOf, formatQuery, type Group, type Part, parseQuery, relatedKinds } from './query'
import { daysOf, durationOf, liesIn, numberOf, type Term } from './terms'

const keys = ['name', 'tag', 'state', 'uuid', 'memory', 'host']
const read = (text: string) => parseQuery(text, keys).parts

const term = (fields: Partial<Term>): Term => {
  const typed = fields.typed ?? 'x'
  return { key: null, not: false, match: 'contains', sign: null, text: typed.toLowerCase(), ...fields, typed }
}

describe('the grammar of filters', () => {
  it('puts what stands side by side together, and takes a quoted text as it is', () => {
    expect(read('state:Running -host:xen3 "data base" memory:>8G')).toEqual([
      term({ key: 'state', typed: 'Running' }),
      term({ key: 'host', typed: 'xen3', not: true }),
      term({ typed: 'data base' }),
      term({ key: 'memory', typed: '>8G', sign: '>' }),
    ])
  })

  it('knows a whole text, a beginning and an end', () => {
    expect(read('name:=web name:web* name:*web name:"=a*"')).toEqual([
      term({ key: 'name', typed: 'web', match: 'is' }),
      term({ key: 'name', typed: 'web', match: 'starts' }),
      term({ key: 'name', typed: 'web', match: 'ends' }),
      term({ key: 'name', typed: '=a*' }),
    ])
  })

  it('nests any of, all of, none of, and what an object belongs to', () => {
    const tag = (typed: string) => term({ key: 'tag', typed })
    expect(read('any(tag:a all(tag:b tag:c)) none(tag:d) -any(tag:e) host(any(tag:f tag:g))')).toEqual([
      {
        of: 'any',
        related: null,
        parts: [tag('a'), { of: 'all', related: null, parts: [tag('b'), tag('c')] }],
      },
      { of: 'none', related: null, parts: [tag('d')] },
      { of: 'none', related: null, parts: [{ of: 'any', related: null, parts: [tag('e')] }] },
      { of: 'any', related: 'host', parts: [tag('f'), tag('g')] },
    ])
  })

  it.each([
    ['any(', []],
    ['any() none( )', []],
    ['state:', []],
    ['memory:>', []],
    ['any(tag:a', [{ of: 'any', related: null, parts: [term({ key: 'tag', typed: 'a' })] }]],
    ['web)', [term({ typed: 'web)' })]],
    ['(old)', [term({ typed: '(old)' })]],
    ['fe80::1 C:\\tools', [term({ typed: 'fe80::1' }), term({ typed: 'C:\\tools' })]],
  ])('takes %j as far as it goes', (text, parts) => {
    expect(read(text)).toEqual(parts)
  })

  it('knows what a host is asked by behind host(, and what a VM is behind it', () => {
    expect(read('host(role:member) role:member')).toEqual([
      { of: 'all', related: 'host', parts: [term({ key: 'role', typed: 'member' })] },
      term({ typed: 'role:member' }),
    ])
  })

  it('keeps a bracket that was opened in a word with it', () => {
    expect(read('any(name:web(1) b)')).toEqual([
      { of: 'any', related: null, parts: [term({ key: 'name', typed: 'web(1)' }), term({ typed: 'b' })] },
    ])
  })

  const typed = fc.stringMatching(/^[a-zA-Z0-9 ()*=<>.-]{0,8}[a-zA-Z]$/)
  const someTerm = fc
    .record({
      key: fc.constantFrom(null, 'name', 'tag', 'state', 'uuid'),
      not: fc.boolean(),
      match: fc.constantFrom('contains', 'is', 'starts', 'ends'),
      typed,
    })
    .map(made => term(made.key === null ? { ...made, match: 'contains' } : made))
  const some = fc.letrec<{ part: Part; group: Group }>(tie => ({
    part: fc.oneof({ maxDepth: 3 }, someTerm, tie('group')),
    group: fc
      .record({
        of: fc.constantFrom('all', 'any', 'none'),
        related: fc.constantFrom(null, ...relatedKinds),
        parts: fc.array(tie('part'), { minLength: 1, maxLength: 3 }),
      })
      // host(any(…)) is read as one group.
      .filter(({ related, parts: [one] }) => related === null || one === undefined || !('of' in one)),
  }))

  it('reads what it writes', () => {
    fc.assert(
      fc.property(fc.array(some.part, { maxLength: 3 }), parts => {
        expect(parseQuery(formatQuery(allOf(parts)), keys)).toEqual(allOf(parts))
      }),
    )
  })
})

it('reads sizes, durations and days', () => {
  expect(['8', '8g', '1.5 kib', 'x'].map(numberOf)).toEqual([8, 2 ** 33, 1536, null])
  expect(['90', '30m', '2w', 'x'].map(durationOf)).toEqual([90, 1800, 1_209_600, null])
  const now = Date.parse('2026-11-23T13:00:00Z')
  const found = (text: string, at: string, sign: Term['sign'] = null) => {
    const days = daysOf(text, now)
    return days !== null && liesIn(Date.parse(at), sign, days)
  }
  expect(found('today', '2026-11-23T00:00:00Z')).toBe(true)
  expect(found('yesterday', '2026-11-22T23:59:59Z')).toBe(true)
  expect(found('this-week', '2026-11-17T00:00:00Z')).toBe(true)
  expect(found('this-week', '2026-11-16T23:59:59Z')).toBe(false)
  expect(found('last-week', '2026-11-16T23:59:59Z')).toBe(true)
  expect(found('last-week', '2026-11-09T23:00:00Z')).toBe(false)
  expect(found('2026-11-01', '2026-11-01T12:00:00Z', '>')).toBe(false)
  expect(found('2026-11-01', '2026-11-02T00:00:00Z', '>')).toBe(true)
  expect(found('2026-11-01', '2026-11-01T12:00:00Z', '<=')).toBe(true)
  expect(daysOf('2026-13-01', now)).toBeNull()
})
