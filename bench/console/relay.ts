import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import path from 'node:path'

export interface Relay {
  readonly name: string
  readonly port: number
  stop(): void
}

/**
 * A relay that does nothing but pass bytes on: socat where there is one, else sockets of Node piped. From it on over plain
 * TCP, or over TLS, which only socat does here: undefined without.
 */
export async function startRelay(to: number): Promise<Relay>
export async function startRelay(to: number, over: 'tls'): Promise<Relay | undefined>
export async function startRelay(to: number, over?: 'tls'): Promise<Relay | undefined> {
  const socat = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map(folder => path.join(folder, 'socat'))
    .find(file => existsSync(file))
  if (!socat) return over ? undefined : startNode(to)
  return startSocat(socat, over ? `OPENSSL:127.0.0.1:${to},verify=0` : `TCP:127.0.0.1:${to},nodelay`)
}

async function startSocat(program: string, to: string): Promise<Relay> {
  const port = await freePort()
  const child = spawn(
    program,
    ['-b', '65536', `TCP-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr,nodelay`, to],
    { stdio: 'ignore' },
  )
  await listening(port, child)
  return { name: 'socat', port, stop: () => void child.kill('SIGKILL') }
}

function startNode(to: number): Promise<Relay> {
  const server = createServer({ noDelay: true }, one => {
    const other = connect({ host: '127.0.0.1', port: to, noDelay: true })
    one.on('error', () => other.destroy()).pipe(other)
    other.on('error', () => one.destroy()).pipe(one)
  })
  return new Promise(resolve => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      if (address === null || typeof address === 'string') throw new Error('The relay has no port')
      resolve({ name: 'sockets of Node', port: address.port, stop: () => void server.close() })
    })
  })
}

function freePort(): Promise<number> {
  return new Promise(resolve => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = address === null || typeof address === 'string' ? 0 : address.port
      server.close(() => resolve(port))
    })
  })
}

/** Resolves when somebody listens; rejects when the program ends before. */
function listening(port: number, child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('exit', code => reject(new Error(`socat ended with ${code}`)))
    const knock = () => {
      const socket = connect({ host: '127.0.0.1', port })
      socket.once('connect', () => {
        socket.destroy()
        resolve()
      })
      socket.once('error', () => setTimeout(knock, 20))
    }
    knock()
  })
}
