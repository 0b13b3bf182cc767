import { describe, expect, it } from 'vitest'
import { queryKeys } from '@/server/shared/query-keys'
import { askedWithin, conditionsFor, conditionsOf, rawCondition, relatedOf } from './conditions'
import { type Draft, draftOf, isDraftGroup, replaced, textOf } from './draft'

const fields = [
  { name: 'Cost Centre', type: 'text' },
  { name: 'Rented', type: 'date' },
] as const
const again = (text: string) => textOf(draftOf(text, fields), fields)
const plain = (draft: Draft): unknown =>
  isDraftGroup(draft)
    ? { of: draft.of, related: draft.related, parts: draft.parts.map(plain) }
    : [draft.key, draft.op, draft.value]

describe('a query as a form', () => {
  it.each([
    'web -name:"data base" name:=a name:b* name:*c -tag:=d',
    'any(state:running all(memory:>8G -has:tag)) none(vcpus:4 tools:=installed)',
    'host(any(state:maintenance pool(ha:yes))) storage(shared:no size:<=500G)',
    'uptime:>=7d started:>=2026-11-01 started:last-week',
    'cost-centre:=4711 -cost-centre:x rented:>2026-08-01 "owner:jane"',
    // What the form has no fields for stands in it as it was typed.
    '-name:web* field:x mac:00:16 -started:today',
  ])('says the same as the text %s', text => {
    expect(again(text)).toBe(text.replace('"owner:jane"', 'owner:jane'))
    expect(again(again(text))).toBe(again(text))
  })

  it('has one group where all of the text is one', () => {
    expect(plain(draftOf('any(tag:a state:halted)', fields))).toEqual({
      of: 'any',
      related: null,
      parts: [
        ['tag', 'contains', 'a'],
        ['state', 'is', 'halted'],
      ],
    })
  })

  it('passes over conditions without a value, and groups of them', () => {
    const draft = draftOf('any(tag:a) name:b', fields)
    const [group, name] = draft.parts
    const emptied = replaced(draft, name?.id ?? '', part => ({ ...part, value: ' ' }))
    expect(textOf(emptied, fields)).toBe('any(tag:a)')
    expect(
      textOf(
        replaced(emptied, group?.id ?? '', () => null),
        fields,
      ),
    ).toBe('')
  })

  it('tells memory in GiB, whatever it was typed in', () => {
    expect(plain(draftOf('memory:>1536M', fields))).toEqual({
      of: 'all',
      related: null,
      parts: [['memory', '>', '1.5']],
    })
    expect(again('memory:>1073741824')).toBe('memory:>1G')
  })
})

it.each(['vm', 'host', 'pool', 'network', 'storage'] as const)('asks of a %s what is known of it', kind => {
  const keys = conditionsOf(kind, []).map(({ key }) => key)
  expect(keys.filter(key => key !== '' && !queryKeys[kind].includes(key))).toEqual([])
  expect(keys).not.toContain(rawCondition.key)
  expect(new Set(keys).size).toBe(keys.length)
})

describe('of other lists than that of VMs', () => {
  it('has templates and what they belong to', () => {
    const asked = { kind: 'template' } as const
    const text = 'kind:default -firmware:bios memory:>=2G host(name:xen1) storage(shared:no)'
    expect(textOf(draftOf(text, fields, asked), fields, asked)).toBe(text)
    expect(plain(draftOf('kind:custom', fields, asked))).toEqual({
      of: 'all',
      related: null,
      parts: [['kind', 'is', 'custom']],
    })
  })

  it('offers of rows that are all here what they can be asked here, and leaves the rest as it was typed', () => {
    const asked = { kind: 'host', keys: ['name', 'state', 'memory', 'has', 'nothing of hosts'] } as const
    expect(conditionsFor(asked, fields).map(({ key }) => key)).toEqual(['', 'name', 'state', 'memory', 'has'])
    const text = 'any(state:maintenance memory:<64G) -has:tag uptime:>7d'
    expect(textOf(draftOf(text, fields, asked), fields, asked)).toBe(text)
  })

  it('offers of what rows belong to what is known of it here', () => {
    const asked = {
      kind: 'storage',
      keys: ['name', 'shared'],
      around: { pool: ['name', 'software'] },
    } as const
    expect(relatedOf(asked)).toEqual(['pool'])
    expect(conditionsFor(askedWithin(asked, 'pool'), fields).map(({ key }) => key)).toEqual([
      '',
      'name',
      'software',
    ])
    expect(relatedOf(askedWithin(asked, 'pool'))).toEqual([])
    const text = 'shared:yes pool(software:8.3)'
    expect(textOf(draftOf(text, fields, asked), fields, asked)).toBe(text)
  })
})
