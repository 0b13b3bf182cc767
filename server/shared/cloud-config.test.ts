import fc from 'fast-check'
import { expect, test } from 'vitest'
import { issueText, networkConfigIssue, userDataIssue } from './cloud-config'

const config = (...lines: string[]) => ['#cloud-config', ...lines].join('\n')

test('what guests can read is well', () => {
  expect(userDataIssue(config('hostname: web', 'users:', '  - default', '  - name: jane'))).toBeUndefined()
  expect(userDataIssue('#!/bin/sh\nthis: is: no yaml\n')).toBeUndefined()
  expect(networkConfigIssue('  \n')).toBeUndefined()
  expect(networkConfigIssue('version: 2\nethernets: {}')).toBeUndefined()
  expect(networkConfigIssue('network:\n  version: 1\n  config: []')).toBeUndefined()
})

test.each([
  ['hostname: web', 1, 1, 'The first line is #cloud-config.'],
  ['', 1, 1, 'The first line is #cloud-config.'],
  [config('- a'), 2, 1, 'A map is needed'],
  [config(''), 1, 1, 'A map is needed'],
  [config('a: 1', 'b: [1', 'c: 2'), undefined, undefined, ''],
  [config('users:', '  - name: x', '\tgroups: y'), 4, 1, 'indented by spaces'],
  [config('a: 1', 'a: 2'), 3, 1, 'This key is there already.'],
  [config('a: "secret word', 'b: 2'), undefined, undefined, 'missing'],
  [config('a: *nobody'), 2, 4, 'an anchor that is not there'],
  [config('packages: htop'), 2, 1, 'packages is a list'],
  [config('users:', '  - name: CHANGE-ME'), 3, 11, 'in place of CHANGE-ME'],
])('%j is not, and it is said where', (text, line, column, message) => {
  const issue = userDataIssue(text)
  expect(issue?.message).toContain(message)
  if (line !== undefined) expect(issue).toMatchObject({ line, column })
})

test('a description of networks says its version', () => {
  expect(networkConfigIssue('ethernets: {}')).toMatchObject({
    line: 1,
    message: expect.stringContaining('version: 2'),
  })
  expect(networkConfigIssue('network:\n  version: 3')).toBeDefined()
  expect(issueText({ line: 2, column: 3, message: 'No.' })).toBe('Line 2, column 3: No.')
})

test('whatever is wrong with a text, no word of it stands in what is said', () => {
  const word = 'hunter2hunter2'
  const piece = fc.constantFrom(
    ...[`${word}`, `"${word}`, `'${word}'`, `- ${word}`, `a: ${word}`, `&${word}`, `*${word}`, `!${word} x`],
    ...[`{${word}`, `[${word}`, `\t${word}: 1`, `  ${word}: {`, `? ${word}`, `%${word}`, `---`, `@${word}`],
    ...[`"\\q${word}"`, `| ${word}`, `> ${word}`, `${word}: a: b`, `\`${word}`],
  )
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), pieces => {
      const text = config(...pieces)
      for (const issue of [userDataIssue(text), networkConfigIssue(pieces.join('\n'))]) {
        if (!issue) continue
        expect(issueText(issue)).not.toContain('hunter')
        expect(issue.line).toBeGreaterThan(0)
        expect(issue.line).toBeLessThanOrEqual(text.split('\n').length)
        expect(issue.column).toBeGreaterThan(0)
      }
    }),
    { numRuns: 2000 },
  )
})
