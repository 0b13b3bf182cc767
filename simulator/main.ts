import { realClock } from './clock'
import { FlagError, type Flags, parseFlags, usage } from './flags'
import { standings } from './handlers/standing'
import { databasePool } from './seeds/database'
import { generatedPool } from './seeds/generated'
import { type SimulatorOptions, startSimulator } from './simulator'

/** Serves one pool until it is told to end. Prints one line of JSON when it serves. */
async function main(): Promise<void> {
  const flags = parseFlags(process.argv.slice(2))
  if (flags.listMessages) {
    for (const [name, standing] of standings()) process.stdout.write(`${name}\t${standing}\n`)
    return
  }
  const simulator = await startSimulator(optionsOf(flags))
  const { url, memberUrl, controlUrl, username, password, hosts, certificateSha256 } = simulator
  console.log(JSON.stringify({ url, username, password, hosts, memberUrl, controlUrl, certificateSha256 }))
  const end = () => {
    void simulator.stop().then(() => process.exit(0))
  }
  process.once('SIGTERM', end)
  process.once('SIGINT', end)
  if (flags.untilStdinCloses) process.stdin.resume().once('end', end)
}

function optionsOf(flags: Flags): SimulatorOptions {
  const { state, size } = flags
  return {
    port: flags.port,
    host: flags.host,
    tls: flags.tls,
    control: flags.control,
    randomSeed: flags.seed,
    clock: realClock(flags.speed, flags.now),
    churn: flags.churn,
    ...(flags.memberPort !== undefined && { memberPort: flags.memberPort }),
    ...(flags.username !== undefined && { username: flags.username }),
    ...(flags.password !== undefined && { password: flags.password }),
    ...(flags.consoleHost !== undefined && { consoleHost: flags.consoleHost }),
    ...(state !== undefined && { seed: ground => databasePool(state, ground) }),
    ...(size && { seed: ground => generatedPool(size, ground) }),
  }
}

main().catch((error: unknown) => {
  if (error instanceof FlagError) console.error(`${error.message}\n${usage}`)
  else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
    console.error('That port is in use: choose another with --port, or 0 for a free one.')
  } else console.error(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
