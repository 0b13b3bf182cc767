import { createHmac, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { SecretBox } from '@/server/access/secrets'

/** What binds, seals and signs the audit log; all of it comes from the secret of the installation. */
export interface AuditKeys {
  /** Of the macs that bind each row to the one before. */
  chain: Buffer
  /** Of the seal over the last row. */
  head: Buffer
  /** Ed25519, of checkpoints. */
  signing: KeyObject
  /** What anybody may check checkpoints with. */
  public: KeyObject
}

/** RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8. */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex')

export function auditKeys(box: Pick<SecretBox, 'derive'>): AuditKeys {
  const derived = (purpose: string) => Buffer.from(box.derive(purpose), 'hex')
  const signing = createPrivateKey({
    key: Buffer.concat([ed25519Head, derived('audit checkpoints')]),
    format: 'der',
    type: 'pkcs8',
  })
  return {
    chain: derived('audit chain'),
    head: derived('audit head'),
    signing,
    public: createPublicKey(signing),
  }
}

/** The public key as PEM, to be kept with exported checkpoints. */
export function publicPem({ public: key }: Pick<AuditKeys, 'public'>): string {
  return key.export({ format: 'pem', type: 'spki' }).toString()
}

/** The seal over the last row: whoever cuts the log short can't make one for the row that is then the last. */
export function sealOf({ head }: Pick<AuditKeys, 'head'>, seq: bigint, mac: Uint8Array): Buffer {
  return createHmac('sha256', head).update(`domus audit head 1\n${seq}\n`).update(mac).digest()
}
