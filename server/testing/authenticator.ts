import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto'
import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { isoCBOR } from '@simplewebauthn/server/helpers'

const sha256 = (data: Uint8Array | string) => createHash('sha256').update(data).digest()
const base64url = (data: Uint8Array) => Buffer.from(data).toString('base64url')
const userPresent = 0x01
const userVerified = 0x04
const hasCredential = 0x40

interface Ways {
  /** Where the browser is; a page of somebody else's by another name. */
  origin: string
  /** Asked for a PIN or a finger. */
  verified?: boolean
}

/** A passkey in software, with the browser around it: what a person with a security key has. */
export function createAuthenticator() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  const data = (type: string, challenge: string, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  function authenticatorData({ origin, verified = true }: Ways, flags: number, rest: Uint8Array): Buffer {
    counter++
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    const bits = userPresent | (verified ? userVerified : 0) | flags
    return Buffer.concat([sha256(new URL(origin).hostname), Buffer.from([bits]), count, rest])
  }
  return {
    create(options: PublicKeyCredentialCreationOptionsJSON, ways: Ways): RegistrationResponseJSON {
      const key = isoCBOR.encode(
        new Map<number, number | Uint8Array>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
          [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
        ]),
      )
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const authData = authenticatorData(ways, hasCredential, credential)
      const attestation = isoCBOR.encode(
        new Map<string, string | Uint8Array | Map<string, string>>([
          ['fmt', 'none'],
          ['attStmt', new Map<string, string>()],
          ['authData', new Uint8Array(authData)],
        ]),
      )
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(data('webauthn.create', options.challenge, ways.origin)),
          attestationObject: base64url(attestation),
          transports: ['usb'],
        },
        clientExtensionResults: {},
      }
    },
    get(options: PublicKeyCredentialRequestOptionsJSON, ways: Ways): AuthenticationResponseJSON {
      const clientData = data('webauthn.get', options.challenge, ways.origin)
      const authData = authenticatorData(ways, 0, Buffer.alloc(0))
      const signature = createSign('sha256')
        .update(Buffer.concat([authData, sha256(clientData)]))
        .sign(privateKey)
      return {
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        response: {
          clientDataJSON: base64url(clientData),
          authenticatorData: base64url(authData),
          signature: base64url(signature),
        },
        clientExtensionResults: {},
      }
    },
  }
}
