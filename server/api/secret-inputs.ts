import { z } from 'zod'
import { actionById } from '@/server/catalogue/catalogue'
import { inputs as actionInputs } from '@/server/catalogue/inputs'

interface Schema {
  secret?: boolean
  properties?: Readonly<Record<string, Schema>>
  additionalProperties?: Schema | boolean
  items?: Schema | boolean
  prefixItems?: readonly Schema[]
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
}

/** The inputs of procedures by path, from the router that has them. */
type InputsOf = (path: string) => readonly unknown[]

let inputsOf: InputsOf = () => []
const schemas = new Map<string, readonly Schema[]>()

/** Says where procedures are found: the router is made of them, so it comes last. */
export function knowInputs(of: InputsOf): void {
  inputsOf = of
  schemas.clear()
}

/**
 * The texts that stand where a procedure's input has a secret (server/shared/secret.ts). Who says the same in another
 * place has said it openly: that a name is the password is not told by leaving the name out.
 */
export function secretsIn(path: string, input: unknown): ReadonlySet<string> {
  const secrets = new Set<string>()
  const known = [...schemasOf(path), ...schemasOfAction(path, input)]
  for (const schema of known) gather(schema, input, secrets)
  for (const text of openTexts(known, input)) secrets.delete(text)
  secrets.delete('')
  return secrets
}

/** Whether there is a secret in what a procedure takes. */
export const holdsSecrets = (path: string): boolean => runsActions.test(path) || schemasOf(path).length > 0

/** Procedures that are told which action to run, and what that has to be told. */
const runsActions = /^operation\.(run|runMany|plan)$/

/** What an action has to be told, where there is a secret in it: to the procedure that runs it, it may be anything. */
function schemasOfAction(path: string, input: unknown): readonly Schema[] {
  if (!runsActions.test(path)) return []
  const id: unknown = Reflect.get(Object(input), 'action')
  const name = typeof id === 'string' ? actionById(id)?.input?.name : undefined
  if (name === undefined) return []
  const key = `action ${name}`
  const known = schemas.get(key)
  if (known) return known
  const told = schemaOf(actionInputs[name])
  const made = holdsSecret(told) ? [{ properties: { input: told } }] : []
  schemas.set(key, made)
  return made
}

/** None where there is no secret in them. */
function schemasOf(path: string): readonly Schema[] {
  const known = schemas.get(path)
  if (known) return known
  const all = inputsOf(path).filter(isZod).map(schemaOf)
  const made = all.some(holdsSecret) ? all : []
  schemas.set(path, made)
  return made
}

/** Parts of a value by the parts of the schema that speak of them. */
function* parts(schema: Schema, value: unknown): Generator<[Schema, unknown]> {
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield [one, value]
  if (Array.isArray(value)) {
    for (const [at, one] of value.entries()) {
      const item = schema.prefixItems?.[at] ?? schema.items
      if (typeof item === 'object') yield [item, one]
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      const property = schema.properties?.[key] ?? schema.additionalProperties
      if (typeof property === 'object') yield [property, one]
    }
  }
}

function gather(schema: Schema, value: unknown, secrets: Set<string>): void {
  if (schema.secret) for (const text of textsIn(value)) secrets.add(text)
  else for (const [one, part] of parts(schema, value)) gather(one, part, secrets)
}

/** Texts that stand where no schema has a secret. */
function openTexts(known: readonly Schema[], value: unknown): string[] {
  if (known.some(({ secret }) => secret)) return []
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    openTexts(
      known.flatMap(schema => [...partsAt(schema, value, key)]),
      part,
    ),
  )
}

function* partsAt(schema: Schema, value: object, key: string): Generator<Schema> {
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield* partsAt(one, value, key)
  const property = Array.isArray(value)
    ? (schema.prefixItems?.[Number(key)] ?? schema.items)
    : (schema.properties?.[key] ?? schema.additionalProperties)
  if (typeof property === 'object') yield* alternatives(property)
}

function* alternatives(schema: Schema): Generator<Schema> {
  yield schema
  for (const one of [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])])
    yield* alternatives(one)
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

const holdsSecret = (schema: Schema): boolean => JSON.stringify(schema).includes('"secret":true')

const isZod = (value: unknown): value is z.ZodType => value instanceof z.ZodType

/** What JSON Schema says of it, which keeps the mark. */
function schemaOf(input: z.ZodType): Schema {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema
}
