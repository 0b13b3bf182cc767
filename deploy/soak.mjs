/**
 * `npm run soak [minutes]`: hours of use in half an hour (bench/soak/soak.ts); ends with failure when the server did not
 * come back to what it held before.
 */
import { runBench } from './bench-child.mjs'
import {
  buildPages,
  buildServer,
  buildSimulator,
  bundleOnce,
  checkNode,
  generateClient,
  install,
} from './steps.mjs'

/** For starting, warming up and the rests. */
const besidesMs = 10 * 60_000

checkNode()
install()
await generateClient()
await Promise.all([buildServer(), buildSimulator()])
await buildPages(console.log)
const args = process.argv.slice(2)
const [minutes = '30'] = args
const program = await bundleOnce('soak', 'bench/soak/soak.ts')
try {
  const env = { NODE_ENV: 'production' }
  await runBench(program, args, { env, limitMs: Number(minutes) * 60_000 + besidesMs, shown: true })
} catch (error) {
  console.error(`The soak ${error.message}`)
  process.exit(1)
}
