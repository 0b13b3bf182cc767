import { attributesOf, escapeXml } from './xml-tree'

/**
 * Custom fields as XenCenter keeps them: definitions as XML in the pool's `gui_config`, values in each object's
 * `other_config`. Dates are UTC, "2026-08-21 10:00:00Z" (.NET's format "u").
 */
export const customFieldsKey = 'XenCenter.CustomFields'

export interface CustomFieldDefinition {
  name: string
  type: 'text' | 'date'
}

/** The key of a field's value in `other_config`. */
export function customFieldKey(name: string): string {
  return `${customFieldsKey}.${name}`
}

/** The values in an `other_config` by name, without empty ones. */
export function customFieldValues(otherConfig: Readonly<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const key in otherConfig) {
    const value = otherConfig[key]
    if (value && key.startsWith(`${customFieldsKey}.`)) values[key.slice(customFieldsKey.length + 1)] = value
  }
  return values
}

/** The definitions in a pool's `gui_config`, each name once. What is no definition is passed over. */
export function parseDefinitions(xml: string | undefined): CustomFieldDefinition[] {
  const found = new Map<string, CustomFieldDefinition>()
  for (const [, text = ''] of (xml ?? '').matchAll(/<CustomFieldDefinition(\s[^<>]*?)\/?>/g)) {
    const { name, type } = attributesOf(text)
    if (!name || found.has(name)) continue
    found.set(name, { name, type: type === 'Date' ? 'date' : 'text' })
  }
  return [...found.values()]
}

export function formatDefinitions(definitions: readonly CustomFieldDefinition[]): string {
  const nodes = definitions.map(
    ({ name, type }) =>
      `<CustomFieldDefinition name="${escapeXml(name)}" type="${type === 'date' ? 'Date' : 'String'}" defaultValue="" />`,
  )
  return `<CustomFieldDefinitions>${nodes.join('')}</CustomFieldDefinitions>`
}

/** A moment as XenCenter writes it into a field of type date. */
export function formatFieldDate(moment: Date): string {
  return `${moment.toISOString().slice(0, 19).replace('T', ' ')}Z`
}

/** What is in a field of type date; null for what is none. Without a zone it is taken for UTC. */
export function parseFieldDate(text: string): Date | null {
  const [, day, time = '00:00:00', zone = 'Z'] =
    /^\s*(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?\s*(Z|[+-]\d\d:?\d\d)?)?\s*$/.exec(text) ?? []
  if (day === undefined) return null
  const moment = new Date(`${day}T${time}${zone}`)
  return Number.isNaN(moment.getTime()) ? null : moment
}

/** The id of a field's column in lists, by which the server sorts too. */
export function fieldColumnId(name: string): string {
  return `field:${name}`
}

/** The field whose column this is; undefined for another column. */
export function fieldOfColumn(id: string): string | undefined {
  return id.startsWith('field:') ? id.slice('field:'.length) : undefined
}

/** How a field's name is written before a colon in a filter: "Cost centre" is `cost-centre`. */
export function fieldSlug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
}
