/**
 * `npm start` (and `npm run dev`): installs, generates, builds what is not there yet, starts the demo pool and Domus,
 * and says where to go. Ctrl-C stops all of it.
 */
import { readFileSync } from 'node:fs'
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
const development = process.argv.includes('--dev')
const say = line => process.stderr.write(`${line}\n`)
const undo = []
let stopping
// Whoever reads what we say may be gone before us, as a closed terminal: to say so would fail again, without end.
for (const output of [process.stdout, process.stderr]) output.on('error', () => {})

async function stop(code) {
  if (stopping) return stopping
  stopping = (async () => {
    for (const act of undo.reverse()) await act().catch(error => say(String(error?.message ?? error)))
    process.exit(code)
  })()
  return stopping
}

let interrupts = 0
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.on(signal, () => {
    interrupts++
    // Whoever presses Ctrl-C a third time does not want to wait for the last query.
    if (interrupts > 2) process.exit(1)
    if (interrupts === 1) say('Stopping')
    stop(0)
  })
}

try {
  install(say)
  await generateClient()
  await Promise.all([buildServer(), buildSimulator()])
  if (!development) await buildPages(say)
  Object.assign(process.env, environment({ NODE_ENV: development ? 'development' : 'production' }))

  if (process.env.DEMO !== 'off') {
    const { startSimulator } = await import('./demo.mjs')
    const { stop: stopDemo, ...demo } = await startSimulator(['--tls', '--member-port', '0'])
    const { url, username, password, certificateSha256, hosts } = demo
    undo.push(stopDemo)
    process.env.DEMO_POOL = JSON.stringify({ url, username, password, certificateSha256, hosts })
  }
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8'))
  const { start } = await import(inRoot('.build', 'server.mjs'))
  const starting = start(inRoot(), version)
  // Ctrl-C in the middle of a start waits for it: what it has begun, it has to end.
  undo.push(async () => (await starting.catch(() => undefined))?.stop())
  process.stdout.write(block(await starting))
} catch (error) {
  if (!stopping) say(`\nDomus could not start. ${error?.message ?? error}`)
  if (process.env.DEBUG) say(error?.stack ?? '')
  await stop(1)
}

/** What a person has to know, readable among whatever else a terminal shows. */
function block({ url, admin }) {
  const lines = [['Domus', url]]
  if (admin) lines.push(['User name', admin.username])
  if (admin?.generatedPassword)
    lines.push(
      ['Password', admin.generatedPassword],
      ['', 'Shown this once; you choose your own at the first sign-in.'],
    )
  if (process.env.DEMO_POOL) lines.push(['', 'A demo pool is connected. DEMO=off starts without it.'])
  const rule = '─'.repeat(64)
  return `\n${rule}\n${lines.map(([key, value]) => `  ${key.padEnd(11)}${value}`).join('\n')}\n${rule}\n\n`
}
