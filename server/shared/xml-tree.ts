/** An element of a small document, without texts: what XenCenter keeps has everything in attributes. */
export interface XmlElement {
  name: string
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

export function unescapeXml(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return entities[name] ?? whole
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}

export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replace(/[\t\n\r]/g, space => `&#x${space.charCodeAt(0).toString(16).toUpperCase()};`)
}

export function attributesOf(text: string): Record<string, string> {
  const found: Record<string, string> = {}
  for (const [, name = '', double, single] of text.matchAll(/([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    found[name] = unescapeXml(double ?? single ?? '')
  return found
}

/** The outermost element, or undefined for what is not well-formed. */
export function parseXml(text: string): XmlElement | undefined {
  const root: XmlElement = { name: '', attributes: {}, children: [] }
  const open = [root]
  for (const [, end, name = '', rest = ''] of text.matchAll(
    /<(\/?)([\w:.-]+)((?:[^<>"']|"[^"]*"|'[^']*')*)>/g,
  )) {
    if (end) {
      if (open.length === 1 || open.pop()?.name !== name) return undefined
      continue
    }
    const element: XmlElement = { name, attributes: attributesOf(rest), children: [] }
    open.at(-1)?.children.push(element)
    if (!rest.endsWith('/')) open.push(element)
  }
  return open.length === 1 ? root.children[0] : undefined
}

export function formatXml({ name, attributes, children }: XmlElement): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`)
  const head = `<${name}${written.join('')}`
  return children.length === 0 ? `${head} />` : `${head}>${children.map(formatXml).join('')}</${name}>`
}
