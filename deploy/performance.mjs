/**
 * `npm run performance`: writes the tables of docs/performance.md from bench/results.json, and below the budgets that are
 * missed the notes of bench/notes.md. Fails, having written, when a missed budget has no note. With `--check` it writes
 * nothing and fails when it would.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { readNotes, withTables } from './performance-page.mjs'
import { readResults } from './results.mjs'
import { inRoot } from './steps.mjs'

const page = inRoot('docs', 'performance.md')
const results = readResults()
if (!results) {
  console.error('There is no bench/results.json: run npm run bench first.')
  process.exit(1)
}
const notes = readNotes(readFileSync(inRoot('bench', 'notes.md'), 'utf8'))
const before = readFileSync(page, 'utf8')
const { text, unexplained } = withTables(before, results, notes)
let well = unexplained.length === 0
if (!process.argv.includes('--check')) writeFileSync(page, text)
else if (text !== before) {
  well = false
  console.error(
    'docs/performance.md is not what bench/results.json and bench/notes.md make: npm run performance.',
  )
}
for (const id of unexplained) console.error(`${id} misses its budget and has no note in bench/notes.md.`)
process.exit(well ? 0 : 1)
