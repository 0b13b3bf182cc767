import type { X509Certificate } from 'node:crypto'
import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import { type Endpoint, endpointText } from './endpoint'
import { CertificateError, type MetCertificate, TransportError } from './errors'
import { networkError } from './network-error'
import { assertReachable, guardedLookup } from './reach'

/**
 * Whom to believe over TLS. With a pin: the host that shows exactly this certificate (SHA-256, colon-separated hex),
 * whoever issued it. Without: one whose certificate the system's authorities vouch for under that name.
 */
export interface Trust {
  readonly pin?: string | undefined
}

export interface ConnectOptions {
  /** Milliseconds until the connection must stand, 10 s if not given. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

/** A connection and the certificate it was made with; none over plain HTTP. */
export interface OpenSocket {
  readonly socket: Socket
  readonly certificate?: MetCertificate
}

/**
 * A connection over which credentials may go: over TLS the certificate was looked at first. Throws CertificateError
 * (nothing was sent) or TransportError forbidden, refused, dns, timeout, tls, closed, cancelled.
 */
export async function openSocket(
  endpoint: Endpoint,
  trust: Trust,
  options: ConnectOptions = {},
): Promise<OpenSocket> {
  assertReachable(endpoint)
  if (!endpoint.tls) {
    const plain = connectPlain({
      host: endpoint.host,
      port: endpoint.port,
      lookup: guardedLookup(endpoint),
    })
    return { socket: await ready(plain, 'connect', endpoint, options) }
  }
  const socket = await openTls(endpoint, options)
  // Asked for once: Node 20 gives a self-signed certificate the first time only.
  const met = certificateFacts(socket.getPeerX509Certificate())
  const fault = met && distrust(endpoint, trust, met, socket.authorized)
  if (!met || fault) {
    socket.destroy()
    throw fault ?? new TransportError('tls', endpointText(endpoint), { detail: 'no certificate' })
  }
  return { socket, certificate: met }
}

/** The certificate that a host shows, to be looked at by a person; null when it is spoken to without TLS. */
export async function readCertificate(
  endpoint: Endpoint,
  options: ConnectOptions = {},
): Promise<MetCertificate | null> {
  assertReachable(endpoint)
  if (!endpoint.tls) return null
  const socket = await openTls(endpoint, options)
  const met = certificateFacts(socket.getPeerX509Certificate())
  socket.destroy()
  if (!met) throw new TransportError('tls', endpointText(endpoint), { detail: 'no certificate' })
  return met
}

function openTls(endpoint: Endpoint, options: ConnectOptions): Promise<TLSSocket> {
  const socket = connectTls({
    host: endpoint.host,
    port: endpoint.port,
    lookup: guardedLookup(endpoint),
    // An address is no server name.
    ...(isIP(endpoint.host) ? {} : { servername: endpoint.host }),
    minVersion: 'TLSv1.2',
    // Judged by openSocket: a pinned certificate is as a rule self-signed.
    rejectUnauthorized: false,
  })
  return ready(socket, 'secureConnect', endpoint, options)
}

function distrust(
  endpoint: Endpoint,
  { pin }: Trust,
  met: MetCertificate,
  authorized: boolean,
): CertificateError | undefined {
  if (pin === undefined) return authorized ? undefined : new CertificateError('unknown', endpoint, met)
  return sameFingerprint(pin, met.sha256) ? undefined : new CertificateError('changed', endpoint, met, pin)
}

function sameFingerprint(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll(':', '').toUpperCase()
  return plain(a) === plain(b)
}

function ready<S extends Socket>(
  socket: S,
  event: 'connect' | 'secureConnect',
  endpoint: Endpoint,
  options: ConnectOptions,
): Promise<S> {
  const host = endpointText(endpoint)
  const { timeoutMs = 10_000, signal } = options
  return new Promise((resolve, reject) => {
    const settle = (error?: Error) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      socket.off('error', fail).off('close', close).off(event, done)
      if (error) {
        // An error that comes after this one has nobody to hear it.
        socket.on('error', () => undefined)
        socket.destroy()
        reject(error)
      } else resolve(socket)
    }
    const fail = (error: Error) => settle(networkError(error, host))
    const close = () => settle(new TransportError('closed', host))
    const cancel = () => settle(new TransportError('cancelled', host))
    const done = () => {
      socket.setNoDelay(true)
      socket.setKeepAlive(true, 30_000)
      settle()
    }
    const timer = setTimeout(() => settle(new TransportError('timeout', host)), timeoutMs)
    socket.on('error', fail).on('close', close).on(event, done)
    signal?.addEventListener('abort', cancel, { once: true })
    if (signal?.aborted) cancel()
  })
}

function certificateFacts(certificate: X509Certificate | undefined): MetCertificate | undefined {
  if (!certificate) return undefined
  const oneLine = (name: string) => name.split('\n').join(', ')
  return {
    sha256: certificate.fingerprint256,
    subject: oneLine(certificate.subject),
    issuer: oneLine(certificate.issuer),
    validFrom: isoTime(certificate.validFrom),
    validTo: isoTime(certificate.validTo),
    selfSigned: certificate.checkIssued(certificate),
  }
}

function isoTime(text: string): string {
  const time = new Date(text)
  return Number.isNaN(time.getTime()) ? text : time.toISOString().replace('.000Z', 'Z')
}
