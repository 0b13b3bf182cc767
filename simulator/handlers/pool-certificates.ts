import { createPrivateKey, createPublicKey, type KeyObject, X509Certificate } from 'node:crypto'
import type { Records, Ref } from '../../server/xapi/model/records'
import { isoTime } from '../clock'
import { Failure } from '../failure'
import { selfSigned } from '../http/certificate'
import { assertNoHa } from '../lifecycle/membership'
import type { Pool } from '../pool'
import { onPool } from '../work/pool-operation'
import type { Handlers } from './types'

const REFRESH_SECONDS = 1

function parse(pem: string, code: string): X509Certificate {
  try {
    return new X509Certificate(pem)
  } catch {
    throw new Failure(code)
  }
}

function assertName(name: string, code: string): void {
  if (!/^[A-Za-z0-9_-][A-Za-z0-9._-]*\.pem$/.test(name)) throw new Failure(code, name)
}

const date = (text: string) => isoTime(Date.parse(text))

function rowOf(certificate: X509Certificate): Partial<Records['Certificate']> {
  return {
    not_before: date(certificate.validFrom),
    not_after: date(certificate.validTo),
    fingerprint: certificate.fingerprint256,
    fingerprint_sha256: certificate.fingerprint256,
    fingerprint_sha1: certificate.fingerprint,
  }
}

function authorityNamed(pool: Pool, name: string): Ref<'Certificate'> | undefined {
  for (const [ref, row] of pool.db.all('Certificate')) if (row.type === 'ca' && row.name === name) return ref
  return undefined
}

function install(pool: Pool, name: string, pem: string): void {
  const certificate = parse(pem, 'CA_CERTIFICATE_INVALID')
  assertName(name, 'CERTIFICATE_NAME_INVALID')
  if (authorityNamed(pool, name)) throw new Failure('CERTIFICATE_ALREADY_EXISTS', name)
  const now = pool.clock.now()
  const { validFrom, validTo } = certificate
  if (Date.parse(validFrom) > now)
    throw new Failure('CA_CERTIFICATE_NOT_VALID_YET', isoTime(now), date(validFrom))
  if (Date.parse(validTo) < now) throw new Failure('CA_CERTIFICATE_EXPIRED', isoTime(now), date(validTo))
  pool.db.create('Certificate', { ...rowOf(certificate), name, type: 'ca' })
}

function uninstall(pool: Pool, name: string, force = false): void {
  assertName(name, 'CERTIFICATE_NAME_INVALID')
  const ref = authorityNamed(pool, name)
  if (ref) pool.db.destroy('Certificate', ref)
  else if (!force) throw new Failure('CERTIFICATE_DOES_NOT_EXIST', name)
}

/** A host shows another certificate to its clients from now on. */
function replace(pool: Pool, host: Ref<'host'>, certificate: X509Certificate): void {
  for (const [ref, row] of [...pool.db.all('Certificate')])
    if (row.host === host && row.type === 'host') pool.db.destroy('Certificate', ref)
  pool.db.create('Certificate', { ...rowOf(certificate), host, type: 'host' })
}

function keyOf(pem: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch {
    throw new Failure('SERVER_CERTIFICATE_KEY_INVALID')
  }
}

export const poolCertificates: Handlers<'pool'> = {
  install_ca_certificate: ({ pool }, name, pem) => install(pool, name, pem),
  certificate_install: ({ pool }, name, pem) => install(pool, name, pem),
  uninstall_ca_certificate: ({ pool }, name, force) => uninstall(pool, name, force),
  certificate_uninstall: ({ pool }, name) => uninstall(pool, name),
  certificate_list: ({ pool }) =>
    [...pool.db.all('Certificate')].filter(([, row]) => row.type === 'ca').map(([, { name }]) => name),
  certificate_sync: () => {},
  crl_list: ({ pool }) =>
    [...pool.hidden.keys()].filter(key => key.startsWith('crl/')).map(key => key.slice('crl/'.length)),
  crl_install: ({ pool }, name, pem) => {
    assertName(name, 'CRL_NAME_INVALID')
    if (pool.hidden.has(`crl/${name}`)) throw new Failure('CRL_ALREADY_EXISTS', name)
    if (!/^-----BEGIN X509 CRL-----\s/.test(pem)) throw new Failure('CRL_CORRUPT', name)
    pool.hidden.set(`crl/${name}`, pem)
  },
  crl_uninstall: ({ pool }, name) => {
    assertName(name, 'CRL_NAME_INVALID')
    if (!pool.hidden.delete(`crl/${name}`)) throw new Failure('CRL_DOES_NOT_EXIST', name)
  },
  enable_tls_verification: ({ pool, task }) =>
    onPool(pool, task, 'tls_verification_enable', () => {
      for (const [host] of pool.db.all('host'))
        pool.db.update('host', host, { tls_verification_enabled: true })
      for (const [ref] of pool.db.all('pool')) pool.db.update('pool', ref, { tls_verification_enabled: true })
    }),
  // Hosts of these releases speak nothing older anyway.
  disable_ssl_legacy: ({ pool }, ref) => {
    pool.db.get('pool', ref)
    for (const [host] of pool.db.all('host')) pool.db.update('host', host, { ssl_legacy: false })
  },
  rotate_secret: async ({ pool, task }) => {
    assertNoHa(pool)
    await task.spend(REFRESH_SECONDS, 0, 0.9, true)
  },
}

export const hostCertificates: Handlers<'host'> = {
  install_server_certificate: ({ pool }, ref, pem, key, chain) => {
    pool.db.get('host', ref)
    assertNoHa(pool)
    const own = keyOf(key)
    const certificate = parse(pem, 'SERVER_CERTIFICATE_INVALID')
    if (chain !== undefined && chain !== '') parse(chain, 'SERVER_CERTIFICATE_CHAIN_INVALID')
    const there = certificate.publicKey.export({ type: 'spki', format: 'pem' })
    if (createPublicKey(own).export({ type: 'spki', format: 'pem' }) !== there)
      throw new Failure('SERVER_CERTIFICATE_KEY_MISMATCH')
    const now = pool.clock.now()
    if (Date.parse(certificate.validFrom) > now)
      throw new Failure('SERVER_CERTIFICATE_NOT_VALID_YET', isoTime(now), date(certificate.validFrom))
    if (Date.parse(certificate.validTo) < now)
      throw new Failure('SERVER_CERTIFICATE_EXPIRED', isoTime(now), date(certificate.validTo))
    replace(pool, ref, certificate)
  },
  reset_server_certificate: ({ pool }, ref) => {
    const { hostname, name_label, address } = pool.db.get('host', ref)
    assertNoHa(pool)
    const made = selfSigned(hostname || name_label, [address], pool.clock.now())
    replace(pool, ref, new X509Certificate(made.cert))
  },
  refresh_server_certificate: ({ pool }, ref) => {
    const { hostname, name_label } = pool.db.get('host', ref)
    const made = new X509Certificate(selfSigned(hostname || name_label, [], pool.clock.now()).cert)
    for (const [one, row] of [...pool.db.all('Certificate')])
      if (row.host === ref && row.type === 'host_internal') pool.db.destroy('Certificate', one)
    pool.db.create('Certificate', { ...rowOf(made), host: ref, type: 'host_internal' })
  },
}
