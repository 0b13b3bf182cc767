#!/usr/bin/env node
/** `npm run simulator -- --port 8080 …`: a pool of Xen hosts in one process. `--help` tells its flags. */
import { spawn } from 'node:child_process'
import { buildSimulator, checkNode, environment, inRoot, install } from './steps.mjs'

checkNode()
install(line => process.stderr.write(`${line}\n`))
await buildSimulator()
const args = process.argv.slice(2).filter((arg, index) => !(index === 0 && arg === '--'))
const child = spawn(process.execPath, ['--enable-source-maps', inRoot('.build', 'simulator.mjs'), ...args], {
  env: environment(),
  stdio: 'inherit',
})
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 0 : (code ?? 1)))
