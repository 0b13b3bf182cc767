/** A text, or a list of such: `('a' ('b' 'c'))`. */
export type SExpression = string | readonly SExpression[]

/**
 * Reads the form in which the database of a pool keeps sets and maps: lists in parentheses, texts in single quotes
 * with `\` before a quote or itself, or bare. Throws a RangeError where it is none.
 */
export function parseSExpression(text: string): SExpression {
  const reader = new Reader(text)
  const value = reader.value()
  reader.end()
  return value
}

class Reader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  value(): SExpression {
    this.#space()
    const next = this.#text[this.#at]
    if (next === '(') return this.#list()
    if (next === "'") return this.#quoted()
    const bare = /[^\s()']+/y
    bare.lastIndex = this.#at
    const [word] = bare.exec(this.#text) ?? []
    if (word === undefined) throw this.#wrong()
    this.#at += word.length
    return word
  }

  end(): void {
    this.#space()
    if (this.#at < this.#text.length) throw this.#wrong()
  }

  #list(): readonly SExpression[] {
    const items: SExpression[] = []
    this.#at++
    for (;;) {
      this.#space()
      if (this.#text[this.#at] === ')') {
        this.#at++
        return items
      }
      items.push(this.value())
    }
  }

  #quoted(): string {
    let text = ''
    for (this.#at++; ; this.#at++) {
      let next = this.#text[this.#at]
      if (next === "'") break
      if (next === '\\') next = this.#text[++this.#at]
      if (next === undefined) throw this.#wrong()
      text += next
    }
    this.#at++
    return text
  }

  #space(): void {
    while (/\s/.test(this.#text[this.#at] ?? '')) this.#at++
  }

  #wrong(): RangeError {
    return new RangeError(`No set or map at character ${this.#at}: ${this.#text.slice(0, 60)}`)
  }
}
