/** A number as performance data has it: 15 digits at most, `0.0` for nothing, `NaN`, `Infinity`. */
export function writeNumber(value: number): string {
  if (value === 0) return '0.0'
  if (!Number.isFinite(value)) return String(value)
  const size = Math.abs(value)
  if (size >= 1e15 || size < 1e-4) return withExponent(value)
  return Number.isInteger(value) ? String(value) : withoutZeros(value.toPrecision(15))
}

/** Samples are kept in four bytes. */
export function writeSample(value: number): string {
  return writeNumber(Math.fround(value))
}

function withExponent(value: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(14).split('e')
  return `${withoutZeros(mantissa)}e${exponent.slice(0, 1)}${exponent.slice(1).padStart(2, '0')}`
}

function withoutZeros(digits: string): string {
  return digits.includes('.') ? digits.replace(/\.?0+$/, '') : digits
}
