import type { MessageFacts } from '../../server/xapi/facts'
import type { ClassName } from '../../server/xapi/model/records'
import { Failure } from '../failure'
import type { Database } from '../tables/database'
import { publicFields } from '../tables/facts'
import { type Row, recordOf, type Value } from '../tables/row'
import { parseQuery } from './query'
import type { AnyHandler } from './types'

/**
 * The messages every class has: reading rows and fields, and writing the fields a client may write. Undefined for
 * those whose effect is more than the row (create, destroy, and the class's own).
 */
export function genericHandler(cls: ClassName, message: string, facts: MessageFacts): AnyHandler | undefined {
  switch (facts.k) {
    case 'get_all':
      return ({ pool }) => [...pool.db.table(cls).entries.keys()]
    case 'get_all_records':
      return ({ pool }) => records(pool.db, cls, () => true)
    case 'get_all_where':
      return ({ pool }, expression) => Object.keys(where(pool.db, cls, String(expression)))
    case 'get_all_records_where':
      return ({ pool }, expression) => where(pool.db, cls, String(expression))
    case 'get_record':
      return ({ pool }, ref) => pool.db.get(cls, String(ref))
    case 'get_by_uuid':
      return ({ pool }, uuid) => pool.db.byUuid(cls, String(uuid))
    case 'get_by_name_label':
      return ({ pool }, label) => {
        const found: string[] = []
        for (const { ref, row } of pool.db.table(cls).entries.values())
          if (row.name_label === label) found.push(ref)
        return found
      }
    case 'getter':
      return field(
        cls,
        message,
        'get_',
        name =>
          ({ pool }, ref) =>
            rowAt(pool.db, cls, ref)[name],
      )
    case 'setter':
      return field(
        cls,
        message,
        'set_',
        name =>
          ({ pool }, ref, value) =>
            write(pool.db, cls, ref, name, value),
      )
    case 'add':
      return adder(cls, message)
    case 'remove':
      return remover(cls, message)
    case 'create':
      return ({ pool }, fields) => pool.db.create(cls, recordOf<typeof cls>(asRow(fields)))
    case 'destroy':
      return ({ pool }, ref) => {
        rowAt(pool.db, cls, ref)
        pool.db.destroy(cls, String(ref))
      }
    default:
      return undefined
  }
}

/** The dispatcher decoded it as a record. */
function asRow(fields: Value): Row {
  return fields as Row
}

/** Some fields have setters of their own that do nothing but write: these are served alike. */
export function plainSetter(cls: ClassName, name: string): AnyHandler {
  return ({ pool }, ref, value) => write(pool.db, cls, ref, name, value)
}

export function mapAdder(cls: ClassName, name: string): AnyHandler {
  return ({ pool }, ref, key, value) => {
    const map = mapOf(rowAt(pool.db, cls, ref)[name])
    const text = String(key)
    if (text === '') throw new Failure('INTERNAL_ERROR', 'Db_exn.Empty_key_in_map')
    if (Object.hasOwn(map, text)) throw new Failure('MAP_DUPLICATE_KEY', cls, name, String(ref), text)
    write(pool.db, cls, ref, name, { ...map, [text]: value })
  }
}

export function mapRemover(cls: ClassName, name: string): AnyHandler {
  return ({ pool }, ref, key) => {
    const { [String(key)]: _, ...others } = mapOf(rowAt(pool.db, cls, ref)[name])
    write(pool.db, cls, ref, name, others)
  }
}

function field(
  cls: ClassName,
  message: string,
  prefix: string,
  handler: (name: string) => AnyHandler,
): AnyHandler | undefined {
  const name = message.startsWith(prefix) ? message.slice(prefix.length) : ''
  return publicFields(cls).some(([one]) => one === name) ? handler(name) : undefined
}

function adder(cls: ClassName, message: string): AnyHandler | undefined {
  return (
    field(cls, message, 'add_to_', name => mapAdder(cls, name)) ??
    field(cls, message, 'add_', name => ({ pool }, ref, value) => {
      const set = setOf(rowAt(pool.db, cls, ref)[name])
      if (!set.includes(value)) write(pool.db, cls, ref, name, [value, ...set])
    })
  )
}

function remover(cls: ClassName, message: string): AnyHandler | undefined {
  return (
    field(cls, message, 'remove_from_', name => mapRemover(cls, name)) ??
    field(cls, message, 'remove_', name => ({ pool }, ref, value) => {
      const set = setOf(rowAt(pool.db, cls, ref)[name])
      write(
        pool.db,
        cls,
        ref,
        name,
        set.filter(one => one !== value),
      )
    })
  )
}

function where(db: Database, cls: ClassName, expression: string): { [ref: string]: Row } {
  return records(db, cls, parseQuery(cls, expression))
}

function records(
  db: Database,
  cls: ClassName,
  wanted: (ref: string, row: Row) => boolean,
): { [ref: string]: Row } {
  const found: { [ref: string]: Row } = {}
  for (const { ref, row } of db.table(cls).entries.values()) if (wanted(ref, row)) found[ref] = row
  return found
}

function rowAt(db: Database, cls: ClassName, ref: Value): Row {
  const entry = db.table(cls).entries.get(String(ref))
  if (!entry) throw new Failure('HANDLE_INVALID', cls, String(ref))
  return entry.row
}

function write(db: Database, cls: ClassName, ref: Value, name: string, value: Value): void {
  db.update(cls, String(ref), recordOf<typeof cls>({ [name]: value }))
}

function mapOf(value: Value): { readonly [key: string]: Value } {
  return typeof value === 'object' && !isSet(value) ? value : {}
}

function setOf(value: Value): readonly Value[] {
  return isSet(value) ? value : []
}

function isSet(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}
