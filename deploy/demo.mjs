/** Runs the simulator as a process of its own and tells where it serves. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { environment, inRoot, root } from './steps.mjs'

/**
 * Starts the simulator with the given flags on a free port. It ends with us, however we end: it watches its
 * standard input, which the system closes for us even after a kill -9.
 */
export async function startSimulator(flags = []) {
  const args = [inRoot('.build', 'simulator.mjs'), '--port', '0', '--until-stdin-closes', ...flags]
  const child = spawn(process.execPath, ['--enable-source-maps', ...args], {
    cwd: root,
    env: environment(),
    // A group of its own: Ctrl-C reaches us alone, and we end things in order.
    detached: true,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise(resolve => child.on('exit', resolve))
  const line = await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', code => reject(new Error(`The simulator ended at once (${code}).`)))
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  return {
    ...JSON.parse(line),
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
