/** Chance that can be repeated: the same seed gives the same sequence. */
export interface Random {
  /** 0 ≤ x < 1 */
  next(): number
  /** A whole number, both ends included. */
  between(low: number, high: number): number
  pick<T>(from: readonly [T, ...T[]]): T
  uuid(): string
  /** Locally administered, as xapi makes them for VIFs: `aa:bb:cc:…` with the second bit of the first byte set. */
  mac(): string
}

/** Mulberry32: small, fast, good enough to make names and sizes. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  const between = (low: number, high: number) => low + Math.floor(next() * (high - low + 1))
  const hex = (digits: number) => {
    let text = ''
    for (let digit = 0; digit < digits; digit++) text += '0123456789abcdef'[Math.floor(next() * 16)]
    return text
  }
  return {
    next,
    between,
    pick: from => from[Math.floor(next() * from.length)] ?? from[0],
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[between(0, 3)]}${hex(3)}-${hex(12)}`,
    mac: () => {
      const bytes = Array.from({ length: 6 }, () => between(0, 255))
      bytes[0] = ((bytes[0] ?? 0) & 0xfc) | 0x02
      return bytes.map(byte => byte.toString(16).padStart(2, '0')).join(':')
    },
  }
}
