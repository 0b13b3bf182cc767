/**
 * `npm test`: types, lint, unit and integration tests, then end-to-end tests in a real Chromium against the
 * production build. Goes on after a failure, so that one run shows all; ends with "N passed, N failed".
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import { foreignLicences } from './licences.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  checkNode,
  generateClient,
  inRoot,
  install,
  run,
  tool,
  tools,
} from './steps.mjs'

checkNode()
const say = line => process.stdout.write(`${line}\n`)
let passed = 0
let failed = 0

async function step(name, act) {
  const started = Date.now()
  let well = true
  try {
    await act()
  } catch (error) {
    well = false
    say(String(error?.message ?? error))
  }
  say(`${well ? 'ok    ' : 'FAILED'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return well
}

/** A step that counts as one test of its own. */
async function check(name, act) {
  if (await step(name, act)) passed++
  else failed++
}

/** A step whose runner writes a report of its own; a runner that fails without one counts as one failure. */
async function suite(name, report, act, read) {
  rmSync(report, { force: true })
  const well = await step(name, act)
  try {
    const counts = read(JSON.parse(readFileSync(report, 'utf8')))
    passed += counts.passed
    failed += counts.failed
    if (!well && counts.failed === 0) failed++
    say(`       ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`)
  } catch {
    failed++
    say('       The runner left no report.')
  }
}

install(say)
mkdirSync(inRoot('.reports'), { recursive: true })
await check('Prisma client', generateClient)
await check('types', () => tool(tools.tsc, ['-p', '.']))
await check('lint and format', () => tool(tools.biome, ['check', '--error-on-warnings', '.']))
await check('licences of packages', () => {
  const { found } = foreignLicences(inRoot())
  if (found.length > 0) throw new Error(found.join('\n'))
})
const unit = inRoot('.reports', 'vitest.json')
await suite(
  'unit and integration tests',
  unit,
  () =>
    tool(tools.vitest, ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`], {
      env: { NO_COLOR: '1' },
    }),
  ({ numPassedTests, numFailedTests, numPendingTests }) => ({
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests,
  }),
)
await check('production build', async () => {
  await Promise.all([buildServer(), buildSimulator()])
  await buildPages()
})
let browser
await check('a browser', async () => {
  browser = await findBrowser(say)
})
const benches = inRoot('.reports', 'bench-quick.json')
await suite(
  'benches at tiny sizes',
  benches,
  () =>
    run(process.execPath, [inRoot('deploy', 'bench.mjs'), '--quick'], { env: { CHROMIUM_PATH: browser } }),
  counts => ({ ...counts, skipped: 0 }),
)
const e2e = inRoot('.reports', 'e2e.json')
await suite(
  'end-to-end tests',
  e2e,
  () =>
    tool(tools.playwright, ['test', '--config', 'e2e/playwright.config.ts'], {
      env: { CHROMIUM_PATH: browser },
    }),
  ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped }),
)

say(`${passed} passed, ${failed} failed`)
process.exit(failed > 0 ? 1 : 0)
