/**
 * `npm run pictures [-- word …]`: photographs the kit page and every page of the demo pool from the production build in a
 * real browser, in both themes and two sizes, into .pictures/ (not kept by git); with words, only pages whose address
 * holds one. Without words the three pictures of README are renewed too.
 */
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { startSimulator } from './demo.mjs'
import { addresses, fillIn } from './picture-pages.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  checkNode,
  environment,
  generateClient,
  inRoot,
  install,
} from './steps.mjs'

const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
]

checkNode()
const say = line => process.stderr.write(`${line}\n`)
install(say)
await generateClient()
await Promise.all([buildServer(), buildSimulator()])
await buildPages(say)

const words = process.argv.slice(2)
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'domus-pictures-'))
const out = inRoot('.pictures')
mkdirSync(out, { recursive: true })
const demo = await startSimulator(['--tls', '--member-port', '0'])
const password = 'only for these pictures'
Object.assign(
  process.env,
  environment({ NODE_ENV: 'production', DATA_DIR: dataDir, PORT: '0', ADMIN_PASSWORD: password }),
)
process.env.DEMO_POOL = JSON.stringify(demo)
const { start } = await import(inRoot('.build', 'server.mjs'))
const domus = await start(inRoot(), 'pictures')
const { chromium } = await import('@playwright/test')
const browser = await chromium.launch({
  executablePath: await findBrowser(say),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const context = await browser.newContext({ viewport: sizes[0], baseURL: domus.url })
const page = await context.newPage()
let failed = false
try {
  await photograph('/sign-in', 'sign-in')
  await page.goto('/vms')
  await page.getByLabel('User name').fill('admin')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('link', { name: 'web-02', exact: true }).last().waitFor()
  const made = await furnish()
  for (const [address, name] of await fillIn(page, addresses(inRoot('app')), made, say))
    await photograph(address, name)
  await consoleAtWork()
} catch (error) {
  // Next takes what nobody catches for its own and goes on.
  say(error.stack)
  failed = true
} finally {
  await browser.close()
  await domus.stop()
  await demo.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
if (words.length === 0 && !failed)
  for (const [from, to] of [
    ['vms-light-1440', 'vms-light'],
    ['overview-dark-1440', 'overview-dark'],
    ['console-at-work', 'console-light'],
  ])
    copyFileSync(path.join(out, `${from}.png`), inRoot('docs', 'pictures', `${to}.png`))
process.exit(failed ? 1 : 0)

async function photograph(address, name) {
  if (words.length > 0 && !words.some(word => address.includes(word))) return
  await page.goto(address)
  await settled()
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await settled()
      const file = path.join(out, `${name}-${colorScheme}-${size.width}.png`)
      await page.screenshot({ path: file, animations: 'disabled' })
    }
  }
  await page.setViewportSize(sizes[0])
  await page.emulateMedia({ colorScheme: 'light' })
}

/** Nothing is loading any more, and two frames were drawn since. */
async function settled() {
  // The kit shows what waits as well, and goes on doing so.
  await page.waitForFunction(
    () => location.pathname === '/kit' || document.querySelector('[aria-busy="true"]') === null,
  )
  await page.evaluate(
    () => new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  )
}

/** What the pages of people show somebody of; answers who stands for `[id]`, by the folder of the page. */
async function furnish() {
  await call('user.create', { username: 'ann', role: 'vm-operator' })
  const group = await call('group.create', { name: 'web-team', description: 'Who keeps the shop running' })
  await call('service.create', {
    username: 'backup',
    description: 'Nightly snapshots',
    role: 'vm-power-admin',
  })
  const service = (await call('service.list')).find(one => one.username === 'backup')
  return { '/settings/groups': group.id, '/settings/service-accounts': service.id }
}

async function call(procedure, data) {
  const answer = data
    ? await page.request.post(`/api/trpc/${procedure}`, { data })
    : await page.request.get(`/api/trpc/${procedure}`)
  if (!answer.ok()) throw new Error(`${procedure}: ${answer.status()} ${await answer.text()}`)
  return (await answer.json()).result.data
}

/** A console with something on its screen. */
async function consoleAtWork() {
  if (words.length > 0 && !words.includes('console')) return
  await page.goto('/vms')
  await page.getByRole('link', { name: 'web-02', exact: true }).last().click()
  await page.getByRole('heading', { name: 'web-02', level: 1 }).waitFor()
  await page.getByRole('link', { name: 'Console', exact: true }).click()
  await page.getByText('Connected to web-02.').waitFor({ state: 'attached' })
  await page.getByRole('application', { name: /Console of web-02/ }).click()
  for (const line of ['admin', 'uname -a', 'ip addr']) await page.keyboard.type(`${line}\n`)
  // The guest answers in its own time, and what it draws is no text that could be waited for.
  await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 800)))
  await page.screenshot({ path: path.join(out, 'console-at-work.png') })
}
