/**
 * Makes server/xapi/model/ from a description of the XenAPI data model: facts.json (what the codec, the
 * client and the simulator read at run time), make.ts (how a record is made of its values), records.ts and calls.ts
 * (what the type checker reads).
 *
 * Usage: node server/xapi/generate.mjs [datamodel.json]; default ../shared/xenapi/datamodel.json.
 * Without that file the committed model stays as it is.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const source =
  process.argv[2] ?? fileURLToPath(new URL('../../../shared/xenapi/datamodel.json', import.meta.url))
const out = fileURLToPath(new URL('./model/', import.meta.url))
if (!existsSync(source)) {
  process.stdout.write('No data model at hand; the committed model stays.\n')
  process.exit(0)
}
const model = JSON.parse(readFileSync(source, 'utf8'))
mkdirSync(out, { recursive: true })

/**
 * Releases (code names or versions) of a life cycle: where something appeared, was deprecated, went away, and came
 * back (VDI.resize_online did).
 */
const life = lc => {
  const stages = (lc ?? []).map(entry => ({
    stage: entry.slice(0, entry.indexOf(':')),
    release: entry.slice(entry.indexOf(':') + 1),
  }))
  const appears = ({ stage }) => stage === 'prototyped' || stage === 'published'
  const gone = stages.findIndex(({ stage }) => stage === 'removed')
  const again = gone < 0 ? undefined : stages.slice(gone).find(appears)
  return {
    since: stages.find(appears)?.release,
    deprecated: again ? undefined : stages.findLast(({ stage }) => stage === 'deprecated')?.release,
    removed: stages[gone]?.release,
    again: again?.release,
  }
}
const drop = object => Object.fromEntries(Object.entries(object).filter(([, v]) => v !== undefined))

const facts = {
  apiVersion: model.apiVersion,
  releases: model.releases.map(([code, api, product]) => [code, api, product]),
  enums: model.enums,
  errors: model.errors,
  undeclaredErrors: model.errorsWithoutDeclaredParams,
  alerts: model.alerts,
  relations: model.relations,
  roles: Object.keys(model.roles).filter(name => !model.roles[name].internal),
  classes: {},
}
for (const [name, cls] of Object.entries(model.classes)) {
  const fields = {}
  for (const [field, f] of Object.entries(cls.fields)) {
    fields[field] = drop({
      t: f.t,
      q: f.q,
      d: f.d,
      col: f.col,
      ...life(f.lc),
      state: f.state,
      internal: f.internal && true,
      writeRole: f.writeRole,
      keyRoles: f.keyRoles,
    })
  }
  const messages = {}
  for (const [message, m] of Object.entries(cls.messages)) {
    messages[message] = drop({
      k: m.k,
      p: m.p.map(([pname, type, extra]) =>
        extra && 'd' in extra ? [pname, type, 1, extra.d] : [pname, type],
      ),
      r: m.r,
      role: m.role,
      keyRoles: m.keyRoles,
      ...life(m.lc),
      state: m.state,
      async: m.async && 1,
      nosession: m.nosession && 1,
      hidden: m.hidden && 1,
      emergency: m.emergency && 1,
    })
  }
  facts.classes[name] = drop({
    ...life(cls.lc),
    state: cls.state,
    db: cls.db && 1,
    events: cls.events && 1,
    getAll: cls.getAll && 1,
    ctor: cls.ctor && 1,
    fields,
    messages,
  })
}
const lines = value => {
  // One line per field and message: a change of the model reads as a change of lines.
  const inner = (object, depth) =>
    `{\n${Object.entries(object)
      .map(
        ([k, v]) =>
          `${' '.repeat(depth)}${JSON.stringify(k)}: ${depth < 4 && v && typeof v === 'object' && !Array.isArray(v) ? inner(v, depth + 1) : JSON.stringify(v)}`,
      )
      .join(',\n')}\n${' '.repeat(depth - 1)}}`
  return `${inner(value, 1)}\n`
}
writeFileSync(`${out}facts.json`, lines(facts))

const pascal = name => name.replace(/(^|_)([a-z])/g, (_, _u, c) => c.toUpperCase())
const key = name => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name))
const split = type => {
  // "map(K,V)" → K and V, minding nested parentheses.
  const body = type.slice(type.indexOf('(') + 1, -1)
  let depth = 0
  for (let i = 0; i < body.length; i++) {
    if (body[i] === '(') depth++
    else if (body[i] === ')') depth--
    else if (body[i] === ',' && depth === 0) return [body.slice(0, i), body.slice(i + 1)]
  }
  return [body]
}
const ts = type => {
  if (type === 'string' || type === 'secretstring') return 'string'
  if (type === 'int' || type === 'float') return 'number'
  if (type === 'bool') return 'boolean'
  if (type === 'datetime') return 'Datetime'
  if (type === 'void') return 'void'
  if (type.startsWith('enum ')) return `Enums['${type.slice(5)}']`
  if (type.startsWith('ref ')) return `Ref<'${type.slice(4)}'>`
  if (type.startsWith('record ')) return `Records['${type.slice(7)}']`
  if (type.startsWith('set(')) return `readonly (${ts(split(type)[0])})[]`
  if (type.startsWith('option(')) return `${ts(split(type)[0])} | undefined`
  if (type.startsWith('map(')) return `{ readonly [key: string]: ${ts(split(type)[1])} }`
  if (type === 'an event batch') return 'unknown'
  return 'unknown'
}
/** "XenServer 6.0 (boston)" for a release of the life cycle, "xapi 24.0.0" for a version. */
const product = release => {
  const known = model.releases.find(([code]) => code === release)
  return known ? `${known[2]} (${release})` : `xapi ${release}`
}
/** A line of documentation for what should not be used any more, else nothing. */
const deprecation = ({ state, deprecated, removed }, indent) => {
  if (state !== 'deprecated' && state !== 'removed') return ''
  const times = [deprecated && `since ${product(deprecated)}`, removed && `gone since ${product(removed)}`]
  return `${indent}/** @deprecated ${times.filter(Boolean).join(', ')} */\n`
}
const head = '// Made by server/xapi/generate.mjs. Do not edit.\n'

