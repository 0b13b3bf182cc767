import net from 'node:net'
import tls from 'node:tls'
import { Client } from 'ldapts'
import type { LdapSettings } from '@/server/shared/identity-provider'

const connectMs = 5_000
const answerMs = 10_000

/** How far a connection has come: it tells what an error is about. */
export type Phase = 'connect' | 'secure' | 'bind' | 'search'

/** An error of a directory with what was being done, and the certificate that was met where it was not trusted. */
export class DirectoryError extends Error {
  override readonly name = 'DirectoryError'
  constructor(
    readonly phase: Phase,
    readonly url: string,
    readonly sha256: string | undefined,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

/** The certificate is not the pinned one. */
export class PinError extends Error {
  override readonly name = 'PinError'
}

/** A connection to one server of a directory that is signed in as whoever searches. */
export interface Directory {
  client: Client
  url: string
  /** Whether what is said on it can be read on the way. */
  encrypted: boolean
  phase: Phase
}

/**
 * Opens a connection, signs in to search and runs `act`. Servers are asked in turn until one can be reached: what it then
 * answers counts. Throws DirectoryError.
 */
export async function withDirectory<T>(
  settings: LdapSettings,
  password: string,
  act: (directory: Directory) => Promise<T>,
): Promise<T> {
  let failure: unknown
  for (const url of settings.urls) {
    try {
      return await at(url, settings, password, act)
    } catch (error) {
      failure ??= error
      if (!(error instanceof DirectoryError) || error.phase !== 'connect') throw error
    }
  }
  throw failure
}

/** Whether a password is a person's: signs in as them on a connection of its own. Throws as withDirectory does. */
export async function bindAs(
  settings: LdapSettings,
  url: string,
  dn: string,
  password: string,
): Promise<boolean> {
  // Without a password a directory takes a bind for one of nobody, and says yes.
  if (password === '') return false
  const asPerson = { ...settings, urls: [url], bindDn: dn }
  try {
    await withDirectory(asPerson, password, async () => undefined)
    return true
  } catch (error) {
    if (error instanceof DirectoryError && error.phase === 'bind' && isRefusal(error.cause)) return false
    throw error
  }
}

/** Invalid credentials, or an account that may not be used: 49 and what is near it. */
function isRefusal(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && [19, 32, 48, 49, 50, 53].includes(Number(cause.code))
}

async function at<T>(
  url: string,
  settings: LdapSettings,
  password: string,
  act: (directory: Directory) => Promise<T>,
): Promise<T> {
  const { hostname } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  const secure = url.toLowerCase().startsWith('ldaps:')
  const progress: { phase: Phase; sha256?: string; distrust?: Error } = { phase: 'connect' }
  const pin = settings.trust.kind === 'pin' ? settings.trust.sha256 : undefined
  const tlsOptions: tls.ConnectionOptions = {
    host,
    minVersion: 'TLSv1.2',
    ...(net.isIP(host) ? {} : { servername: host }),
    ...(settings.trust.kind === 'ca' ? { ca: settings.trust.pem } : {}),
    // Looked at below instead, before anything is said: so that the certificate that was met can be shown.
    rejectUnauthorized: false,
  }
  const watch = (socket: tls.TLSSocket): tls.TLSSocket => {
    socket.once('connect', () => {
      progress.phase = 'secure'
    })
    // Before ldapts hears of it: it would go on.
    socket.once('secureConnect', () => {
      progress.sha256 = socket.getPeerCertificate().fingerprint256
      progress.distrust = distrustOf(socket, progress.sha256, pin)
      if (progress.distrust) socket.destroy(progress.distrust)
      else progress.phase = 'bind'
    })
    return socket
  }
  const client = new Client({
    url,
    timeout: answerMs,
    connectTimeout: connectMs,
    strictDN: false,
    // Given to it, options make it speak TLS at once.
    ...(secure ? { tlsOptions } : {}),
    createConnection: plainConnection(() => {
      progress.phase = settings.startTls ? 'secure' : 'bind'
    }),
    createSecureConnection: secureConnection(watch),
  })
  const directory: Directory = { client, url, encrypted: secure || settings.startTls, phase: 'bind' }
  try {
    if (!secure && settings.startTls) {
      await client.startTLS(tlsOptions)
      if (progress.distrust) throw progress.distrust
    }
    await signInToSearch(client, settings.bindDn, password)
    progress.phase = 'search'
    return await act(directory)
  } catch (error) {
    if (error instanceof DirectoryError || error instanceof NotOfDirectory) throw error
    throw new DirectoryError(progress.phase, url, progress.sha256, progress.distrust ?? error)
  } finally {
    await client.unbind().catch(() => undefined)
  }
}

/** Why the other side is not trusted; undefined: it is. */
function distrustOf(socket: tls.TLSSocket, sha256: string, pin: string | undefined): Error | undefined {
  if (pin !== undefined) {
    return sha256 === pin ? undefined : new PinError('The certificate is not the pinned one.')
  }
  if (socket.authorized) return undefined
  const code = String(socket.authorizationError)
  return Object.assign(new Error(`The certificate is not trusted: ${code}`), { code })
}

/** Thrown by what runs on a connection for reasons of its own: passed on as it is. */
export class NotOfDirectory extends Error {}

async function signInToSearch(client: Client, dn: string, password: string): Promise<void> {
  if (dn === '') {
    // Asks for something everybody may see, so that the connection is made and tried.
    await client.search('', {
      scope: 'base',
      filter: '(objectClass=*)',
      attributes: ['supportedLDAPVersion'],
    })
    return
  }
  if (password === '') throw new Error('There is no password to sign in to the directory with.')
  await client.bind(dn, password)
}

/** ldapts takes the function of Node's that it would call itself; it calls it with port and host. */
function plainConnection(connected: () => void): typeof net.connect {
  return ((port: number, host: string) =>
    net.connect(port, host).once('connect', connected)) as typeof net.connect
}

/** The same for TLS: with port, host and options, or with options that hold the socket to go on with. */
function secureConnection(watch: (socket: tls.TLSSocket) => tls.TLSSocket): typeof tls.connect {
  return ((...given: [number, string, tls.ConnectionOptions] | [tls.ConnectionOptions]) =>
    watch(given.length === 1 ? tls.connect(given[0]) : tls.connect(...given))) as typeof tls.connect
}
