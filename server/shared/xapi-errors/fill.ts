import { bytesText } from '../bytes'
import { t } from '../text'

/** Finds what a person calls an object, given the reference or uuid in an error's parameter. */
export type NameOf = (refOrUuid: string) => string | undefined

/** The parameters of a refusal, as the places of a sentence need them. */
export class Parameters {
  constructor(
    private readonly params: readonly string[],
    private readonly nameOf: NameOf,
  ) {}

  /** Fills the places of a sentence, as ErrorRow describes them. Newer hosts add parameters, older ones lack some. */
  fill(sentence: string): string {
    return sentence
      .replace(
        /\{([\d/]+)(?::(\w+))?(?:\|([^}]*))?\}/g,
        (_, indexes: string, form = 'name', otherwise = '') =>
          form === 'rest'
            ? this.#rest(Number(indexes)) || otherwise
            : this.#place(this.#first(indexes.split('/').map(Number)), form, otherwise),
      )
      .replace(/ +(?=[ .,;:)])/g, '')
  }

  /** What a parameter is called, an object by its name. */
  name(param: string): string {
    return this.nameOf(param) ?? (isReference(param) ? t('an object that is gone') : param)
  }

  /** Each parameter from this one on by its name. */
  #rest(from: number): string {
    return this.params
      .slice(from)
      .map(param => this.name(param))
      .join(', ')
  }

  #first(indexes: readonly number[]): string {
    for (const index of indexes) {
      const param = this.params[index]?.trim() ?? ''
      // Some hosts answer with a document for programs where a text for people belongs.
      if (param !== '' && !param.startsWith('<')) return param
    }
    return ''
  }

  #place(param: string, form: string, otherwise: string): string {
    switch (form) {
      case 'because':
        return param === '' || param === 'true' ? '' : `: ${this.#text(param).replace(/[.\s]+$/, '')}`
      case 'word':
        return param === '' || isReference(param) ? otherwise : param.replaceAll('_', ' ').toLowerCase()
      case 'size':
        return /^\d+$/.test(param) ? bytesText(Number(param)) : this.#text(param) || otherwise
      case 'seconds':
        return param !== '' && Number.isFinite(Number(param))
          ? t('{n, plural, one {# second} other {# seconds}}', { n: Math.round(Number(param)) })
          : otherwise
      case 'names':
        return this.#names(param) || otherwise
      case 'text':
        return this.#text(param) || otherwise
      default:
        if (param === '') return otherwise
        return this.nameOf(param) ?? (isReference(param) ? otherwise : param)
    }
  }

  /** A text with the references in it replaced by names. */
  #text(param: string): string {
    return param.replace(reference, ref => this.name(ref))
  }

  /** A list of objects, in whichever way the host has written it. */
  #names(param: string): string {
    const found = param.match(/OpaqueRef:[\w-]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi)
    return found ? found.map(item => this.name(item)).join(', ') : param
  }
}

const reference = /OpaqueRef:[\w-]+/g

function isReference(param: string): boolean {
  return param.startsWith('OpaqueRef:')
}
