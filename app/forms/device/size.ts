const GiB = 2 ** 30
const MiB = 2 ** 20

/** "40" or "1.5": GiB as bytes, in whole MiB; undefined for what is no such number. */
export function sizeFrom(text: string): number | undefined {
  const number = Number(text.trim().replace(',', '.'))
  if (text.trim() === '' || !Number.isFinite(number)) return undefined
  const bytes = Math.round((number * GiB) / MiB) * MiB
  return bytes > 0 && bytes <= 2 ** 50 ? bytes : undefined
}

/** Bytes as they are typed: GiB, to three decimals. */
export function sizeText(bytes: number): string {
  return String(Math.round((bytes / GiB) * 1000) / 1000)
}
