/**
 * XXH64 with seed 0, by which archives check their pieces. Numbers of 64 bits are pairs of 32 here: several times
 * faster than BigInt.
 */
interface Pair {
  high: number
  low: number
}

const prime = (high: number, low: number): Readonly<Pair> => ({ high: high | 0, low: low | 0 })
const P1 = prime(0x9e3779b1, 0x85ebca87)
const P2 = prime(0xc2b2ae3d, 0x27d4eb4f)
const P3 = prime(0x165667b1, 0x9e3779f9)
const P4 = prime(0x85ebca77, 0xc2b2ae63)
const P5 = prime(0x27d4eb2f, 0x165667c5)

/** Sixteen upper-case hexadecimal digits. */
export function xxh64(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const hash: Pair = { high: 0, low: 0 }
  let at = 0
  if (bytes.length >= 32) at = stripes(hash, view)
  else set(hash, P5)
  add(hash, 0, bytes.length)
  for (; at + 8 <= bytes.length; at += 8) {
    const lane = pairAt(view, at)
    round(lane, { high: 0, low: 0 })
    xor(hash, lane)
    rotate(hash, 27)
    multiply(hash, P1)
    add(hash, P4.high, P4.low)
  }
  if (at + 4 <= bytes.length) {
    const lane: Pair = { high: 0, low: view.getInt32(at, true) }
    multiply(lane, P1)
    xor(hash, lane)
    rotate(hash, 23)
    multiply(hash, P2)
    add(hash, P3.high, P3.low)
    at += 4
  }
  for (; at < bytes.length; at++) {
    const lane: Pair = { high: 0, low: view.getUint8(at) }
    multiply(lane, P5)
    xor(hash, lane)
    rotate(hash, 11)
    multiply(hash, P1)
  }
  shake(hash, 33)
  multiply(hash, P2)
  shake(hash, 29)
  multiply(hash, P3)
  shake(hash, 32)
  return digits(hash.high) + digits(hash.low)
}

/** Takes all whole stripes of 32 bytes; tells where they end. */
function stripes(hash: Pair, view: DataView): number {
  const lanes: [Pair, Pair, Pair, Pair] = [{ ...P1 }, { ...P2 }, { high: 0, low: 0 }, { high: 0, low: 0 }]
  const [a, b, c, d] = lanes
  add(a, P2.high, P2.low)
  subtract(d, P1)
  const input: Pair = { high: 0, low: 0 }
  let at = 0
  for (; at + 32 <= view.byteLength; at += 32) {
    for (let lane = 0; lane < 4; lane++) {
      input.low = view.getInt32(at + lane * 8, true)
      input.high = view.getInt32(at + lane * 8 + 4, true)
      const state = lanes[lane]
      if (state) round(input, state)
      if (state) set(state, input)
    }
  }
  const turns = [1, 7, 12, 18]
  for (const [index, lane] of [a, b, c, d].entries()) {
    const turned = { ...lane }
    rotate(turned, turns[index] ?? 0)
    add(hash, turned.high, turned.low)
  }
  for (const lane of lanes) {
    round(lane, { high: 0, low: 0 })
    xor(hash, lane)
    multiply(hash, P1)
    add(hash, P4.high, P4.low)
  }
  return at
}

/** input = rotate(state + input × P2, 31) × P1 */
function round(input: Pair, state: Readonly<Pair>): void {
  multiply(input, P2)
  add(input, state.high, state.low)
  rotate(input, 31)
  multiply(input, P1)
}

function pairAt(view: DataView, at: number): Pair {
  return { high: view.getInt32(at + 4, true), low: view.getInt32(at, true) }
}

function set(to: Pair, from: Readonly<Pair>): void {
  to.high = from.high
  to.low = from.low
}

function xor(to: Pair, by: Readonly<Pair>): void {
  to.high ^= by.high
  to.low ^= by.low
}

function add(to: Pair, high: number, low: number): void {
  const sum = (to.low >>> 0) + (low >>> 0)
  to.high = (to.high + high + (sum > 0xffffffff ? 1 : 0)) | 0
  to.low = sum | 0
}

function subtract(to: Pair, by: Readonly<Pair>): void {
  const borrow = to.low >>> 0 < by.low >>> 0 ? 1 : 0
  to.high = (to.high - by.high - borrow) | 0
  to.low = (to.low - by.low) | 0
}

function multiply(to: Pair, by: Readonly<Pair>): void {
  const low = to.low & 0xffff
  const high = to.low >>> 16
  const byLow = by.low & 0xffff
  const byHigh = by.low >>> 16
  const bottom = low * byLow
  const middle = low * byHigh + high * byLow + (bottom >>> 16)
  const top = high * byHigh + Math.floor(middle / 65_536)
  to.high = (top + Math.imul(to.high, by.low) + Math.imul(to.low, by.high)) | 0
  to.low = (middle << 16) | (bottom & 0xffff)
}

function rotate(to: Pair, by: number): void {
  const { high, low } = to
  to.high = (high << by) | (low >>> (32 - by))
  to.low = (low << by) | (high >>> (32 - by))
}

/** to ^= to >> by */
function shake(to: Pair, by: number): void {
  if (by >= 32) to.low ^= to.high >>> (by - 32)
  else {
    to.low ^= (to.low >>> by) | (to.high << (32 - by))
    to.high ^= to.high >>> by
  }
}

function digits(word: number): string {
  return (word >>> 0).toString(16).toUpperCase().padStart(8, '0')
}
