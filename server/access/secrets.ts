import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Encrypts what has to be kept and used again, such as the passwords of pools. */
export interface SecretBox {
  /** `about` binds the text to its owner: a ciphertext copied to another row does not open. */
  seal(plain: string, about: string): string
  /** Throws if the text was made with another key, for another owner, or was altered. */
  open(sealed: string, about: string): string
  /** A key for another purpose, derived from the same secret; hexadecimal. */
  derive(purpose: string): string
}

/** The secret of this installation: SECRET_KEY, or a file of mode 0600 in the data folder, made when missing. */
export function installationSecret(dataDir: string, given: string | undefined): string {
  if (given) return given
  const file = path.join(dataDir, 'secret-key')
  if (!existsSync(file))
    writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' })
  return readFileSync(file, 'utf8').trim()
}

const version = 'v1'

/** AES-256-GCM with a key derived from the installation's secret; 96-bit random nonces. */
export function createSecretBox(secret: string): SecretBox {
  const derived = (purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'domus', purpose, 32))
  const key = derived('secrets at rest')
  return {
    seal(plain, about) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(about))
      const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()])
      return [version, nonce, cipher.getAuthTag(), body]
        .map(part => (typeof part === 'string' ? part : part.toString('base64url')))
        .join('.')
    },
    open(sealed, about) {
      const [kind, nonce = '', tag = '', body = ''] = sealed.split('.')
      if (kind !== version) throw new Error('This secret is in a form that is not known here.')
      const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'))
        .setAAD(Buffer.from(about))
        .setAuthTag(Buffer.from(tag, 'base64url'))
      return Buffer.concat([decipher.update(Buffer.from(body, 'base64url')), decipher.final()]).toString(
        'utf8',
      )
    },
    derive: purpose => derived(purpose).toString('hex'),
  }
}
