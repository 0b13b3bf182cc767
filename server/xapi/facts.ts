import generated from './model/facts.json'
import type { ClassName } from './model/records'

/** Releases, code names or versions of xapi, of the life of a class, field or message. */
export interface Life {
  readonly since?: string
  readonly deprecated?: string
  readonly removed?: string
  /** Where it came back after it had been removed. */
  readonly again?: string
  /** What it is in the newest release of the model; absent: in use. */
  readonly state?: 'prototyped' | 'deprecated' | 'removed'
}

/** A field of a class: its type, who may set it, its default, and the release it appeared in. */
export interface FieldFacts extends Life {
  readonly t: string
  readonly q: 'RW' | 'StaticRO' | 'DynamicRO'
  /** Default in the model's notation: {map: [[k, v], …]} for a map, {datetime: text} for a date. Absent: none. */
  readonly d?: unknown
  readonly col?: string
  /** Never sent to clients. */
  readonly internal?: boolean
  readonly writeRole?: string
}

/** A message of a class. Parameters are [name, type], or [name, type, 1, default] when they may be left out. */
export interface MessageFacts extends Life {
  readonly k?: string
  readonly p: readonly (readonly [name: string, type: string, optional?: 1, d?: unknown])[]
  readonly r?: string
  readonly role?: string
  /** Keys of the map it writes that need another role; a name may end in `*`. */
  readonly keyRoles?: { readonly [key: string]: string }
  readonly async?: 1
  readonly nosession?: 1
  readonly hidden?: 1
  readonly emergency?: 1
}

export interface ClassFacts extends Life {
  readonly db?: 0 | 1
  readonly events?: 1
  readonly fields: { readonly [name: string]: FieldFacts }
  readonly messages: { readonly [name: string]: MessageFacts }
}

export interface Facts {
  readonly apiVersion: string
  readonly releases: readonly (readonly [code: string, api: string, product: string])[]
  readonly enums: { readonly [name: string]: readonly string[] }
  /** Codes with the names of their parameters. */
  readonly errors: { readonly [code: string]: readonly string[] }
  /** Codes that hosts use without declaring them; what parameters these have is not certain. */
  readonly undeclaredErrors: readonly string[]
  readonly relations: readonly (readonly [string, string])[]
  readonly roles: readonly string[]
  readonly classes: { readonly [name: string]: ClassFacts }
}

/** The generator writes what Facts says; the compiler would infer a type of half a million literals. */
function asGenerated(json: unknown): Facts {
  return json as Facts
}

/** The model of the XenAPI at run time. */
export const facts = asGenerated(generated)

const byLowerCase = new Map(Object.keys(facts.classes).map(name => [name.toLowerCase(), name]))

/** Whether the model has a class of this spelling. */
export function isClassName(name: string): name is ClassName {
  return Object.hasOwn(facts.classes, name)
}

/** The model's spelling of a class that events write in lower case ("vm" → "VM"); unknown ones stay as they are. */
export function modelClass(name: string): string {
  return byLowerCase.get(name.toLowerCase()) ?? name
}

export function classFacts(name: string): ClassFacts | undefined {
  return isClassName(name) ? facts.classes[name] : undefined
}

/** Facts of "VM.start"; the asynchronous form has the same. Undefined for a message the model does not know. */
export function messageFacts(method: string): MessageFacts | undefined {
  const plain = method.startsWith('Async.') ? method.slice(6) : method
  const dot = plain.indexOf('.')
  if (dot < 0) return undefined
  const messages = classFacts(plain.slice(0, dot))?.messages
  const name = plain.slice(dot + 1)
  return messages && Object.hasOwn(messages, name) ? messages[name] : undefined
}
