/**
 * What an RFB client says, cut into its messages (RFC 6143, 7.5, and the extensions that noVNC and QEMU speak), so that
 * keys, pointer and clipboard of somebody who only watches can be kept from the guest while the requests for the picture
 * pass. Knows no more than lengths; nothing is kept but the beginning of a message that has not wholly come.
 */
export class RfbInput {
  private phase: 'version' | 'security' | 'init' | 'messages' | 'unknown' = 'version'
  private begun: Buffer = empty
  /** Bytes of the present message that have not come yet, and whether they go on to the guest. */
  private owed = 0
  private passes = true

  /** The part of the bytes that goes on to the guest. `mayAct`: keys, pointer and clipboard do as well. */
  take(bytes: Buffer, mayAct: boolean): Buffer {
    if (this.phase === 'unknown') return mayAct ? bytes : empty
    const data = this.begun.length > 0 ? Buffer.concat([this.begun, bytes]) : bytes
    this.begun = empty
    const out: Buffer[] = []
    let at = 0
    while (at < data.length) {
      if (this.owed === 0) {
        const next = this.begin(data.subarray(at), mayAct)
        if (next === 'unknown') {
          // What cannot be told apart is not let through by halves.
          if (mayAct) out.push(data.subarray(at))
          break
        }
        if (next === 'more') {
          this.begun = Buffer.from(data.subarray(at))
          break
        }
      }
      const end = Math.min(at + this.owed, data.length)
      if (this.passes) out.push(data.subarray(at, end))
      this.owed -= end - at
      at = end
    }
    if (out.length === 1) return out[0] ?? empty
    return Buffer.concat(out)
  }

  private begin(data: Buffer, mayAct: boolean): 'begun' | 'more' | 'unknown' {
    switch (this.phase) {
      case 'version': {
        if (data.length < 12) return 'more'
        const text = data.toString('latin1', 0, 12)
        if (!/^RFB \d{3}\.\d{3}\n$/.test(text)) return this.lose()
        // Up to 3.3 it is the server that chooses how one proves oneself.
        return this.pass(12, text < 'RFB 003.007' ? 'init' : 'security')
      }
      case 'security':
        // Consoles of Xen ask for none; what else there is has an answer whose length is not known here.
        return data[0] === 1 ? this.pass(1, 'init') : this.lose()
      case 'init':
        return this.pass(1, 'messages')
      default: {
        const length = lengthOf(data)
        if (length === undefined) return 'more'
        if (length === null) return this.lose()
        this.owed = length
        this.passes = mayAct || !acting.has(data[0] ?? -1)
        return 'begun'
      }
    }
  }

  private pass(length: number, then: 'security' | 'init' | 'messages'): 'begun' {
    this.owed = length
    this.passes = true
    this.phase = then
    return 'begun'
  }

  private lose(): 'unknown' {
    this.phase = 'unknown'
    return 'unknown'
  }
}

const empty = Buffer.alloc(0)

const type = {
  setPixelFormat: 0,
  setEncodings: 2,
  updateRequest: 3,
  key: 4,
  pointer: 5,
  cutText: 6,
  continuousUpdates: 150,
  fence: 248,
  power: 250,
  desktopSize: 251,
  qemu: 255,
} as const

/** Those that change something at the guest. */
const acting = new Set<number>([
  type.key,
  type.pointer,
  type.cutText,
  type.power,
  type.desktopSize,
  type.qemu,
])

/** The length of the message that begins here; undefined until enough of it has come, null for one nobody knows. */
function lengthOf(data: Buffer): number | null | undefined {
  switch (data[0]) {
    case type.setPixelFormat:
      return 20
    case type.setEncodings:
      return data.length < 4 ? undefined : 4 + 4 * data.readUInt16BE(2)
    case type.updateRequest:
    case type.continuousUpdates:
      return 10
    case type.key:
      return 8
    case type.pointer:
      // With more than seven buttons, which the highest bit of the first mask says, there is a second mask.
      return data.length < 2 ? undefined : (data[1] ?? 0) & 0x80 ? 7 : 6
    case type.cutText:
      // The extended clipboard has the length below nought.
      return data.length < 8 ? undefined : 8 + Math.abs(data.readInt32BE(4))
    case type.fence:
      return data.length < 9 ? undefined : 9 + (data[8] ?? 0)
    case type.power:
      return 4
    case type.desktopSize:
      return data.length < 7 ? undefined : 8 + 16 * (data[6] ?? 0)
    case type.qemu:
      if (data.length < 2) return undefined
      // Keys with their place on the keyboard; sound is nothing that Domus asks for.
      return data[1] === 0 ? 12 : null
    default:
      return null
  }
}
