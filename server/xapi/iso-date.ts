const form = /^(\d{4})-?(\d{2})-?(\d{2})T(\d{2}):?(\d{2}):?(\d{2})(?:[.,](\d+))?(Z|[+-]\d{2}(?::?\d{2})?)?$/

const two = (n: number) => String(n).padStart(2, '0')

/** "never", "not set": what a date holds that was not written yet. */
export const epoch = '1970-01-01T00:00:00Z'

/**
 * Any of the date forms of the XenAPI as "2026-08-21T10:15:30Z"; without a zone when it has none (a host's local
 * time); an offset is turned into UTC; fractions of a second are kept. Undefined for text that is no date.
 */
export function normalizeDate(text: string): string | undefined {
  // Nearly every date of a pool has this one form: no regular expression for it.
  if (text === '19700101T00:00:00Z') return epoch
  const usual = usualForm(text)
  if (usual !== undefined) return usual
  const m = form.exec(text)
  if (!m) return undefined
  const [, year, month, day, hour, minute, second, fraction, zone] = m
  const tail = fraction ? `.${fraction}` : ''
  const plain = `${year}-${month}-${day}T${hour}:${minute}:${second}`
  if (zone === undefined) return plain + tail
  if (zone === 'Z') return `${plain}${tail}Z`
  const sign = zone.startsWith('-') ? -1 : 1
  const digits = zone.slice(1).replace(':', '')
  const offset = sign * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0'))
  const at = new Date(Date.parse(`${plain}Z`) - offset * 60_000)
  if (Number.isNaN(at.getTime())) return undefined
  const date = `${String(at.getUTCFullYear()).padStart(4, '0')}-${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`
  return `${date}T${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}${tail}Z`
}

const usualLength = '20260821T10:15:30Z'.length

/**
 * "2026-08-21T10:15:30Z" for "20260821T10:15:30Z", undefined for any other form. Put together from pieces it would be a
 * tree of them, which takes four times the memory, for six dates of each VM.
 */
function usualForm(text: string): string | undefined {
  if (text.length !== usualLength) return undefined
  for (let at = 0; at < usualLength; at++) {
    const code = text.charCodeAt(at)
    const sign = usualSigns[at]
    if (sign === undefined ? code < 0x30 || code > 0x39 : code !== sign) return undefined
  }
  const c = (at: number) => text.charCodeAt(at)
  // biome-ignore format: the groups of a date
  return String.fromCharCode(
    c(0), c(1), c(2), c(3), dash, c(4), c(5), dash, c(6), c(7),
    c(8), c(9), c(10), c(11), c(12), c(13), c(14), c(15), c(16), c(17),
  )
}

const dash = 0x2d
/** The signs between the digits, by where they stand. */
const usualSigns: readonly (number | undefined)[] = [...'20260821T10:15:30Z'].map(sign =>
  /\d/.test(sign) ? undefined : sign.charCodeAt(0),
)

/** The undashed form that XenAPI hosts write, "20260821T10:15:30Z". Undefined for text that is no date. */
export function wireDate(text: string): string | undefined {
  const normal = normalizeDate(text)
  return normal === undefined ? undefined : normal.slice(0, 10).replaceAll('-', '') + normal.slice(10)
}
