import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format'

export type { FormatValues } from 'icu-minify/format'

/**
 * Messages in the part of ICU's format that we use: {name}, {n, plural, =0 {…} one {#…} other {…}}, select, <tag>…</tag>,
 * and two apostrophes around a brace that stands for itself. They are read where they are needed, because a whole
 * reader of ICU would be a tenth of the first page; a test holds this one against it.
 */
export type Message = CompiledMessage
type Node = Exclude<Message, string>[number]

const pound = 0
const kinds = { select: 1, plural: 2, selectordinal: 3 } as const
const isKind = (word: string): word is keyof typeof kinds => Object.hasOwn(kinds, word)

export function parseMessage(text: string): Message {
  if (!/[{}<']/.test(text)) return text
  const nodes = new Reader(text).nodes(false)
  const [only] = nodes
  if (nodes.length === 0) return ''
  return nodes.length === 1 && typeof only === 'string' ? only : nodes
}

class Reader {
  #at = 0
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** Up to the end, or to what closes the part that is being read. */
  nodes(counted: boolean): Node[] {
    const nodes: Node[] = []
    let plain = ''
    const put = (node: Node) => {
      if (plain) nodes.push(plain)
      plain = ''
      nodes.push(node)
    }
    while (this.#at < this.#text.length) {
      const char = this.#text.charAt(this.#at)
      if (char === '}' || this.#text.startsWith('</', this.#at)) break
      if (char === '{') put(this.#argument())
      else if (char === '<' && /^<[a-z]+>/i.test(this.#text.slice(this.#at))) put(this.#tag())
      else if (char === '#' && counted) {
        this.#at++
        put(pound)
      } else if (char === "'") plain += this.#quoted()
      else {
        plain += char
        this.#at++
      }
    }
    if (plain) nodes.push(plain)
    return nodes
  }

  #quoted(): string {
    const rest = this.#text.slice(this.#at)
    const quoted = /^'([{}<>][^']*)'/.exec(rest)
    if (quoted) {
      this.#at += quoted[0].length
      return quoted[1] ?? ''
    }
    this.#at += rest.startsWith("''") ? 2 : 1
    return "'"
  }

  #word(): string {
    const word = /^\s*([^\s,{}<>]+)\s*/.exec(this.#text.slice(this.#at))
    if (!word) throw new Error(`A name is missing at ${this.#at} of "${this.#text}"`)
    this.#at += word[0].length
    return word[1] ?? ''
  }

  #take(char: string): void {
    if (this.#text[this.#at] !== char)
      throw new Error(`"${char}" is missing at ${this.#at} of "${this.#text}"`)
    this.#at += char.length
  }

  #argument(): Node {
    this.#take('{')
    const name = this.#word()
    if (this.#text[this.#at] === '}') {
      this.#at++
      return [name]
    }
    this.#take(',')
    const kind = this.#word()
    if (!isKind(kind)) throw new Error(`"${kind}" is not known in "${this.#text}"`)
    this.#take(',')
    const choices: Record<string, Node> = {}
    while (/\S/.test(this.#text.charAt(this.#skip()))) {
      if (this.#text[this.#at] === '}') break
      const choice = this.#word()
      this.#take('{')
      choices[choice] = branch(this.nodes(kind !== 'select'))
      this.#take('}')
    }
    this.#take('}')
    return [name, kinds[kind], choices]
  }

  #skip(): number {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at++
    return this.#at
  }

  #tag(): Node {
    this.#take('<')
    const name = this.#word()
    this.#take('>')
    const [first = '', ...rest] = this.nodes(false)
    for (const char of `</${name}>`) this.#take(char)
    return [name, first, ...rest]
  }
}

function branch(nodes: Node[]): Node {
  const [only] = nodes
  if (only === undefined) return ''
  if (nodes.length === 1 && (typeof only === 'string' || only === pound)) return only
  return asNode(nodes)
}

/** A branch of several parts is a list of them, which the types of the package have no name for. */
function asNode(nodes: Node[]): Node {
  return nodes as unknown as Node
}

const plainNumbers = new Intl.NumberFormat('en', { useGrouping: false })
let wholeNumbers: () => Intl.NumberFormat | undefined = () => undefined

/** How numbers are written for "#": as in all of the page. Undefined: as programs do. */
export function writeNumbersBy(format: () => Intl.NumberFormat | undefined): void {
  wholeNumbers = format
}

/** Formatters are dear to make. */
const made = new Map<string, Intl.PluralRules>()
const formatters = {
  getDateTimeFormat: (...args: ConstructorParameters<typeof Intl.DateTimeFormat>) =>
    new Intl.DateTimeFormat(...args),
  getNumberFormat: () => wholeNumbers() ?? plainNumbers,
  getPluralRules: (...[locale, options]: ConstructorParameters<typeof Intl.PluralRules>) => {
    const key = `p${locale}${options?.type}`
    const rules = made.get(key) ?? new Intl.PluralRules(locale, options)
    made.set(key, rules)
    return rules
  },
}

export function formatMessage<Rich = string>(
  message: Message,
  locale: string,
  values?: FormatValues<Rich>,
): string | Rich | (string | Rich)[] {
  return format<Rich>(message, locale, values, { formatters })
}
