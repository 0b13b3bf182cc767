import { createSign, generateKeyPairSync, randomBytes, X509Certificate } from 'node:crypto'
import { isIPv4 } from 'node:net'
import {
  bits,
  integer,
  labelled,
  nothing,
  octets,
  oid,
  sequence,
  set,
  tagged,
  utcTime,
  utf8,
  yes,
} from './der'

export interface SelfSigned {
  readonly key: string
  readonly cert: string
  /** As tools show it: upper-case hex pairs joined by colons. */
  readonly sha256: string
}

const YEARS = 10
const DAY = 24 * 60 * 60 * 1000

const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing())

/** A certificate as hosts make it for themselves at install: RSA, SHA-256, ten years, valid for these names. */
export function selfSigned(commonName: string, names: readonly string[], now = Date.now()): SelfSigned {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const name = sequence(set(sequence(oid('2.5.4.3'), utf8(commonName))))
  const serial = randomBytes(16)
  serial[0] = (serial[0] ?? 0) & 0x7f || 1
  const body = sequence(
    tagged(0, integer(Buffer.from([2]))),
    integer(serial),
    sha256WithRsa,
    name,
    sequence(utcTime(new Date(now - DAY)), utcTime(new Date(now + YEARS * 365 * DAY))),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(3, sequence(alternativeNames([commonName, ...names]), ownAuthority())),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey)
  const cert = pem('CERTIFICATE', sequence(body, sha256WithRsa, bits(signature)))
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert,
    sha256: new X509Certificate(cert).fingerprint256,
  }
}

function alternativeNames(names: readonly string[]): Buffer {
  const written = [...new Set(names)].map(name =>
    isIPv4(name) ? labelled(7, Buffer.from(name.split('.').map(Number))) : labelled(2, Buffer.from(name)),
  )
  return sequence(oid('2.5.29.17'), octets(sequence(...written)))
}

/** basicConstraints: it is its own authority. */
function ownAuthority(): Buffer {
  return sequence(oid('2.5.29.19'), yes(), octets(sequence(yes())))
}

function pem(label: string, content: Uint8Array): string {
  const lines =
    Buffer.from(content)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`
}
