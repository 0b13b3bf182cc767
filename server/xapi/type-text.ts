/** A type of the model, taken apart from its text: "map(string,set(ref VM))". */
export type Type =
  | { readonly kind: 'string' | 'int' | 'float' | 'bool' | 'datetime' | 'void' | 'wire' }
  | { readonly kind: 'enum' | 'ref' | 'record'; readonly name: string }
  | { readonly kind: 'set' | 'option'; readonly of: Type }
  | { readonly kind: 'map'; readonly key: Type; readonly of: Type }

const known = new Map<string, Type>()

/** The type that a model text names. Text that names none is `wire`: a value left as the wire has it. */
export function typeOf(text: string): Type {
  let type = known.get(text)
  if (type === undefined) {
    type = parse(text)
    known.set(text, type)
  }
  return type
}

function parse(text: string): Type {
  switch (text) {
    case 'secretstring':
    case 'string':
      return { kind: 'string' }
    case 'int':
    case 'float':
    case 'bool':
    case 'datetime':
    case 'void':
      return { kind: text }
  }
  for (const kind of ['enum', 'ref', 'record'] as const)
    if (text.startsWith(`${kind} `)) return { kind, name: text.slice(kind.length + 1) }
  const open = /^(set|option|map)\((.*)\)$/.exec(text)
  const body = open?.[2] ?? ''
  if (open?.[1] === 'set') return { kind: 'set', of: typeOf(body) }
  if (open?.[1] === 'option') return { kind: 'option', of: typeOf(body) }
  if (open?.[1] === 'map') {
    const comma = topLevelComma(body)
    return { kind: 'map', key: typeOf(body.slice(0, comma)), of: typeOf(body.slice(comma + 1)) }
  }
  return { kind: 'wire' }
}

function topLevelComma(text: string): number {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++
    else if (text[i] === ')') depth--
    else if (text[i] === ',' && depth === 0) return i
  }
  return text.length
}
