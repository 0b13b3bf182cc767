import type { Clock } from './clock'

/** Older lines are forgotten. */
const KEPT = 10_000

export interface Deed {
  /** Name of the user, empty for a session that is not there. */
  readonly user: string
  readonly local: boolean
  /** `VM.start` */
  readonly method: string
  /** `OK`, or the code of the refusal. */
  readonly result: string
  /** The objects it was done to. */
  readonly objects: readonly {
    readonly cls: string
    readonly name: string
    readonly uuid: string
    readonly ref: string
  }[]
}

/** Who did what: everything asked of the pool that is more than reading. */
export class AuditLog {
  readonly #clock: Clock
  readonly #lines: { readonly at: number; readonly text: string }[] = []
  #number = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  note({ user, local, method, result, objects }: Deed): void {
    const at = this.#clock.now()
    const time = new Date(at).toISOString().replaceAll('-', '')
    const touched = objects.map(
      ({ cls, name, uuid, ref }) => `('${cls.toLowerCase()}' '${quoted(name)}' '${uuid}' '${ref}')`,
    )
    const who = local ? "'LOCAL_SUPERUSER' ''" : `'${quoted(user)}' ''`
    const outcome = result === 'OK' ? "'ALLOWED' 'OK'" : `'ALLOWED' 'ERROR:${quoted(result)}'`
    const text = `[${time}|audit|localhost|${++this.#number} |${method}|audit] (${who} ${outcome} 'API' '${method}' (${touched.join(' ')}))`
    this.#lines.push({ at, text })
    if (this.#lines.length > KEPT) this.#lines.splice(0, this.#lines.length - KEPT)
  }

  /** Lines since a time in milliseconds, oldest first. */
  since(time: number): string[] {
    return this.#lines.filter(line => line.at >= time).map(line => line.text)
  }
}

function quoted(text: string): string {
  return text.replace(/[\\'"]/g, '\\$&').replaceAll('\n', ' ')
}
