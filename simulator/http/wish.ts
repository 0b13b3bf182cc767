/** A fault that somebody asks for over HTTP. */
export interface Wish {
  readonly fault: string
  readonly args: Args
}

/** `{"fault": NAME, "args": [...]}`. Throws a sentence when it is no such thing. */
export function readWish(body: string): Wish {
  const wish: unknown = JSON.parse(body)
  const fault = member(wish, 'fault')
  const args = member(wish, 'args') ?? []
  if (typeof fault !== 'string') throw new Error('A fault has a name, as in {"fault": "pause"}')
  if (!Array.isArray(args)) throw new Error(`The arguments of ${fault} are a list`)
  return { fault, args: new Args(fault, args) }
}

/** The arguments of a fault, taken one by one. Throws a sentence when one is missing or of another kind. */
export class Args {
  readonly #fault: string
  readonly #left: unknown[]

  constructor(fault: string, args: readonly unknown[]) {
    this.#fault = fault
    this.#left = [...args]
  }

  text(): string {
    const text = this.textIfAny()
    if (text === undefined) throw new Error(`${this.#fault} needs a text more`)
    return text
  }

  textIfAny(): string | undefined {
    const next = this.#left.shift()
    if (next === undefined || next === null || typeof next === 'string') return next ?? undefined
    throw new Error(`${this.#fault} takes a text, not ${JSON.stringify(next)}`)
  }

  number(): number | undefined {
    const next = this.#left.shift()
    if (next === undefined || next === null || (typeof next === 'number' && next >= 0))
      return next ?? undefined
    throw new Error(`${this.#fault} takes a number from 0, not ${JSON.stringify(next)}`)
  }

  texts(): readonly string[] {
    const next = this.#left.shift() ?? []
    if (Array.isArray(next) && next.every(one => typeof one === 'string')) return next
    throw new Error(`${this.#fault} takes a list of texts, not ${JSON.stringify(next)}`)
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && name in value ? Reflect.get(value, name) : undefined
}
