/**
 * `npm run conformance [-- --recordings FOLDER] [SCENARIO…]`: plays what a real host was recorded to answer against the
 * simulator and tells how much of it comes out equal.
 */
import { bundleOnce, checkNode, install, run } from './steps.mjs'

checkNode()
install(line => process.stderr.write(`${line}\n`))
const program = await bundleOnce('conformance', 'simulator/recorded/main.ts')
await run(process.execPath, ['--enable-source-maps', program, ...process.argv.slice(2)])
