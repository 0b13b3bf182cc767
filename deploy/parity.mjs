/**
 * `npm run parity`: writes docs/parity.md from the reports of the last `npm test`. A row of the feature list counts as
 * shown when a test that passed carries its id, as in "[VM-07]"; the list of all rows is read where it is at hand. Rows that
 * no test shows have their reasons in parity-rows.mjs. A test that opens a tab of an object's page and finds it at work notes
 * that as an annotation, `{ type: 'tab', description: 'VM: Disks' }`, of which the table of tabs is made.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { reasons, tabClasses, tabs } from './parity-rows.mjs'
import { inRoot } from './steps.mjs'

const read = name => {
  const file = inRoot('.reports', name)
  if (!existsSync(file)) throw new Error(`There is no report ${name}: run npm test first.`)
  return JSON.parse(readFileSync(file, 'utf8'))
}

/** Tabs that tests have opened: "VM: Disks". */
const opened = new Set()

/** Titles of tests that passed, with where they stand. */
function* passed() {
  for (const suite of read('vitest.json').testResults) {
    for (const test of suite.assertionResults)
      if (test.status === 'passed') yield [test.fullName, 'integration']
  }
  const walk = function* (suite) {
    for (const spec of suite.specs ?? []) {
      if (!spec.ok) continue
      for (const { annotations } of spec.tests)
        for (const { type, description } of annotations) if (type === 'tab') opened.add(description)
      yield [spec.title, 'browser']
    }
    for (const inner of suite.suites ?? []) yield* walk(inner)
  }
  for (const suite of read('e2e.json').suites) yield* walk(suite)
}

const id = /\[([A-Z]{2,5}-\d{2})\]/g
const shown = new Map()
for (const [title, kind] of passed()) {
  for (const [, row] of title.matchAll(id)) {
    const tests = shown.get(row) ?? []
    shown.set(row, [...tests, `${title.replace(id, '').trim()} (${kind})`])
  }
}

const list = inRoot('..', 'shared', 'features', 'xencenter.md')
const names = new Map()
if (existsSync(list)) {
  for (const [, row, name] of readFileSync(list, 'utf8').matchAll(/^\| ([A-Z]{2,5}-\d{2}) ([^|]+) \|/gm))
    names.set(row, name.trim())
}
const total = names.size || 'all'
const areas = new Map()
for (const row of names.keys()) {
  const area = row.split('-')[0]
  const [have, of] = areas.get(area) ?? [0, 0]
  areas.set(area, [have + (shown.has(row) ? 1 : 0), of + 1])
}

/** What stands in the table of tabs. One that no test has opened is missing, whatever the code has. */
function cellOf({ at = {}, later = {} }, cls) {
  if (at[cls] !== undefined && opened.has(`${cls}: ${at[cls]}`)) return at[cls]
  if (later[cls] !== undefined) return `comes with ${later[cls]}`
  return at[cls] === undefined ? '' : 'missing'
}

const lines = [
  '# Parity with XenCenter',
  '',
  'Made by `npm run parity` from the reports of a test run. A row counts when a test that passed shows it: the test would',
  'fail without the feature. A row that is shown in part is not counted whole by anyone reading this: its tests say what they show.',
  '',
  `**${shown.size} of ${total} rows have a test. Everything else is missing or not shown.**`,
  '',
  '| row | what passed tests show |',
  '|---|---|',
  ...[...shown.keys()].sort().map(row => `| ${row} | ${[...new Set(shown.get(row))].join('; ')} |`),
]
lines.push(
  '',
  '## Rows without a test',
  '',
  'Of these it is known why; rows of areas that have not been begun are not listed one by one.',
  '',
  '| row | | |',
  '|---|---|---|',
  ...Object.entries(reasons)
    .filter(([row]) => !shown.has(row))
    .map(
      ([row, { kind, what }]) =>
        `| ${row}${names.has(row) ? ` ${names.get(row)}` : ''} | ${kind} | ${what} |`,
    ),
  '',
  '## Tabs',
  '',
  'Tabs of XenCenter, in its order, by object: the tab here that a test has opened and found at work, or the area that it comes',
  'with. Folders, tags and vApps have lists, in the tree and by their filters.',
  '',
  `| tab | ${tabClasses.join(' | ')} |`,
  `|---|${tabClasses.map(() => '---').join('|')}|`,
  ...tabs.map(
    ({ name, ...where }) => `| ${name} | ${tabClasses.map(cls => cellOf(where, cls)).join(' | ')} |`,
  ),
)
if (areas.size > 0) {
  lines.push(
    '',
    '| area | rows with a test |',
    '|---|---|',
    ...[...areas].map(([area, [have, of]]) => `| ${area} | ${have} of ${of} |`),
  )
}
writeFileSync(inRoot('docs', 'parity.md'), `${lines.join('\n')}\n`)
console.log(`${shown.size} rows`)
