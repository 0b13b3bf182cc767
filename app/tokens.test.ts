import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

/** The custom properties of the first block that begins with `selector`. */
function block(selector: string): Map<string, string> {
  const start = css.indexOf(selector)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return new Map([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(match => [match[1] ?? '', match[2] ?? '']))
}

/** Linear-light sRGB of "#rrggbb" or "oklch(L C H)". */
function linear(colour: string): [number, number, number] {
  const hex = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(colour)
  if (hex) {
    const channel = (text: string | undefined) => {
      const value = Number.parseInt(text ?? '', 16) / 255
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
    }
    return [channel(hex[1]), channel(hex[2]), channel(hex[3])]
  }
  const oklch = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(colour)
  if (!oklch) throw new Error(`Not a colour: ${colour}`)
  const [light = 0, chroma = 0, hue = 0] = oklch.slice(1).map(Number)
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

function contrast(one: string, other: string): number {
  const luminance = (colour: string) => {
    const [r, g, b] = linear(colour)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

const surfaces = ['canvas', 'base', 'sunken', 'raised', 'hover', 'press', 'selected']
const statuses = ['ok', 'idle', 'held', 'moving', 'warn', 'trouble']

describe.each([
  ['light', block(':root,\n[data-theme="light"]')],
  ['dark', block('[data-theme="dark"]')],
])('%s theme', (_name, theme) => {
  const of = (token: string) => {
    const value = theme.get(token)
    if (value === undefined) throw new Error(`No token --${token}`)
    return value
  }

  it.each(['text-strong', 'text-default', 'text-muted', 'text-faint', 'accent'])(
    '%s can be read on every surface (4.5:1)',
    token => {
      for (const surface of surfaces) {
        expect(contrast(of(token), of(surface)), `on ${surface}`).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it.each(['line-control', 'focus'])('%s stands out from every surface (3:1)', token => {
    for (const surface of surfaces) {
      expect(contrast(of(token), of(surface)), `on ${surface}`).toBeGreaterThanOrEqual(3)
    }
  })

  it.each(statuses)('%s: words 4.5:1 on pages, rows and their own tint, marks 3:1', status => {
    for (const surface of ['base', 'canvas', 'hover', 'selected', `${status}-tint`]) {
      expect(contrast(of(status), of(surface)), `word on ${surface}`).toBeGreaterThanOrEqual(4.5)
    }
    for (const surface of ['base', 'selected']) {
      expect(contrast(of(`${status}-mark`), of(surface)), `mark on ${surface}`).toBeGreaterThanOrEqual(3)
    }
  })

  it.each(['accent-solid', 'accent-solid-hover', 'danger-solid', 'danger-solid-hover'])(
    'white can be read on %s',
    token => {
      expect(contrast(of('on-solid'), of(token))).toBeGreaterThanOrEqual(4.5)
    },
  )
})

describe.each([
  ['light', block(':root,\n[data-theme="light"]'), block('[data-contrast="more"][data-theme="light"]')],
  ['dark', block('[data-theme="dark"]'), block('[data-contrast="more"][data-theme="dark"]')],
])('%s theme in more contrast', (_name, theme, more) => {
  const of = (token: string) => more.get(token) ?? theme.get(token) ?? ''

  it.each(['text-strong', 'text-default', 'text-muted', 'text-faint', 'accent', ...statuses])(
    '%s can be read on every surface (7:1)',
    token => {
      for (const surface of surfaces) {
        expect(contrast(of(token), of(surface)), `on ${surface}`).toBeGreaterThanOrEqual(7)
      }
    },
  )

  it.each(statuses)('%s: words 7:1 on their own tint', status => {
    expect(contrast(of(status), of(`${status}-tint`))).toBeGreaterThanOrEqual(7)
  })

  it.each(['line-control', 'focus', 'text-disabled', ...statuses.map(status => `${status}-mark`)])(
    '%s stands out from every surface (4.5:1)',
    token => {
      for (const surface of surfaces) {
        expect(contrast(of(token), of(surface)), `on ${surface}`).toBeGreaterThanOrEqual(4.5)
      }
    },
  )

  it('lines can be seen (3:1), those of rows too (1.9:1)', () => {
    for (const surface of surfaces) {
      expect(contrast(of('line'), of(surface)), `line on ${surface}`).toBeGreaterThanOrEqual(3)
      expect(contrast(of('line-subtle'), of(surface)), `row on ${surface}`).toBeGreaterThanOrEqual(1.9)
    }
  })

  it.each(['accent-solid', 'accent-solid-hover', 'danger-solid', 'danger-solid-hover'])(
    'white can be read on %s (7:1)',
    token => {
      expect(contrast(of('on-solid'), of(token))).toBeGreaterThanOrEqual(7)
    },
  )
})

it('gives both themes the same tokens in more contrast', () => {
  const light = [...block('[data-contrast="more"][data-theme="light"]').keys()]
  expect([...block('[data-contrast="more"][data-theme="dark"]').keys()]).toEqual(light)
})

it('gives both themes the same tokens', () => {
  const light = [...block(':root,\n[data-theme="light"]').keys()]
  expect([...block('[data-theme="dark"]').keys()]).toEqual(light)
})
