import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RfbInput } from './rfb-input'

const hello = Buffer.concat([Buffer.from('RFB 003.008\n'), Buffer.of(1, 1)])
const fill = (type: number, length: number) => Buffer.concat([Buffer.of(type), Buffer.alloc(length - 1, 7)])

function withUint16(at: number, value: number, message: Buffer): Buffer {
  message.writeUInt16BE(value, at)
  return message
}

function cutText(length: number, extended: boolean): Buffer {
  const message = fill(6, 8 + length)
  message.writeInt32BE(extended ? -length : length, 4)
  return message
}

/** Messages by whether they change something at the guest. */
const quiet = fc.oneof(
  fc.constant(fill(0, 20)),
  fc.integer({ min: 0, max: 30 }).map(count => withUint16(2, count, fill(2, 4 + 4 * count))),
  fc.constant(fill(3, 10)),
  fc.constant(fill(150, 10)),
  fc.integer({ min: 0, max: 64 }).map(length => {
    const message = fill(248, 9 + length)
    message[8] = length
    return message
  }),
)
const acting = fc.oneof(
  fc.constant(fill(4, 8)),
  fc.constant(Buffer.of(5, 1, 0, 9, 0, 9)),
  fc.constant(Buffer.of(5, 0x81, 0, 9, 0, 9, 1)),
  fc.tuple(fc.integer({ min: 0, max: 3000 }), fc.boolean()).map(([length, more]) => cutText(length, more)),
  fc.constant(fill(250, 4)),
  fc.integer({ min: 0, max: 4 }).map(screens => {
    const message = fill(251, 8 + 16 * screens)
    message[6] = screens
    return message
  }),
  fc.constant(Buffer.concat([Buffer.of(255, 0), Buffer.alloc(10, 7)])),
)
const said = fc.array(
  fc.oneof(
    quiet.map(bytes => ({ bytes, acts: false })),
    acting.map(bytes => ({ bytes, acts: true })),
  ),
  { maxLength: 12 },
)
const cuts = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 50 })

function* pieces(all: Buffer, lengths: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < all.length; turn++) {
    const length = lengths[turn % lengths.length] ?? 1
    yield all.subarray(at, at + length)
    at += length
  }
}

describe('what an RFB client says', () => {
  test('passes whole while it may act, and without keys, pointer and clipboard while it may not', () => {
    fc.assert(
      fc.property(said, cuts, fc.boolean(), (messages, lengths, mayAct) => {
        const all = Buffer.concat([hello, ...messages.map(({ bytes }) => bytes)])
        const input = new RfbInput()
        const out = [...pieces(all, lengths)].map(piece => input.take(piece, mayAct))
        const expected = messages.filter(({ acts }) => mayAct || !acts).map(({ bytes }) => bytes)
        expect(Buffer.concat(out)).toEqual(Buffer.concat([hello, ...expected]))
      }),
    )
  })

  test('is kept back from the next message on, never within one', () => {
    const input = new RfbInput()
    input.take(hello, true)
    const text = cutText(100, false)
    expect(input.take(text.subarray(0, 50), true)).toHaveLength(50)
    expect(input.take(Buffer.concat([text.subarray(50), fill(4, 8)]), false)).toEqual(text.subarray(50))
    expect(input.take(fill(4, 8), true)).toHaveLength(8)
  })

  test('of the oldest version has no choice of security', () => {
    const input = new RfbInput()
    const old = Buffer.concat([Buffer.from('RFB 003.003\n'), Buffer.of(1)])
    expect(input.take(Buffer.concat([old, fill(4, 8), fill(3, 10)]), false)).toEqual(
      Buffer.concat([old, fill(3, 10)]),
    )
  })

  test.each([
    ['that speaks something else', Buffer.from('GET / HTTP/1.1\r\n')],
    ['with a security that is not known', Buffer.concat([Buffer.from('RFB 003.008\n'), Buffer.of(2)])],
    ['with a message that is not known', Buffer.concat([hello, Buffer.of(77, 1, 2)])],
  ])('%s is not told apart: all passes, or from there on nothing', (_, bytes) => {
    const free = new RfbInput()
    expect(Buffer.concat([free.take(bytes, true), free.take(Buffer.of(4, 4), true)])).toEqual(
      Buffer.concat([bytes, Buffer.of(4, 4)]),
    )
    const bound = new RfbInput()
    bound.take(bytes, false)
    expect(bound.take(fill(4, 8), false)).toHaveLength(0)
  })
})
