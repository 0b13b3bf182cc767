/**
 * `npm run bench`: measures everything (bench/NAME.ts, each in a process of its own, with a garbage collector that it may
 * call), shows figure, budget and peer side by side and writes bench/results.json. `npm run bench -- NAME` measures one
 * and merges it into the file; with arguments of its own (sizes; see the bench) it only shows. `npm run bench -- --quick`
 * runs all of them at tiny sizes, for function and not for time: fails when one breaks or does not tell a figure.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { runBench } from './bench-child.mjs'
import { findBrowser } from './browser.mjs'
import { catalogue, figuresOf, missingOf, table, writeResults } from './results.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  bundleOnce,
  checkNode,
  generateClient,
  inRoot,
  install,
} from './steps.mjs'

/** A tiny bench takes some seconds; on a machine that is busy with other things many times that. */
const quickMs = 150_000
/** Two cores: a bench that is only to work may share them with another. */
const quickAtOnce = 2

checkNode()
install()
const names = Object.keys(catalogue.benches)
const asked = process.argv.slice(2)
const quick = asked.includes('--quick')
const [name, ...sizes] = asked.filter(word => word !== '--quick')
if (name !== undefined && !names.includes(name)) {
  console.error(`There is no bench "${name}". What is measured: ${names.join(', ')}.`)
  process.exit(1)
}
const chosen = name === undefined ? names : [name]
const env = { NODE_ENV: 'production' }
if (chosen.some(one => catalogue.benches[one].built)) {
  await generateClient()
  await Promise.all([buildServer(), buildSimulator()])
  await buildPages(console.log)
  env.CHROMIUM_PATH = await findBrowser(console.log)
}
mkdirSync(inRoot('.reports'), { recursive: true })

const started = Date.now()
const figures = {}
const troubles = []
const broken = new Set()
const turns = [...chosen]
const work = async () => {
  for (let next = turns.shift(); next !== undefined; next = turns.shift()) await measure(next)
}
await Promise.all(Array.from({ length: quick ? quickAtOnce : 1 }, work))

if (!quick) {
  console.log(`\n${table(figures)}`)
  if (sizes.length > 0) console.log('\nNot written: these are not the sizes of the budgets.')
  else writeResults(figures, { merge: name !== undefined })
}
for (const trouble of troubles) console.error(trouble)
const seconds = Math.round((Date.now() - started) / 1000)
const passed = chosen.length - broken.size
if (quick)
  writeFileSync(inRoot('.reports', 'bench-quick.json'), JSON.stringify({ passed, failed: broken.size }))
console.log(`\n${passed} benches well, ${broken.size} broken, ${seconds} s`)
process.exit(broken.size > 0 ? 1 : 0)

async function measure(bench) {
  const { minutes, all = [], quick: tiny } = catalogue.benches[bench]
  const file = inRoot('.reports', `bench-${bench}.jsonl`)
  rmSync(file, { force: true })
  const begun = Date.now()
  if (!quick) console.log(`\n── ${bench} ──`)
  try {
    const program = await bundleOnce(`bench-${bench}`, `bench/${bench}.ts`)
    const usual = name === undefined ? all : []
    await runBench(program, quick ? tiny : sizes.length > 0 ? sizes : usual, {
      env: { ...env, BENCH_FIGURES: file },
      limitMs: quick ? quickMs : minutes * 60_000,
      shown: !quick,
    })
  } catch (error) {
    broken.add(bench)
    troubles.push(`${bench} ${error.message}`)
  }
  const own = figuresOf(existsSync(file) ? readFileSync(file, 'utf8') : '')
  Object.assign(figures, own)
  const missing = missingOf(bench, own)
  if (missing.length > 0) broken.add(bench)
  troubles.push(...missing)
  const took = `${((Date.now() - begun) / 1000).toFixed(1)} s`
  if (quick) console.log(`${broken.has(bench) ? 'FAILED' : 'ok    '} ${bench} (${took})`)
  else console.log(`(${took})`)
}
