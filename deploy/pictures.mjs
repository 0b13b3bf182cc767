/** `npm run pictures`: takes README's pictures of the demo pool in a real browser, from the production build. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { findBrowser } from './browser.mjs'
import { startSimulator } from './demo.mjs'
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

checkNode()
const say = line => process.stderr.write(`${line}\n`)
install(say)
await generateClient()
await Promise.all([buildServer(), buildSimulator()])
await buildPages(say)

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'domus-pictures-'))
const out = inRoot('docs', 'pictures')
mkdirSync(out, { recursive: true })
const demo = await startSimulator(['--tls'])
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
try {
  for (const theme of ['light', 'dark']) {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: theme,
      baseURL: domus.url,
    })
    const page = await context.newPage()
    const shot = name => page.screenshot({ path: path.join(out, `${name}-${theme}.png`) })
    await page.goto('/vms')
    await page.getByLabel('User name').fill('admin')
    await page.getByLabel('Password', { exact: true }).fill(password)
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByRole('link', { name: 'web-02', exact: true }).last().waitFor()
    if (theme === 'light') await shot('vms')
    await page.getByRole('link', { name: 'web-02', exact: true }).last().click()
    await page.getByRole('heading', { name: 'web-02', level: 1 }).waitFor()
    if (theme === 'light') {
      await page.getByRole('link', { name: 'Console', exact: true }).click()
      await page.getByText('Connected to web-02.').waitFor({ state: 'attached' })
      const screen = page.getByRole('application', { name: /Console of web-02/ })
      await screen.click()
      await page.keyboard.type('admin\n')
      await page.keyboard.type('uname -a\n')
      await page.keyboard.type('ip addr\n')
      await page.evaluate(() => new Promise(resolve => setTimeout(resolve, 800)))
      await shot('console')
    } else {
      await page.goto('/')
      await page.getByText('Needs attention').waitFor()
      await shot('overview')
    }
    await context.close()
  }
} finally {
  await browser.close()
  await domus.stop()
  await demo.stop()
  rmSync(dataDir, { recursive: true, force: true })
}
process.exit(0)
