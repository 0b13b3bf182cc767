import { t, told } from './text'
import { accessErrors } from './xapi-errors/access'
import { type NameOf, Parameters } from './xapi-errors/fill'
import { hostErrors } from './xapi-errors/hosts'
import { discLeftBehind, machineErrors } from './xapi-errors/machines'
import { networkErrors } from './xapi-errors/network'
import { otherErrors } from './xapi-errors/others'
import { poolErrors } from './xapi-errors/pools'
import { storageErrors } from './xapi-errors/storage'
import { type ErrorTable, nextOfKind, type XapiErrorKind } from './xapi-errors/table'
import { updateErrors } from './xapi-errors/updates'

export type { NameOf } from './xapi-errors/fill'
export type { XapiErrorKind } from './xapi-errors/table'

/** What a refusal of a pool means: one sentence for what happened, one for what to do now. */
export interface Sentence {
  message: string
  next: string
}

/**
 * The one table from XAPI's codes to words, in the order of its areas. Parameters are named in the data model; newer
 * hosts add some at the end, so none is taken for granted.
 */
export const xapiErrors: ErrorTable = {
  ...machineErrors,
  ...storageErrors,
  ...networkErrors,
  ...hostErrors,
  ...poolErrors,
  ...updateErrors,
  ...accessErrors,
  ...otherErrors,
}

const unknownKind: XapiErrorKind = 'refused'

/** Storage drivers have numbered codes of their own, which all carry their reason with them. */
function rowOf(code: string, params: readonly string[] = []) {
  if (code === 'VM_MIGRATE_FAILED' && params.some(param => param.includes('VDI_NOT_IN_MAP')))
    return discLeftBehind
  if (/^SR_BACKEND_FAILURE/.test(code)) return xapiErrors.SR_BACKEND_FAILURE
  return Object.hasOwn(xapiErrors, code) ? xapiErrors[code] : undefined
}

/** The sentence for a code, with object names in place of references. An unknown code shows itself. */
export function xapiSentence(
  code: string,
  params: readonly string[],
  nameOf: NameOf = () => undefined,
): Sentence {
  const given = new Parameters(params, nameOf)
  const row = rowOf(code, params)
  if (row === undefined) {
    const shown = params.map(param => given.name(param)).join(', ')
    return {
      message: t('The pool refused: {what}.', { what: `${code}${shown ? ` (${shown})` : ''}` }),
      next: told(nextOfKind[unknownKind]),
    }
  }
  const [kind, message, next = nextOfKind[kind]] = row
  return { message: given.fill(told(message)), next: given.fill(told(next)) }
}

/** What kind of refusal a code is; one that nobody has described is taken for a plain refusal. */
export function xapiErrorKind(code: string): XapiErrorKind {
  return rowOf(code)?.[0] ?? unknownKind
}
