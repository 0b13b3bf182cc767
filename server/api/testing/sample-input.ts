import { z } from 'zod'

interface Schema {
  type?: string
  format?: string
  enum?: readonly unknown[]
  const?: unknown
  maximum?: number
  properties?: Readonly<Record<string, Schema>>
  items?: Schema
  anyOf?: readonly Schema[]
  oneOf?: readonly Schema[]
  allOf?: readonly Schema[]
}

/**
 * An input that a procedure takes, or nearly: each text in it is the one given, or null for '' where that will do. Of
 * alternatives it takes the one that `choice` says.
 */
export function sampleInput(inputs: readonly unknown[], text: string, choice: number): unknown {
  const schemas = inputs.filter(isZod).map(input => schemaOf(input))
  if (schemas.length === 0) return undefined
  const samples = schemas.map(schema => sample(schema, text, choice))
  const [first] = samples
  return samples.every(one => typeof one === 'object' && one !== null && !Array.isArray(one))
    ? Object.assign({}, ...samples)
    : first
}

function sample(schema: Schema, text: string, choice: number, key = ''): unknown {
  if (key === 'sort') return { id: 'name', desc: false }
  if (key === 'groups') return choice % 4 < 2 ? undefined : ['host']
  const options = schema.anyOf ?? schema.oneOf ?? schema.enum
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return options?.[choice % schema.enum.length]
  const alternatives = schema.anyOf ?? schema.oneOf
  if (text === '' && alternatives?.some(({ type }) => type === 'null')) return null
  if (alternatives && alternatives.length > 0) {
    const one = alternatives[choice % alternatives.length]
    return one && sample(one, text, choice, key)
  }
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map(one => sample(one, text, choice)))
  switch (schema.type) {
    case 'string':
      return schema.format === 'uuid' ? uuidIn(text) : text
    case 'number':
    case 'integer':
      return key === 'from' ? 0 : Math.min(schema.maximum ?? 1, 500)
    case 'boolean':
      return choice % 2 === 0
    case 'null':
      return null
    case 'array':
      return schema.items ? [sample(schema.items, text, choice)] : []
    default:
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, one]) => [name, sample(one, text, choice, name)]),
      )
  }
}

const uuidIn = (text: string) =>
  /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(text)?.[0] ?? '7d4f2c1e-0000-4000-8000-000000000000'

const isZod = (value: unknown): value is z.ZodType => value instanceof z.ZodType

/** What JSON Schema says of it, as far as samples need it. */
function schemaOf(input: z.ZodType): Schema {
  return z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema
}
