import { appError } from '@/server/errors'
import { minPasswordLength, passwordTooShort } from '@/server/shared/password-length'

let list: Promise<ReadonlySet<string>> | undefined

/** About 49,000 passwords that are tried first; read when one is chosen for the first time. */
function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map(one => one.toLowerCase())),
  )
  return list
}

/** A password is one of the common ones also with up to so many digits and signs around it. */
const trimmings = 7

/**
 * Why nobody should have this password, as a sentence; undefined: it is as good as its length. The list of common
 * passwords is short of long ones, so what people make of a short one to reach the length is refused as well.
 */
export async function whyWeak(password: string, username: string): Promise<string | undefined> {
  if ([...password].length < minPasswordLength) return passwordTooShort
  const text = password.normalize('NFKC').toLowerCase()
  if (isRepeated(text)) return 'This password is one piece said over and over.'
  if (isStaircase(text)) return 'This password is a row of neighbouring letters or digits.'
  const common = await commonPasswords()
  if (common.has(text)) return 'This password is one of those that are tried first.'
  const core = text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '')
  if (text.length - core.length <= trimmings && common.has(core))
    return 'This password is a common one with a few signs added.'
  for (const name of [username.toLowerCase(), username.toLowerCase().split('@')[0] ?? '', 'domus']) {
    if (name.length < 3 || !text.includes(name)) continue
    const rest = text.replaceAll(name, '')
    if (rest.length < 8 || common.has(rest)) return 'This password is hardly more than a name.'
  }
  return undefined
}

/** Throws 'bad-input' for the field, with the reason, when the password should not be chosen. */
export async function requireGoodPassword(password: string, username: string, field: string): Promise<void> {
  const reason = await whyWeak(password, username)
  if (reason !== undefined) {
    throw appError('bad-input', reason, {
      field,
      next: 'Choose another; a few words that do not belong together do well.',
    })
  }
}

/** "abcabcabcabc": one piece of up to half of it, again and again. */
function isRepeated(text: string): boolean {
  // A text of one piece is found in itself doubled before the end.
  const period = (text + text).indexOf(text, 1)
  return period <= text.length / 3
}

function isStaircase(text: string): boolean {
  const steps = new Set<number>()
  const points = [...text].map(letter => letter.codePointAt(0) ?? 0)
  for (const [at, point] of points.slice(1).entries()) {
    const step = point - (points[at] ?? 0)
    // 9 is followed by 0.
    steps.add(Math.abs(step) === 9 ? -Math.sign(step) : step)
  }
  const [only] = steps
  return steps.size === 1 && only !== undefined && Math.abs(only) <= 1
}
