import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { standings } from '../handlers/standing'
import { conformanceDocument } from './document'
import { withMessages } from './messages-section'
import { readBaseline, readScenario, scenarioNames } from './recording'
import { differencesAtStart, replay } from './replay'
import { countsOf, percent, sentence, sum } from './report'

const say = (line: string) => void process.stdout.write(`${line}\n`)

/** Replays recordings of a real host, prints how many steps of each scenario came out equal, and writes it down. */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    args: process.argv.slice(2).filter(arg => arg !== '--'),
    options: {
      recordings: { type: 'string' },
      differences: { type: 'boolean' },
      start: { type: 'boolean' },
      limit: { type: 'string' },
    },
    allowPositionals: true,
  })
  const folder = resolve(values.recordings ?? '../shared/xenapi/recordings')
  const baseline = readBaseline(folder)
  const wanted = scenarioNames(folder).filter(name => positionals.length === 0 || positionals.includes(name))
  const reports = []
  for (const name of wanted) {
    if (values.start) {
      for (const { path, expected, got } of await differencesAtStart(baseline, readScenario(folder, name)))
        say(`${name}: ${path}: recorded ${JSON.stringify(expected)}, here ${JSON.stringify(got)}`)
      continue
    }
    const scenario = readScenario(folder, name)
    const outcomes = await replay(baseline, scenario)
    reports.push({ name, scenario, outcomes })
    const counts = countsOf(outcomes)
    const line = [name.padEnd(28), counts.equal, counts.different, percent(counts)]
    say(line.map(part => String(part).padStart(5)).join(' '))
    if (!values.differences) continue
    for (const outcome of outcomes)
      for (const difference of outcome.differences.slice(0, Number(values.limit ?? 3)))
        say(`    ${sentence(outcome, difference)}`)
  }
  const all = sum(reports.map(({ outcomes }) => countsOf(outcomes)))
  if (positionals.length === 0 && !values.start) {
    writeFileSync(resolve('docs/conformance.md'), conformanceDocument(reports))
    const page = resolve('docs/simulator.md')
    writeFileSync(page, withMessages(readFileSync(page, 'utf8'), standings()))
  }
  say(`${all.equal} steps equal, ${all.different} different: ${percent(all)}`)
}

await main()
