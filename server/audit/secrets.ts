import { AsyncLocalStorage } from 'node:async_hooks'

/** Stands where a secret was. */
export const secretStood = '(secret)'
/** Shorter ones are taken out where they stand alone, but not out of sentences: they would be found in any word. */
const shortestWithin = 6

const told = new AsyncLocalStorage<ReadonlySet<string>>()

/** Whatever is written to the audit log by `act`, and by what it begins, is written without these. */
export function keepingSecret<T>(secrets: ReadonlySet<string>, act: () => T): T {
  return secrets.size === 0 ? act() : told.run(secrets, act)
}

/** The same without the secrets of this call, however deep they are in it. */
export function withoutSecrets<T>(value: T): T {
  const secrets = told.getStore()
  return secrets === undefined ? value : sameShape<T>(strip(value, secrets))
}

function strip(value: unknown, secrets: ReadonlySet<string>): unknown {
  if (typeof value === 'string') return stripText(value, secrets)
  if (Array.isArray(value)) return value.map(one => strip(one, secrets))
  if (typeof value !== 'object' || value === null || value instanceof Date) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [stripText(key, secrets), strip(one, secrets)]),
  )
}

function stripText(text: string, secrets: ReadonlySet<string>): string {
  if (secrets.has(text)) return secretStood
  let rest = text
  for (const secret of secrets) {
    if (secret.length >= shortestWithin) rest = rest.replaceAll(secret, secretStood)
  }
  return rest
}

/** Texts are replaced by texts, and nothing else is. */
function sameShape<T>(value: unknown): T {
  return value as T
}
