/** Stands in `other_config` of the drive by which a guest is told what to be at its first start. */
export const seedKey = 'domus:seed'

/** Bytes that such a drive takes of its storage, as storage rounds up what is smaller. */
export const seedBytes = 2 ** 21

/** Places in texts that each of several VMs fills in for itself. Doubled braces are left alone: they are of Jinja. */
const places = /(?<!\{)\{(name|index)\}(?!\})/g

/** The same text for one of several. `index`: its number among them, from 1. */
export function placed(text: string, { name, index }: { name: string; index: number }): string {
  return text.replace(places, (_, place) => (place === 'name' ? name : String(index)))
}

/** A name as hosts may have it (RFC 1123): letters, digits and hyphens, 63 at most. */
export function hostNameOf(name: string): string {
  const tidy = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 63)
    .replace(/^-+|-+$/g, '')
  return tidy === '' ? 'vm' : tidy
}
