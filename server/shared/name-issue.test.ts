import { expect, test } from 'vitest'
import { nameIssue } from './name-issue'

test.each([
  ['', 'it', 'Give it a name.'],
  [' \t', 'the search', 'Give the search a name.'],
  ['web-01', 'it', undefined],
  [` ${'x'.repeat(255)} `, 'it', undefined],
  ['x'.repeat(256), 'it', 'A name has at most 255 characters.'],
])('of %j for %s: %j', (typed, what, issue) => {
  expect(nameIssue(typed, what)).toBe(issue)
})
