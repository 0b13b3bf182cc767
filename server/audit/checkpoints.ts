import { sign, verify } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '@/server/db/client'
import { canonical } from './chain'
import { type AuditKeys, publicPem } from './keys'

/** Where the log stood: the number and the mac of its last row. */
export interface Checkpoint {
  seq: bigint
  mac: Uint8Array
  at: Date
  /** Ed25519 over `signedText`. */
  signature: Uint8Array
}

/** The bytes that a checkpoint's signature is over, in UTF-8. */
export function signedText({ seq, mac, at }: Omit<Checkpoint, 'signature'>): string {
  return `domus audit checkpoint 1\n${seq}\n${Buffer.from(mac).toString('hex')}\n${at.toISOString()}\n`
}

export function isGenuine(checkpoint: Checkpoint, keys: Pick<AuditKeys, 'public'>): boolean {
  return verify(null, Buffer.from(signedText(checkpoint)), keys.public, checkpoint.signature)
}

/**
 * Signs where the log stands now, or up to `through`. Null when there is no such row; the checkpoint that is there
 * already, when it is.
 */
export async function makeCheckpoint(
  db: Db,
  keys: AuditKeys,
  now: number,
  through?: bigint,
): Promise<Checkpoint | null> {
  const row = await db.auditEvent.findFirst({
    ...(through === undefined ? {} : { where: { seq: through } }),
    orderBy: { seq: 'desc' },
    select: { seq: true, mac: true },
  })
  if (!row) return null
  const told = { ...row, at: new Date(now) }
  const data = { ...told, signature: Buffer.from(sign(null, Buffer.from(signedText(told)), keys.signing)) }
  await db.auditCheckpoint.createMany({ data: [data], skipDuplicates: true })
  return db.auditCheckpoint.findUnique({ where: { seq: row.seq } })
}

const exported = z.object({
  seq: z.string().regex(/^\d{1,18}$/),
  mac: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  signature: z.base64(),
})

/** All checkpoints as a text to be kept elsewhere: the public key, then one line of JSON each. */
export async function exportCheckpoints(db: Db, keys: AuditKeys): Promise<string> {
  const found = await db.auditCheckpoint.findMany({ orderBy: { seq: 'asc' } })
  return publicPem(keys) + found.map(one => `${lineOf(one)}\n`).join('')
}

export function lineOf({ seq, mac, at, signature }: Checkpoint): string {
  return canonical({
    seq,
    mac: Buffer.from(mac).toString('hex'),
    at,
    signature: Buffer.from(signature).toString('base64'),
  })
}

/** Reads what was exported. Throws on a line that is none of ours; signatures are checked by whoever uses them. */
export function readExported(text: string): Checkpoint[] {
  const lines = text.split(/\r?\n/).filter(line => line.startsWith('{'))
  return lines.map((line, at) => {
    const parsed = exported.safeParse(parse(line))
    if (!parsed.success) throw new Error(`Line ${at + 1} of the checkpoints is not as they are exported.`)
    const { seq, mac, at: when, signature } = parsed.data
    return {
      seq: BigInt(seq),
      mac: Buffer.from(mac, 'hex'),
      at: new Date(when),
      signature: Buffer.from(signature, 'base64'),
    }
  })
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    // The schema says what is wrong with it.
    return undefined
  }
}
