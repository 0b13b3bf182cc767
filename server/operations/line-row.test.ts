import { expect, it } from 'vitest'
import type { AuditEntry } from '@/server/db/generated/client'
import { type Language, languages } from '@/server/shared/languages'
import { toldError } from '@/server/shared/told-error'
import { readAs } from '@/server/texts/reading'
import { rowOfLine } from './line-row'

const failed = {
  ...{ id: 7n, at: new Date(0), action: 'vm.start', sentence: 'Start web', params: {}, changes: null },
  ...{ userId: 'u', userName: 'jane', tokenName: null, sessionId: null, address: '::1', process: null },
  ...{ poolId: 'p', poolName: 'Lab', poolUser: null, task: null, taskUuid: null },
  ...{ objectClass: 'VM', objectUuid: 'web', objectRef: null, objectName: 'web' },
  ...{ result: 'failed', finishedAt: new Date(1), durationMs: 1 },
  ...{ errorCode: 'SR_FULL', errorParams: ['10', '5'], errorText: null },
} satisfies AuditEntry

const toldIn = (language: Language, more: Partial<AuditEntry>) => {
  const error = rowOfLine({ ...failed, ...more }, () => undefined)?.error
  return error ? readAs(language, () => toldError(error)) : undefined
}

it('tells what failed to each reader in their language, with what was done all the same', () => {
  const english = toldIn('en', {})
  expect(new Set(languages.map(one => toldIn(one, {})?.message)).size).toBe(languages.length)
  const half = { errorText: `It was done, but not all of it. ${english?.message}` }
  expect(toldIn('en', half)?.message).toBe(half.errorText)
  expect(toldIn('de', half)?.message).toBe(
    `Es wurde getan, aber nicht alles davon. ${toldIn('de', {})?.message}`,
  )
  expect(toldIn('de', half)?.next).toBe(toldIn('de', {})?.next)
})

it('tells what Domus says itself in the language of the reader, too', () => {
  const own = {
    errorCode: 'cancelled',
    errorText: 'Domus ended before it had asked the pool for it: nothing was done.',
  }
  expect(toldIn('en', own)?.message).toBe(own.errorText)
  expect(toldIn('de', own)?.message).toMatch(/^Domus endete, bevor/)
})

it('leaves a sentence as it was written where it no longer comes out the same: names in it were known then', () => {
  const named = { errorText: 'The storage “fast” is full.' }
  for (const one of languages) expect(toldIn(one, named)?.message).toBe(named.errorText)
})
