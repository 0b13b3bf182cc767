import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync } from 'node:zlib'
import { isLanguage, type Language } from '@/server/shared/languages'
import { type Reading, textKey } from '@/server/shared/text'
import de from './de.json'
import ja from './ja.json'
import xapiDe from './xapi/de.json'
import xapiJa from './xapi/ja.json'
import xapiZhCN from './xapi/zh-CN.json'
import zhCN from './zh-CN.json'

/** What each English text is in the other languages; a test says what is missing. */
export const catalogues: Readonly<Record<Exclude<Language, 'en'>, Readonly<Record<string, string>>>> = {
  de,
  ja,
  'zh-CN': zhCN,
}

/** The sentences of what pools answer: told by the server, so that no browser has to have them. */
const xapiSentences: typeof catalogues = { de: xapiDe, ja: xapiJa, 'zh-CN': xapiZhCN }

const byKey = (catalogue: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(catalogue).map(([text, told]) => [textKey(text), told]))

interface Made {
  reading: Reading
  /** What a browser runs before anything is drawn. */
  script: Buffer
  packed: Buffer
  version: string
}
const made = new Map<Language, Made>()

function make(language: Language): Made {
  const before = made.get(language)
  if (before) return before
  const texts = language === 'en' ? {} : byKey(catalogues[language])
  const known = language === 'en' ? {} : { ...byKey(xapiSentences[language]), ...texts }
  const script = Buffer.from(`domusTexts=${JSON.stringify({ language, texts })}`)
  const version = createHash('sha256').update(script).digest('hex').slice(0, 12)
  const fresh: Made = {
    // English stands in the scripts of the pages.
    reading: {
      language,
      texts: known,
      ...(language === 'en' ? {} : { url: `/texts/${language}.js?${version}` }),
    },
    script,
    packed: brotliCompressSync(script),
    version,
  }
  made.set(language, fresh)
  return fresh
}

export function readingIn(language: Language): Reading {
  return make(language).reading
}

/** Answers requests for /texts/de.js; false: somebody else has to. Browsers keep what carries its version for ever. */
export function answerTexts(request: IncomingMessage, response: ServerResponse): boolean {
  const [, name, version] = /^\/texts\/([\w-]+)\.js(?:\?(\w+))?$/.exec(request.url ?? '') ?? []
  if (!isLanguage(name)) return false
  const { script, packed, version: current } = make(name)
  const takesPacked = /\bbr\b/.test(String(request.headers['accept-encoding']))
  const body = takesPacked ? packed : script
  response.writeHead(200, {
    'Content-Type': 'application/javascript; charset=UTF-8',
    'Content-Length': body.length,
    'Cache-Control': version === current ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
    ...(takesPacked ? { 'Content-Encoding': 'br' } : {}),
  })
  response.end(request.method === 'HEAD' ? undefined : body)
  return true
}
