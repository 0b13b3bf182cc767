/**
 * `npm run audit:kill [-- TIMES]`: the long form of server/audit/kill.integration.test.ts. Kills Domus 200 times in the
 * middle of what it does in a simulated pool, and compares what the pool did with what the audit log says.
 */
import { checkNode, environment, generateClient, inRoot, install, run } from './steps.mjs'

checkNode()
install()
await generateClient()
const [times = '200'] = process.argv.slice(2)
const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs')
await run(process.execPath, [vitest, 'run', 'server/audit/kill.integration.test.ts'], {
  env: environment({ AUDIT_KILLS: times }),
}).catch(() => process.exit(1))
