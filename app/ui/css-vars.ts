import type { CSSProperties } from 'react'

/** Custom properties for a style attribute, which React's types know nothing of. Names begin with two dashes. */
export function cssVars(vars: Readonly<Record<`--${string}`, string>>): CSSProperties {
  return vars as CSSProperties
}
