import net, { type AddressInfo, type Socket } from 'node:net'
import tls from 'node:tls'
import ldap from 'ldapjs'

/** An entry of the directory: attributes by their names in small letters, each with all its values. */
export interface LdapEntry {
  dn: string
  /** With which it binds; without one it can't. */
  password?: string
  attributes: Record<string, string[]>
}

export interface LdapServer {
  /** "ldap://127.0.0.1:1234", and the same for TLS where a certificate was given. */
  url: string
  secureUrl: string
  entries: LdapEntry[]
  /** Everyone who has bound, in order; "" is nobody. */
  binds: string[]
  /** The filters that were asked, in order. */
  filters: string[]
  /** Refuses everything but StartTLS until the connection is encrypted. */
  requireTls: boolean
  /** Takes connections and never answers. */
  hang: boolean
  stop(): Promise<void>
}

const startTlsOid = '1.3.6.1.4.1.1466.20037'
const bitAnd = '1.2.840.113556.1.4.803'
const inChain = '1.2.840.113556.1.4.1941'

/**
 * A directory in this process that speaks LDAP over TCP, TLS and StartTLS, with the two matching rules of Active Directory
 * that Domus asks for. ldapjs reads and writes the messages; it has no StartTLS, so that is answered here.
 */
export async function startLdapServer(
  entries: LdapEntry[],
  pair?: { key: string; cert: string },
): Promise<LdapServer> {
  const state = { entries, binds: [] as string[], filters: [] as string[], requireTls: false, hang: false }
  const server = ldap.createServer()
  const sockets = new Set<Socket>()
  const context = pair && tls.createSecureContext(pair)

  const encrypted = (req: { connection: unknown }) => req.connection instanceof tls.TLSSocket
  const bound = new WeakMap<object, string>()

  server.bind('', (req: LdapRequest, res: LdapResponse, next: Next) => {
    if (state.requireTls && !encrypted(req)) return next(new ldap.ConfidentialityRequiredError('TLS first'))
    const dn = plainDn(req.dn.toString())
    state.binds.push(dn)
    const entry = state.entries.find(one => plainDn(one.dn) === dn)
    // As real directories do: a bind without a password is one of nobody, and works.
    const right =
      req.credentials === '' || (entry?.password !== undefined && entry.password === req.credentials)
    if (!right) return next(new ldap.InvalidCredentialsError('80090308: data 52e'))
    bound.set(req.connection, req.credentials === '' ? '' : dn)
    res.end()
  })
  server.unbind((_: LdapRequest, res: LdapResponse) => res.end())
  server.search('', (req: LdapRequest, res: LdapResponse, next: Next) => {
    if (state.requireTls && !encrypted(req)) return next(new ldap.ConfidentialityRequiredError('TLS first'))
    const base = plainDn(req.dn.toString())
    if (base === '') {
      res.send({ dn: '', attributes: { supportedldapversion: ['3'] } })
      return res.end()
    }
    if (!bound.get(req.connection)) return next(new ldap.InsufficientAccessRightsError('sign in first'))
    const below = state.entries.filter(
      one => plainDn(one.dn) === base || plainDn(one.dn).endsWith(`,${base}`),
    )
    if (below.length === 0) return next(new ldap.NoSuchObjectError(base))
    state.filters.push(String(req.filter))
    // ldapjs compares names of attributes with their case, which directories do not.
    res.attributes = ['*']
    for (const one of below) {
      if (holds(req.filter, one, state.entries)) res.send({ dn: one.dn, attributes: asked(req, one) })
    }
    res.end()
  })

  const accept = (socket: Socket, isTls: boolean) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
    if (state.hang) return
    if (isTls || !context) return take(socket)
    socket.once('data', first => {
      if (!first.includes(startTlsOid)) {
        socket.pause()
        take(socket)
        socket.unshift(first)
        socket.resume()
        return
      }
      socket.write(startTlsAnswer(first))
      const secure = new tls.TLSSocket(socket, { isServer: true, secureContext: context })
      secure.on('error', () => socket.destroy())
      take(secure)
    })
  }
  // What ldapjs does with the connections that it takes itself.
  const take = (socket: Socket) => withConnections(server).newConnection(socket)

  const plain = net.createServer(socket => accept(socket, false))
  const secure = pair && tls.createServer(pair, socket => accept(socket, true))
  secure?.on('tlsClientError', () => undefined)
  const listen = (one: net.Server) => new Promise<void>(resolve => one.listen(0, '127.0.0.1', resolve))
  await listen(plain)
  if (secure) await listen(secure)
  const portOf = (one: net.Server | undefined) => (one ? (one.address() as AddressInfo).port : 0)
  const close = (one: net.Server) => new Promise<void>(resolve => one.close(() => resolve()))
  return Object.assign(state, {
    url: `ldap://127.0.0.1:${portOf(plain)}`,
    secureUrl: `ldaps://127.0.0.1:${portOf(secure)}`,
    async stop() {
      const closed = Promise.all([close(plain), ...(secure ? [close(secure)] : [])])
      for (const socket of sockets) socket.destroy()
      await closed
    },
  })
}

