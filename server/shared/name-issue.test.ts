import { expect, test } from 'vitest'
import { nameIssue } from './name-issue'

test.each([
  ['', undefined, 'Give it a name.'],
  [' \t', 'Give the search a name.', 'Give the search a name.'],
  ['web-01', undefined, undefined],
  [` ${'x'.repeat(255)} `, undefined, undefined],
  ['x'.repeat(256), undefined, 'A name has at most 255 characters.'],
])('of %j, or else %s: %j', (typed, none, issue) => {
  expect(nameIssue(typed, none)).toBe(issue)
})
