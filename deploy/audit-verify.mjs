/**
 * `npm run audit:verify [-- --checkpoints FILE]`: reads the whole audit log, of DATABASE_URL or of the embedded database
 * in DATA_DIR, whether Domus runs or not, and names what was changed in it. Ends with 0 where all is well, 1 where
 * something was found, 2 where the log could not be read.
 */
import { bundleOnce, checkNode, environment, generateClient, install } from './steps.mjs'

const say = line => process.stderr.write(`${line}\n`)
try {
  checkNode()
  install(say)
  await generateClient()
  Object.assign(process.env, environment({ NODE_ENV: 'production' }))
  const { run } = await import(await bundleOnce('audit-verify', 'server/audit/verify-run.ts'))
  process.exitCode = await run(process.argv.slice(2), line => process.stdout.write(`${line}\n`))
} catch (error) {
  say(`The audit log could not be verified. ${error?.message ?? error}`)
  process.exitCode = 2
}
