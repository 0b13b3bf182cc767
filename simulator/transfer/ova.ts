import { decodeRecord } from '../../server/xapi/codec'
import { encodeValue, encodeWire, member, struct } from '../../server/xapi/encode'
import { isClassName } from '../../server/xapi/facts'
import type { ClassName, Records } from '../../server/xapi/model/records'
import { isStruct, type Wire, WireError } from '../../server/xapi/wire'
import { readXmlRpc } from '../../server/xapi/xmlrpc'
import { type Row, recordOf, rowOf } from '../tables/row'

/** A row in an archive. Rows of the archive are named by `Ref:0`, `Ref:1`, … in it. */
export interface OvaObject {
  readonly cls: ClassName
  readonly id: string
  readonly row: Row
}

/** What `ova.xml` of an archive says: VMs with all that belongs to them. */
export interface Ova {
  readonly version: { readonly [key: string]: string }
  readonly objects: readonly OvaObject[]
}

/** Newer forms of the archive than this cannot be read. */
const FORM = 2

export class NewerForm extends Error {
  constructor(form: number) {
    super(`The archive is of form ${form}; only those up to ${FORM} can be read`)
    this.name = 'NewerForm'
  }
}

export function writeOva({ version, objects }: Ova): string {
  const written = objects.map(({ cls, id, row }) =>
    struct([
      member('class', encodeWire(cls)),
      member('id', encodeWire(id)),
      member('snapshot', encodeValue(`record ${cls}`, row)),
    ]),
  )
  return struct([
    member('version', encodeWire({ ...version, export_vsn: String(FORM) })),
    member('objects', `<value><array><data>${written.join('')}</data></array></value>`),
  ])
}

/** Throws WireError when the text is none, NewerForm when it is of a form not known. Unknown classes are left out. */
export function readOva(xml: string): Ova {
  const document = readXmlRpc(xml.trim(), { strict: false })
  const value: Wire = document.kind === 'value' ? document.value : null
  const about = isStruct(value) ? (value.version ?? null) : null
  const objects = isStruct(value) ? value.objects : undefined
  if (!isStruct(about) || !Array.isArray(objects)) {
    throw new WireError('bad-value', 'ova.xml says nothing of a version and objects')
  }
  const version = Object.fromEntries(Object.entries(about).map(([key, text]) => [key, String(text)]))
  if (Number(version.export_vsn) > FORM) throw new NewerForm(Number(version.export_vsn))
  return { version, objects: objects.flatMap(readObject) }
}

function readObject(wire: Wire): OvaObject[] {
  if (!isStruct(wire)) throw new WireError('bad-value', 'An object in ova.xml is none')
  const { class: cls, id, snapshot } = wire
  if (typeof cls !== 'string' || !isClassName(cls)) return []
  return [{ cls, id: String(id), row: rowOf(decodeRecord(cls, snapshot)) }]
}

/** The objects of a class with their records. */
export function objectsOf<C extends ClassName>(
  { objects }: Ova,
  cls: C,
): { readonly id: string; readonly record: Records[C] }[] {
  return objects.flatMap(one => (one.cls === cls ? [{ id: one.id, record: recordOf<C>(one.row) }] : []))
}
