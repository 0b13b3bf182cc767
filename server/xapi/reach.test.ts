import type { lookup } from 'node:dns'
import { afterEach, expect, it } from 'vitest'
import { parseEndpoint } from './endpoint'
import { guardedLookup, limitReach, mayReach } from './reach'
import { openSocket, readCertificate } from './socket'

const open = { loopback: true, allowed: [], places: [] }
afterEach(() => limitReach(open))
const may = (address: string) => mayReach(address, parseEndpoint('host.example'))

it.each([
  '169.254.169.254',
  '169.254.0.1',
  '0.0.0.0',
  '0.1.2.3',
  '100.100.100.200',
  '192.0.0.192',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'ff02::1',
  'fd00:ec2::254',
  'fd20:ce::254',
  '::ffff:169.254.169.254',
  '::ffff:a9fe:a9fe',
  '64:ff9b::169.254.169.254',
  '2002:a9fe:a9fe::1',
  '::169.254.169.254',
])('does not go to %s', address => {
  expect(may(address)).toBe(false)
})

it.each(['10.0.0.1', '192.168.1.1', '172.16.0.9', '8.8.8.8', 'fd00::1', '2001:db8::1', '::ffff:10.0.0.1'])(
  'goes to %s, where pools are',
  address => {
    expect(may(address)).toBe(true)
  },
)

it('goes to its own loopback only where that is open, or to a place that was named', () => {
  const demo = parseEndpoint('https://127.0.0.1:8443')
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1']) expect(may(address)).toBe(true)
  limitReach({ loopback: false, allowed: [], places: [demo] })
  for (const address of ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1'])
    expect(may(address)).toBe(false)
  expect(mayReach('127.0.0.1', demo)).toBe(true)
  expect(mayReach('127.0.0.1', parseEndpoint('https://127.0.0.1:5432'))).toBe(false)
})

it('goes where it was allowed to, and no further', () => {
  limitReach({ ...open, allowed: ['169.254.7.0/24', 'fe80::5'] })
  expect(may('169.254.7.9')).toBe(true)
  expect(may('fe80::5')).toBe(true)
  expect(may('169.254.169.254')).toBe(false)
  expect(may('fe80::6')).toBe(false)
})

it('connects to no address that is refused, with TLS or without', async () => {
  for (const address of ['http://169.254.169.254', 'https://169.254.169.254', 'https://[fe80::1]']) {
    await expect(openSocket(parseEndpoint(address), {})).rejects.toMatchObject({ kind: 'forbidden' })
  }
  await expect(readCertificate(parseEndpoint('169.254.169.254'))).rejects.toMatchObject({ kind: 'forbidden' })
  limitReach({ ...open, loopback: false })
  await expect(openSocket(parseEndpoint('http://localhost:9'), {})).rejects.toMatchObject({
    kind: 'forbidden',
  })
})

/** A name that leads somewhere else each time it is asked for. */
function shifting(...answers: string[][]): typeof lookup {
  let at = 0
  const look = (_: string, __: object, callback: (error: null, found: object[]) => void) => {
    const addresses = answers[Math.min(at, answers.length - 1)] ?? []
    at++
    callback(
      null,
      addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  }
  return Object.assign(look, { __promisify__: undefined }) as unknown as typeof lookup
}
const asked = (look: typeof lookup, all: boolean) =>
  new Promise<unknown>(resolve => {
    const endpoint = parseEndpoint('rebind.example')
    guardedLookup(endpoint, look)('rebind.example', { all }, (error, found) => resolve(error ?? found))
  })

it('judges the addresses that the connection is then made to, so that rebinding gains nothing', async () => {
  const rebinding = shifting(['10.0.0.1'], ['169.254.169.254'])
  expect(await asked(rebinding, false)).toBe('10.0.0.1')
  expect(await asked(rebinding, false)).toMatchObject({ kind: 'forbidden' })
  // One bad address among good ones is enough.
  expect(await asked(shifting(['10.0.0.1', '169.254.169.254']), true)).toMatchObject({ kind: 'forbidden' })
  expect(await asked(shifting(['10.0.0.1', 'fd00::1']), true)).toHaveLength(2)
})