let records = `${head}
/** Reference to an object of class C, as the pool names it. Opaque: compare, pass on, never take apart. */
export type Ref<C extends string> = string & { readonly __ref: C }
/** Time as ISO 8601 text in UTC, "2026-08-21T10:15:30Z"; the epoch stands for "never". */
export type Datetime = string
/** A value of an enum, or the text of one that a newer host has added. */
type Open<T extends string> = T | (string & {})

export interface Enums {
`
for (const [name, values] of Object.entries(model.enums)) {
  const list = (Array.isArray(values) ? values : Object.keys(values)).map(v => `'${v}'`).join(' | ')
  records += `  ${key(name)}: Open<${list}>\n`
}
records += '}\n'
for (const [name, cls] of Object.entries(facts.classes)) {
  records += `\n${deprecation(cls, '')}export interface ${pascal(name)}Record {\n`
  for (const [field, f] of Object.entries(cls.fields)) {
    if (f.internal) continue
    records += `${deprecation(f, '  ')}  readonly ${key(field)}: ${ts(f.t)}\n`
  }
  records += '}\n'
}
records += '\nexport interface Records {\n'
for (const name of Object.keys(facts.classes)) records += `  ${key(name)}: ${pascal(name)}Record\n`
records += '}\nexport type ClassName = keyof Records\n'
writeFileSync(`${out}records.ts`, records)

// Written out, since an object literal gets a shape that all records of its class share and that holds its values
// itself: an object filled field by field takes thirty times the time and eight times the memory.
let make = `${head}
/** Values of a class's fields, in the order of the fields. */
type Values = readonly unknown[]

/** Per class, how a record is made of its values. Every field that clients are sent is there, in the model's order. */
export const makers: { readonly [className: string]: (v: Values) => { [field: string]: unknown } } = {
`
for (const [name, cls] of Object.entries(facts.classes)) {
  const fields = Object.keys(cls.fields).filter(field => !cls.fields[field].internal)
  make += `  ${key(name)}: v => ({ ${fields.map((field, i) => `${key(field)}: v[${i}]`).join(', ')} }),\n`
}
writeFileSync(`${out}make.ts`, `${make}}\n`)

const reserved = new Set([
  'class',
  'default',
  'function',
  'new',
  'delete',
  'in',
  'with',
  'import',
  'export',
  'enum',
  'static',
  'protected',
  'public',
  'private',
  'interface',
  'package',
  'implements',
  'let',
  'yield',
  'await',
  'this',
  'null',
  'true',
  'false',
])
const param = name =>
  reserved.has(name) ? `${name}_` : /^[A-Za-z_$][\w$]*$/.test(name) ? name : `p_${name.replace(/\W/g, '_')}`
const signature = m => {
  // A parameter may be left out when it and all after it have a default.
  let optionalFrom = m.p.length
  while (optionalFrom > 0 && m.p[optionalFrom - 1][2]) optionalFrom--
  return m.p.map(([n, t], i) => `${param(n)}${i >= optionalFrom ? '?' : ''}: ${ts(t)}`).join(', ')
}
let calls = `${head}import type { Datetime, Enums, Records, Ref } from './records'\n\n/** Every message of the XenAPI, without the session: the client adds it. */\nexport interface Calls {\n`
let asyncs =
  '\n/** The messages that exist as Async.Class.message: they return the task that does the work. */\nexport interface AsyncCalls {\n'
for (const [name, cls] of Object.entries(facts.classes)) {
  const heading = `${deprecation(cls, '  ')}  ${key(name)}: {\n`
  calls += heading
  const async = []
  for (const [message, m] of Object.entries(cls.messages)) {
    const call = `${deprecation(m, '    ')}    ${key(message)}(${signature(m)}): `
    calls += `${call}Promise<${ts(m.r ?? 'void')}>\n`
    if (m.async) async.push(`${call}Promise<Ref<'task'>>\n`)
  }
  calls += '  }\n'
  if (async.length) asyncs += `${heading}${async.join('')}  }\n`
}
writeFileSync(`${out}calls.ts`, `${calls}}\n${asyncs}}\nexport type { Datetime }\n`)
process.stdout.write(`model: ${Object.keys(facts.classes).length} classes, API ${facts.apiVersion}\n`)