const plainDn = (dn: string) => dn.replace(/\s*,\s*/g, ',').toLowerCase()

interface LdapFilter {
  type: string
  attribute: string
  value: string
  filters?: LdapFilter[]
  filter?: LdapFilter
  matchingRule?: string
  matches(attributes: Record<string, string[]>, strictCase: boolean): boolean
}
interface LdapRequest {
  dn: { toString(): string }
  credentials: string
  filter: LdapFilter
  attributes: string[]
  connection: object
}
interface LdapResponse {
  attributes: string[]
  send(entry: { dn: string; attributes: Record<string, string[]> }): void
  end(): void
}
type Next = (error: unknown) => void

/** Public in ldapjs, though its types do not say so. */
function withConnections(server: ldap.Server): { newConnection(socket: Socket): void } {
  return server as unknown as { newConnection(socket: Socket): void }
}

/** What was asked for of an entry, spelt as it was asked for. */
function asked({ attributes }: LdapRequest, entry: LdapEntry): Record<string, string[]> {
  return Object.fromEntries(
    attributes.flatMap(name => {
      const values = entry.attributes[name.toLowerCase()]
      return values ? [[name, values]] : []
    }),
  )
}

function holds(filter: LdapFilter, entry: LdapEntry, all: readonly LdapEntry[]): boolean {
  switch (filter.type) {
    case 'AndFilter':
      return (filter.filters ?? []).every(one => holds(one, entry, all))
    case 'OrFilter':
      return (filter.filters ?? []).some(one => holds(one, entry, all))
    case 'NotFilter':
      return filter.filter !== undefined && !holds(filter.filter, entry, all)
    case 'ExtensibleFilter': {
      const values = entry.attributes[filter.attribute.toLowerCase()] ?? []
      if (filter.matchingRule === bitAnd) {
        const bits = Number(filter.value)
        return values.some(value => (Number(value) & bits) === bits)
      }
      return filter.matchingRule === inChain && reaches(values, plainDn(filter.value), all, new Set())
    }
    default:
      return filter.matches(entry.attributes, false)
  }
}

/** Whether one of the members is the one wanted, or a group that holds it in the end. */
function reaches(members: string[], wanted: string, all: readonly LdapEntry[], seen: Set<string>): boolean {
  return members.some(member => {
    const dn = plainDn(member)
    if (dn === wanted) return true
    if (seen.has(dn)) return false
    seen.add(dn)
    const group = all.find(one => plainDn(one.dn) === dn)
    return reaches(group?.attributes.member ?? [], wanted, all, seen)
  })
}

/** ExtendedResponse with success to the message that begins with this sequence and message id (RFC 4511, 4.14). */
function startTlsAnswer(request: Buffer): Buffer {
  // 30 len 02 idLen id…: the request is short, so its length is one byte.
  const idLength = request[3] ?? 1
  const id = request.subarray(2, 4 + idLength)
  const body = Buffer.concat([id, Buffer.from([0x78, 0x07, 0x0a, 0x01, 0x00, 0x04, 0x00, 0x04, 0x00])])
  return Buffer.concat([Buffer.from([0x30, body.length]), body])
}
