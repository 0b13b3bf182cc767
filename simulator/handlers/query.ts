import type { ClassName } from '../../server/xapi/model/records'
import { typeOf } from '../../server/xapi/type-text'
import { Failure } from '../failure'
import { databaseText } from '../tables/column-text'
import { publicFields } from '../tables/facts'
import type { Row } from '../tables/row'

type Test = (ref: string, row: Row) => boolean
type Operand = { readonly column: string } | { readonly literal: string }

const TOKEN = /\s*(?:("[^"\\]*")|(field|not|and|or|true|false)(?![A-Za-z0-9_])|([()=]))/y

/**
 * The expression of `get_all_records_where` as a test of rows: `field "name__label" = "x"`, true, false, not, and, or,
 * parentheses. `and` and `or` bind alike, from the left. Refused with INVALID_VALUE when it cannot be read, with
 * INTERNAL_ERROR when it names no column.
 */
export function parseQuery(cls: ClassName, expression: string): Test {
  return new Parser(cls, expression).all()
}

class Parser {
  readonly #cls: ClassName
  readonly #text: string
  readonly #tokens: string[]
  #at = 0

  constructor(cls: ClassName, text: string) {
    this.#cls = cls
    this.#text = text
    this.#tokens = this.#lex(text)
  }

  all(): Test {
    const test = this.#expression()
    if (this.#at < this.#tokens.length) throw this.#syntax()
    return test
  }

  #lex(text: string): string[] {
    const tokens: string[] = []
    const token = new RegExp(TOKEN)
    while (token.lastIndex < text.trimEnd().length) {
      const match = token.exec(text)
      if (!match) throw new Failure('INVALID_VALUE', text, 'Failure("lexing: empty token")')
      tokens.push(match[1] ?? match[2] ?? match[3] ?? '')
    }
    return tokens
  }

  #syntax(): Failure {
    return new Failure('INVALID_VALUE', this.#text, 'Xapi_database.Db_filter_parse.MenhirBasics.Error')
  }

  #expression(): Test {
    let left = this.#term()
    for (;;) {
      const joint = this.#tokens[this.#at]
      if (joint !== 'and' && joint !== 'or') return left
      this.#at++
      const one = left
      const other = this.#term()
      left =
        joint === 'and'
          ? (ref, row) => one(ref, row) && other(ref, row)
          : (ref, row) => one(ref, row) || other(ref, row)
    }
  }

  #term(): Test {
    const token = this.#tokens[this.#at++]
    if (token === 'true') return () => true
    if (token === 'false') return () => false
    if (token === 'not') {
      const inner = this.#term()
      return (ref, row) => !inner(ref, row)
    }
    if (token === '(') {
      const inner = this.#expression()
      if (this.#tokens[this.#at++] !== ')') throw this.#syntax()
      return inner
    }
    this.#at--
    const left = this.#operand()
    if (this.#tokens[this.#at++] !== '=') throw this.#syntax()
    const right = this.#operand()
    const value = [this.#reader(left), this.#reader(right)] as const
    return (ref, row) => value[0](ref, row) === value[1](ref, row)
  }

  #operand(): Operand {
    const token = this.#tokens[this.#at++]
    if (token?.startsWith('"')) return { literal: token.slice(1, -1) }
    const name = this.#tokens[this.#at++]
    if (token !== 'field' || !name?.startsWith('"')) throw this.#syntax()
    return { column: name.slice(1, -1) }
  }

  #reader(operand: Operand): (ref: string, row: Row) => string {
    if ('literal' in operand) return () => operand.literal
    const { column } = operand
    if (column === '_ref') return ref => ref
    const field = publicFields(this.#cls).find(([name, { col }]) => (col ?? name) === column)
    if (!field) throw new Failure('INTERNAL_ERROR', 'missing field', column, '')
    const [name, { t }] = field
    return (_, row) => databaseText(typeOf(t), row[name])
  }
}
