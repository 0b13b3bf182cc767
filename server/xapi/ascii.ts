/** A run of ASCII that is looked for at a given place, eight bytes at a time. */
export class Ascii {
  readonly length: number
  readonly #bytes: Uint8Array
  /** The bytes as numbers: eights from the start, and the last eight. No ASCII makes a NaN, which equals nothing. */
  readonly #eights: Float64Array
  readonly #last: number

  constructor(text: string) {
    this.#bytes = Buffer.from(text, 'latin1')
    this.length = this.#bytes.length
    const view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.length)
    const count = this.length >> 3
    this.#eights = new Float64Array(count)
    for (let i = 0; i < count; i++) this.#eights[i] = view.getFloat64(8 * i, true)
    this.#last = count > 0 ? view.getFloat64(this.length - 8, true) : 0
  }

  /** Whether it stands at `at`, wholly before `end`. */
  at(view: DataView, at: number, end: number): boolean {
    const length = this.length
    if (at + length > end) return false
    const eights = this.#eights
    const count = eights.length
    if (count === 0) {
      for (let i = 0; i < length; i++) if (view.getUint8(at + i) !== this.#bytes[i]) return false
      return true
    }
    for (let i = 0; i < count; i++) if (view.getFloat64(at + 8 * i, true) !== eights[i]) return false
    return view.getFloat64(at + length - 8, true) === this.#last
  }
}
