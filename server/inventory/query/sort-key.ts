const marks = /\p{M}+/gu
const outsideAscii = /[^\0-\x7f]/

/**
 * A text whose plain comparison by `<` gives the order in which people look for names: case and accents do not count,
 * and numbers go by their size, "web-2" before "web-10". A run of digits is led by a character for its length.
 */
export function naturalKey(text: string): string {
  const folded = outsideAscii.test(text) ? text.normalize('NFD').replace(marks, '') : text
  return ledRuns(folded.toLowerCase())
}

const zero = 0x30
const isDigit = (code: number) => code >= zero && code <= 0x39

/** Thousands of names are gone through at once, so this is a loop and not a pattern. */
function ledRuns(text: string): string {
  let key = ''
  let taken = 0
  for (let at = 0; at < text.length; at += 1) {
    if (!isDigit(text.charCodeAt(at))) continue
    let end = at + 1
    while (isDigit(text.charCodeAt(end))) end += 1
    let start = at
    while (start < end - 1 && text.charCodeAt(start) === zero) start += 1
    key += text.slice(taken, at) + String.fromCharCode(zero + end - start) + text.slice(start, end)
    taken = end
    at = end
  }
  return taken === 0 ? text : key + text.slice(taken)
}
