/**
 * `npm run bench -- NAME [arguments]`: bundles bench/NAME.ts and runs it in a process of its own, with a garbage
 * collector that it may call. Without a name: what there is.
 */
import { readdirSync } from 'node:fs'
import { findBrowser } from './browser.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  bundleOnce,
  checkNode,
  inRoot,
  install,
  run,
} from './steps.mjs'

checkNode()
install()
const known = readdirSync(inRoot('bench'))
  .filter(file => file.endsWith('.ts'))
  .map(file => file.slice(0, -3))
const [name, ...rest] = process.argv.slice(2)
if (!known.includes(name)) {
  console.log(`What is measured: ${known.join(', ')}. For example: npm run bench -- ${known[0]}`)
  process.exit(name === undefined ? 0 : 1)
}
const env = { NODE_ENV: 'production' }
if (name === 'browser' || name === 'live') {
  await Promise.all([buildServer(), buildSimulator()])
  await buildPages(console.log)
  env.CHROMIUM_PATH = await findBrowser(console.log)
}
const program = await bundleOnce(`bench-${name}`, `bench/${name}.ts`)
await run(process.execPath, ['--expose-gc', program, ...rest], { env })
