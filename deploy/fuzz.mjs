/**
 * `npm run fuzz [-- --minutes N] [-- --seed N]`: reads damaged answers until it is interrupted or the time is over;
 * says where it is once a minute. A body that is read wrongly ends it, with its seed and its bytes.
 */
import { bundleOnce, checkNode, install, run } from './steps.mjs'

checkNode()
install()
const program = await bundleOnce('fuzz', 'server/xapi/testing/fuzz-run.ts')
await run(process.execPath, [program, ...process.argv.slice(2)]).catch(() => process.exit(1))
