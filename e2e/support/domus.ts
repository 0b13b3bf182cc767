import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

/** Tests and benches run where the project is; a bench is bundled and no longer lies beside this file. */
const root = process.cwd()

export interface Domus {
  url: string
  username: string
  /** The administrator's: given to Domus, or what it printed when `ADMIN_PASSWORD` is empty. */
  password: string
  /** Of the process that serves. */
  pid: number
  /** Where the process is inspected, if a flag of Node asked for that. */
  inspector: string | undefined
  /** Nobody reads any more what the process says, as when its terminal is closed. */
  hangUp(): void
  /** Kills the process without a word and starts it again on the same data. */
  crash(): Promise<void>
  /** Kills the process without a word. */
  kill(): Promise<void>
  /** Stops the process where it stands, until it is thawed. */
  freeze(): void
  thaw(): void
  /** Ends the process as Ctrl-C does and starts it again on the same data. */
  restart(): Promise<void>
  stop(): Promise<void>
}

/**
 * The production build of Domus with a data folder of its own, on a free port of the loopback. `flags`: of Node, as
 * `--inspect=127.0.0.1:0`.
 */
export async function startDomus(
  env: Record<string, string> = {},
  flags: readonly string[] = [],
): Promise<Domus> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'domus-e2e-'))
  const given = randomBytes(12).toString('base64url')
  const settings = { DATA_DIR: dataDir, ADMIN_PASSWORD: given, PORT: '0', ...env }
  let { child, url, inspector, password = settings.ADMIN_PASSWORD } = await launch(settings, flags)
  const again = async (signal: NodeJS.Signals) => {
    await end(child, signal)
    ;({ child, url, inspector } = await launch({ ...settings, PORT: new URL(url).port }, flags))
  }
  return {
    get url() {
      return url
    },
    get pid() {
      return child.pid ?? 0
    },
    get inspector() {
      return inspector
    },
    username: 'admin',
    password,
    hangUp() {
      child.stdout?.destroy()
      child.stderr?.destroy()
    },
    kill: () => end(child, 'SIGKILL'),
    // What `npm start` runs is one process: the server is loaded into it.
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    crash: () => again('SIGKILL'),
    restart: () => again('SIGTERM'),
    async stop() {
      await end(child, 'SIGTERM')
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** What `npm start` prints once it serves: lines of a name and a value between two rules. */
function readBlock(said: string): { url: string; password?: string } | undefined {
  const block = /─{20,}\n([^─]+)─{20,}/.exec(said)?.[1] ?? ''
  const url = /Domus +(http\S+)/.exec(block)?.[1]
  const password = /Password +(\S+)/.exec(block)?.[1]
  return url === undefined ? undefined : { url, ...(password === undefined ? {} : { password }) }
}

interface Launched {
  child: ChildProcess
  url: string
  inspector: string | undefined
  password?: string
}

function launch(env: Record<string, string>, flags: readonly string[]): Promise<Launched> {
  const child = spawn(process.execPath, [...flags, path.join(root, 'deploy/start.mjs')], {
    cwd: root,
    env: { ...process.env, DEMO: 'off', NODE_ENV: 'production', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return new Promise((resolve, reject) => {
    let said = ''
    const heard = (text: string) => {
      said += text
      const block = readBlock(said)
      const inspector = /Debugger listening on (ws:\S+)/.exec(said)?.[1]
      if (block) resolve({ child, inspector, ...block })
    }
    child.stdout?.setEncoding('utf8').on('data', heard)
    child.stderr?.setEncoding('utf8').on('data', heard)
    child.on('exit', code => reject(new Error(`Domus ended at once (${code}):\n${said}`)))
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

export interface Pool {
  url: string
  username: string
  password: string
  /** The port at which a supporter of the pool answers, if one was asked for. */
  memberUrl?: string
  certificateSha256?: string
  /** Asks the simulator for a fault; see simulator/faults.ts. */
  fault(fault: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

/** A pool of simulated Xen hosts, in a process of its own. */
export async function startPool(flags: string[] = []): Promise<Pool> {
  const args = [
    path.join(root, '.build/simulator.mjs'),
    '--port',
    '0',
    '--control',
    '--until-stdin-closes',
    ...flags,
  ]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await new Promise<string>((resolve, reject) => {
    child.on('exit', code => reject(new Error(`The simulator ended at once (${code})`)))
    createInterface({ input: child.stdout }).once('line', resolve)
  })
  const pool: Omit<Pool, 'fault' | 'stop'> & { controlUrl: string } = JSON.parse(line)
  return {
    ...pool,
    async fault(fault) {
      const answer = await fetch(pool.controlUrl, { method: 'POST', body: JSON.stringify(fault) })
      if (!answer.ok)
        throw new Error(`The simulator refused the fault: ${answer.status} ${await answer.text()}`)
    },
    stop: () => end(child, 'SIGTERM'),
  }
}
