import { expect, test } from 'vitest'
import { actionById } from '@/server/catalogue/catalogue'
import { spokenTold } from '@/server/shared/text'
import { readAs } from '@/server/texts/reading'
import { sentenceAgain, sentenceOf } from './spoken'

const GiB = 2 ** 30
const asked: readonly [action: string, input: unknown, english: string, german: string][] = [
  ['vm.shutDown', undefined, 'Shut down web-01', 'web-01 herunterfahren'],
  ['vm.rename', { name: 'b' }, 'Rename web-01 to b', 'web-01 in b umbenennen'],
  [
    'vm.setMemoryRange',
    { least: 2 * GiB, most: 2 * GiB, limit: null },
    'Give web-01 2 GiB of memory',
    'web-01 2 GiB Arbeitsspeicher geben',
  ],
]

test.each(asked)(
  'a German reader is told in German what was written in English: %s',
  (id, input, english, german) => {
    const action = actionById(id)
    if (!action) throw new Error(`no action ${id}`)
    const said = sentenceOf(action, 'web-01', input)
    expect(said.title).toBe(english)
    expect(readAs('de', () => spokenTold(said))).toBe(german)
    const line = { action: id, sentence: english, params: { ...(input ?? {}), bulk: 'bulk-1' } }
    const told = sentenceAgain(line, 'web-01')
    // Over the wire it is JSON.
    const wire = JSON.parse(JSON.stringify({ title: english, told }))
    expect(readAs('de', () => spokenTold(wire))).toBe(german)
    expect(spokenTold(wire)).toBe(english)
  },
)

test('a line that says something else than would be said now is shown as it was written', () => {
  const line = { action: 'vm.rename', sentence: 'Call web-01 b', params: { name: 'b' } }
  expect(sentenceAgain(line, 'web-01')).toBeUndefined()
  expect(sentenceAgain({ ...line, sentence: 'Rename web-01 to b', params: {} }, 'web-01')).toBeUndefined()
  expect(sentenceAgain({ ...line, action: 'user.create' }, null)).toBeUndefined()
})

test('what is told within a sentence does not stand for it', () => {
  const action = actionById('vm.setMemoryRange')
  if (!action) throw new Error('no action')
  const { title, told } = sentenceOf(action, 'web-01', { least: GiB, most: 2 * GiB, limit: null })
  expect(title).toBe('Give web-01 1 GiB to 2 GiB of memory')
  expect(told?.values).toMatchObject({ name: 'web-01' })
})

test('a sentence without a name in it is found as it stands', () => {
  expect(readAs('de', () => spokenTold({ title: 'Verify the audit log' }))).toBe('Audit-Protokoll prüfen')
  expect(readAs('de', () => spokenTold({ title: 'Create group web' }))).toBe('Create group web')
})
