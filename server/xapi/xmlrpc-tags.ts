/** The elements of XML-RPC, as numbers so that the reader compares them cheaply. */
export const Tag = {
  none: 0,
  methodResponse: 1,
  methodCall: 2,
  methodName: 3,
  params: 4,
  param: 5,
  fault: 6,
  value: 7,
  struct: 8,
  member: 9,
  name: 10,
  array: 11,
  data: 12,
  // Scalars: everything from here holds text.
  string: 13,
  int: 14,
  double: 15,
  boolean: 16,
  date: 17,
  base64: 18,
  nil: 19,
} as const
export type Tag = (typeof Tag)[keyof typeof Tag]

const names: readonly (readonly [string, Tag])[] = [
  ['methodResponse', Tag.methodResponse],
  ['methodCall', Tag.methodCall],
  ['methodName', Tag.methodName],
  ['params', Tag.params],
  ['param', Tag.param],
  ['fault', Tag.fault],
  ['value', Tag.value],
  ['struct', Tag.struct],
  ['member', Tag.member],
  ['name', Tag.name],
  ['array', Tag.array],
  ['data', Tag.data],
  ['string', Tag.string],
  ['int', Tag.int],
  ['i4', Tag.int],
  ['i8', Tag.int],
  ['double', Tag.double],
  ['boolean', Tag.boolean],
  ['dateTime.iso8601', Tag.date],
  ['base64', Tag.base64],
  ['nil', Tag.nil],
  ['ex:nil', Tag.nil],
  ['ex:i8', Tag.int],
]

// Length and two letters tell all of them apart; the name itself is compared afterwards.
const slots: { readonly bytes: Buffer; readonly tag: Tag }[][] = []
for (const [name, tag] of names) {
  const bytes = Buffer.from(name)
  const slot = slots[bytes.length] ?? []
  slot.push({ bytes, tag })
  slots[bytes.length] = slot
}

/** The element named by bytes start..end, Tag.none for a name XML-RPC does not have. */
export function tagOf(bytes: Buffer, start: number, end: number): Tag {
  const candidates = slots[end - start]
  if (candidates === undefined) return Tag.none
  const first = bytes[start]
  for (const candidate of candidates) {
    if (candidate.bytes[0] !== first) continue
    let i = 1
    while (i < candidate.bytes.length && candidate.bytes[i] === bytes[start + i]) i++
    if (i === candidate.bytes.length) return candidate.tag
  }
  return Tag.none
}

const children: { readonly [parent: number]: readonly Tag[] } = {
  [Tag.none]: [Tag.methodResponse, Tag.methodCall, Tag.value],
  [Tag.methodResponse]: [Tag.params, Tag.fault],
  [Tag.methodCall]: [Tag.methodName, Tag.params],
  [Tag.params]: [Tag.param],
  [Tag.param]: [Tag.value],
  [Tag.fault]: [Tag.value],
  [Tag.struct]: [Tag.member],
  [Tag.member]: [Tag.name, Tag.value],
  [Tag.array]: [Tag.data],
  [Tag.data]: [Tag.value],
  [Tag.value]: [
    Tag.struct,
    Tag.array,
    Tag.string,
    Tag.int,
    Tag.double,
    Tag.boolean,
    Tag.date,
    Tag.base64,
    Tag.nil,
  ],
}
const width = 32
const allowed = new Uint8Array(width * width)
for (const [parent, list] of Object.entries(children))
  for (const tag of list) allowed[Number(parent) * width + tag] = 1

/** Whether `tag` may stand directly inside `parent` (Tag.none: as the root). */
export function mayContain(parent: Tag, tag: Tag): boolean {
  return allowed[parent * width + tag] === 1
}

/** Whether text inside the element means something; elsewhere only white space may stand. */
export function holdsText(tag: Tag): boolean {
  return tag >= Tag.string || tag === Tag.value || tag === Tag.name || tag === Tag.methodName
}
