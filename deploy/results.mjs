/** What was measured, beside its budget and its peer: bench/results.json and the table of `npm run bench`. */
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import { inRoot, root } from './steps.mjs'

const file = inRoot('bench', 'results.json')
export const catalogue = JSON.parse(readFileSync(inRoot('bench', 'catalogue.json'), 'utf8'))
export const readResults = () => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined)

/** The figures that a bench wrote (bench/figures.ts), as they stand in results.json. */
export function figuresOf(lines) {
  const [date, commit] = [new Date().toISOString(), commitNow()]
  const told = lines
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
  return Object.fromEntries(
    told.map(({ id, value, peer }) => {
      const known = catalogue.figures[id]
      if (!known) throw new Error(`No such figure in bench/catalogue.json: ${id}`)
      const { measure, unit, budget = null } = known
      return [
        id,
        {
          measure,
          unit,
          value,
          budget,
          peer: known.peer === undefined ? null : { name: known.peer, value: peer },
          met: budget === null ? null : value <= (budget.most ?? budget.ofPeer * peer),
          date,
          commit,
        },
      ]
    }),
  )
}

/** What a bench has to tell and did not, or not as a number: a sentence for each. */
export function missingOf(name, figures) {
  return Object.entries(catalogue.figures).flatMap(([id, { bench, peer }]) => {
    if (bench !== name) return []
    const figure = figures[id]
    if (!figure) return [`${name} did not tell ${id}`]
    if (!Number.isFinite(figure.value)) return [`${id} is no number`]
    return peer !== undefined && !Number.isFinite(figure.peer.value) ? [`${id} has no peer`] : []
  })
}

/** Writes results.json: all anew, or these figures among those that are there. Throws if those are another machine's. */
export function writeResults(figures, { merge }) {
  const [before, machine] = [readResults(), machineNow()]
  if (merge && before && JSON.stringify(before.machine) !== JSON.stringify(machine))
    throw new Error('bench/results.json is of another machine: nothing is merged. Run all benches first.')
  const all = { ...(merge ? before?.figures : {}), ...figures }
  const ordered = Object.keys(catalogue.figures).flatMap(id => (all[id] ? [[id, all[id]]] : []))
  const results = {
    machine,
    date: new Date().toISOString(),
    commit: commitNow(),
    figures: Object.fromEntries(ordered),
  }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`)
}

function machineNow() {
  const cpus = os.cpus()
  return {
    cpu: cpus[0]?.model.trim() ?? 'unknown',
    cores: cpus.length,
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    node: process.version,
    os: `${os.type()} ${os.release()}`,
  }
}

/** The commit that was measured; says so where files differed from it. Null where there is no repository. */
function commitNow() {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain', '--', '.', ':!bench/results.json', ':!docs') !== ''
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? ' and changes' : ''}`
  } catch {
    return null
  }
}

/** "1,234", "12.3", "0.45" */
export function told(value) {
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  const digits = size >= 100 || Number.isInteger(value) ? 0 : size >= 10 ? 1 : 2
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** "below 3 s", "0.5 of xen-api" */
export function toldBudget({ budget, unit, peer }) {
  if (budget === null) return ''
  if (budget.ofPeer !== undefined) return `${told(budget.ofPeer)} × ${peer.name}`
  return budget.most === 0 ? 'none' : `${told(budget.most)} ${unit}`
}

export const toldPeer = ({ peer, unit }) => (peer === null ? '' : `${peer.name} ${told(peer.value)} ${unit}`)

/** Figure, budget and peer side by side. */
export function table(figures) {
  const rows = Object.values(figures).map(figure => [
    figure.measure,
    `${told(figure.value)} ${figure.unit}`,
    toldBudget(figure),
    figure.met === null ? '' : figure.met ? 'met' : 'MISSED',
    toldPeer(figure),
  ])
  const all = [['', 'measured', 'budget', '', 'peer'], ...rows]
  const widths = all[0].map((_, column) => Math.max(...all.map(row => row[column].length)))
  return all
    .map(row =>
      row
        .map((cell, column) => cell.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
