/**
 * `npm run bench`: measures everything (bench/NAME.ts, each in a process of its own, with a garbage collector that it may
 * call), shows figure, budget and peer side by side and writes bench/results.json. `npm run bench -- NAME` measures one
 * and merges it into the file; with arguments of its own (sizes; see the bench) it only shows. `npm run bench -- --quick`
 * runs all of them at tiny sizes, for function and not for time: fails when one breaks or does not tell a figure.
 */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { runBench } from './bench-child.mjs'
import { findBrowser } from './browser.mjs'
import { catalogue, figuresOf, missingOf, table, writeResults } from './results.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  bundleParts,
  checkNode,
  environment,
  generateClient,
  inRoot,
  install,
} from './steps.mjs'

/** A tiny bench takes some seconds; on a machine that is busy with other things many times that. */
const quickMs = 150_000

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
if (quick) {
  // Two cores: benches that are only to work may share them, and those that need no Domus of their own one as well.
  const sharing = chosen.filter(one => catalogue.benches[one].shares)
  await Promise.all([
    inTurn(chosen.filter(one => !sharing.includes(one))),
    sharing.length > 0 && withDomus(() => inTurn(sharing)),
  ])
} else await inTurn(chosen)

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

async function inTurn(benches) {
  for (const bench of benches) await measure(bench)
}

/** Does something while a Domus runs that benches share; they find it by `BENCH_DOMUS`. */
async function withDomus(work) {
  const program = await bundleParts('bench-lend', 'bench/domus/lend.ts')
  const lender = spawn(process.execPath, [program], {
    cwd: inRoot(),
    env: environment(env),
    // Ctrl-C reaches us alone; it ends when we do, or say so.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise(resolve => lender.once('exit', resolve))
  const told = new Promise(resolve => createInterface({ input: lender.stdout }).once('line', resolve))
  const lent = await Promise.race([told, ended])
  if (typeof lent !== 'string') throw new Error(`Domus did not start for the benches that share it (${lent})`)
  env.BENCH_DOMUS = lent
  await work()
  lender.stdin.end()
  await ended
}

async function measure(bench) {
  const { minutes, all = [], quick: tiny } = catalogue.benches[bench]
  const file = inRoot('.reports', `bench-${bench}.jsonl`)
  rmSync(file, { force: true })
  const begun = Date.now()
  if (!quick) console.log(`\n── ${bench} ──`)
  try {
    const program = await bundleParts(`bench-${bench}`, `bench/${bench}.ts`)
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
