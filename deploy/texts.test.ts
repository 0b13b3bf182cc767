import compile from 'icu-minify/compile'
import { expect, it } from 'vitest'
import { parseMessage } from '@/server/shared/message'
import { textKey } from '@/server/shared/text'

interface Compared {
  language: string
  told: Record<string, string>
  missing: string[]
  unused: string[]
}
interface Texts {
  allTexts(): Map<string, string[]>
  compare(texts: Map<string, string[]>): Compared[]
  textsOf(file: string, source: string): Set<string>
}
const tool: Texts = await import(String(new URL('texts.mjs', import.meta.url)))
const texts = tool.allTexts()
const languages = tool.compare(texts)

it.each(languages)(
  '$language has no text that nobody names (npm run texts -- --write takes them out)',
  ({ unused }) => {
    expect(unused).toEqual([])
  },
)

/** Languages in which everything is said: what is added is translated in the same change. */
const whole = ['de', 'ja', 'zh-CN', 'xapi/de', 'xapi/ja', 'xapi/zh-CN']

it.each(languages.filter(({ language }) => whole.includes(language)))(
  '$language says everything (npm run texts -- --missing lists what it does not)',
  ({ missing }) => {
    expect(missing).toEqual([])
  },
)

const isXapi = (message: string) => /\{\d/.test(message)

/** The places of a message that are filled in, and its tags. */
function places(message: string): string[] {
  const found = new Set<string>()
  const walk = (node: unknown): void => {
    if (!Array.isArray(node)) return
    const [name, kind, choices] = node
    found.add(String(name))
    if (typeof kind !== 'number' || kind === 0) node.slice(1).forEach(walk)
    // What a choice holds is a list of nodes, or one of them.
    else for (const choice of Object.values(choices ?? {})) if (Array.isArray(choice)) choice.forEach(walk)
  }
  // The sentences of XAPI's codes fill in parameters by their numbers.
  if (isXapi(message)) return [...new Set(message.match(/\{[\d/]+(:\w+)?/g))].sort()
  const compiled = compile(message)
  if (Array.isArray(compiled)) compiled.forEach(walk)
  return [...found].sort()
}

it.each(languages)('$language fills in what English does', ({ told }) => {
  for (const [text, is] of Object.entries(told)) {
    expect(is.trim(), text).not.toBe('')
    expect(places(is), text).toEqual(places(text))
  }
})

it('reads messages as ICU has them', () => {
  const all = [...texts.keys(), ...languages.flatMap(({ told }) => Object.values(told))].filter(
    message => !isXapi(message),
  )
  for (const message of all) expect(parseMessage(message), message).toEqual(compile(message))
  expect(all.length).toBeGreaterThan(100)
})

it('gives no two texts the same short name', () => {
  const keys = new Map<string, string>()
  for (const text of texts.keys()) {
    expect(keys.get(textKey(text)), text).toBeUndefined()
    keys.set(textKey(text), text)
  }
})

it('finds texts where they are named', () => {
  const source = `t('One'); say("Two"); t(a ? 'Three' : 'Four', { n }); <p title={told('Five')}>{rich('<b>Six</b>', {})}</p>
    appError('refused', 'Seven', { next: 'Eight' }); told(nine); other('Ten')`
  expect([...tool.textsOf('a.tsx', source)].sort()).toEqual(
    ['<b>Six</b>', 'Eight', 'Five', 'Four', 'One', 'Seven', 'Three', 'Two'].sort(),
  )
})
