const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB']

/** A size for a person: "1.5 GiB", "512 MiB". Three digits at most before the unit changes. */
export function bytesText(bytes: number): string {
  if (!Number.isFinite(bytes)) return '–'
  let value = Math.abs(bytes)
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1024
    unit++
  }
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2
  return `${bytes < 0 ? '−' : ''}${Number(value.toFixed(digits))} ${units[unit]}`
}
