/** `npm run e2e [-- playwright flags]`: the end-to-end tests in Chromium against the production build. */
import { findBrowser } from './browser.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  checkNode,
  generateClient,
  install,
  tool,
  tools,
} from './steps.mjs'

checkNode()
const say = line => process.stderr.write(`${line}\n`)
install(say)
await generateClient()
await Promise.all([buildServer(), buildSimulator()])
await buildPages(say)
const CHROMIUM_PATH = await findBrowser(say)
try {
  await tool(tools.playwright, ['test', '--config', 'e2e/playwright.config.ts', ...process.argv.slice(2)], {
    env: { CHROMIUM_PATH },
  })
} catch {
  process.exit(1)
}
