import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type MarkedToken, marked, type Token, type Tokens } from 'marked'
import type {} from '@/server/shared/root'

/**
 * The files of docs/ as pages and as what the search goes through. Read when pages are built and when they are drawn,
 * never in the browser.
 */
export interface ManualPage {
  /** "running" for docs/running.md. */
  slug: string
  title: string
  tokens: readonly Token[]
}

/** A part of a page that the search can lead to. */
export interface ManualSection {
  /** "running#clipboard"; without "#" the page's beginning. */
  id: string
  page: string
  /** '' at the page's beginning. */
  heading: string
  text: string
}

/** The server says where Domus lies, whatever directory it was started from; while pages are built that is where one is. */
const folder = () => path.join(globalThis.domusRoot ?? process.cwd(), 'docs')

export function manualSlugs(): string[] {
  return readdirSync(folder())
    .filter(name => name.endsWith('.md'))
    .map(name => name.slice(0, -3))
    .sort()
}

export function manualPage(slug: string): ManualPage {
  return pageOf(slug, readFileSync(path.join(folder(), `${slug}.md`), 'utf8'))
}

export function pageOf(slug: string, text: string): ManualPage {
  const tokens = marked.lexer(text)
  const title = tokens.find(isHeading)
  return { slug, title: title ? plain(title.tokens) : slug, tokens: tokens.filter(one => one !== title) }
}

/** The lexer, which knows nothing but Markdown here, makes no other kinds. */
export function known(token: Token): MarkedToken {
  return token as MarkedToken
}

const isHeading = (token: Token): token is Tokens.Heading => token.type === 'heading'

/** What the tokens say, without marks. */
export function plain(tokens: readonly Token[] = []): string {
  return tokens
    .map(given => {
      const token = known(given)
      if (token.type === 'list') return token.items.map(item => plain(item.tokens)).join('\n')
      if (token.type === 'table') return tableText(token)
      if ('tokens' in token && token.tokens) return plain(token.tokens)
      if (token.type === 'html') return ''
      return 'text' in token ? String(token.text) : ' '
    })
    .join('')
}

function tableText({ header, rows }: Tokens.Table): string {
  return [header, ...rows].map(row => row.map(cell => plain(cell.tokens)).join(' ')).join('\n')
}

/**
 * What a part of a page is called: a heading, or the bold words at the beginning of a paragraph, as in "**Clipboard.** …".
 * Undefined: it goes on with the part before.
 */
export function leadOf(token: Token): string | undefined {
  const part = known(token)
  if (part.type === 'heading') return plain(part.tokens)
  if (part.type !== 'paragraph') return undefined
  const first = part.tokens.map(known)[0]
  return first?.type === 'strong' ? plain(first.tokens).replace(/[.:,]$/, '') : undefined
}

/** "Second factors" as it stands in an address: "second-factors". */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

export function sectionsOf({ slug, title, tokens }: ManualPage): ManualSection[] {
  const sections: ManualSection[] = [{ id: slug, page: title, heading: '', text: '' }]
  for (const token of tokens) {
    const heading = leadOf(token)
    if (heading !== undefined)
      sections.push({ id: `${slug}#${anchorOf(heading)}`, page: title, heading, text: '' })
    const last = sections.at(-1)
    if (last && !isHeading(token)) last.text += `${plain([token])}\n`
  }
  // Two parts of a page may be called alike: the first is where its link leads.
  const seen = new Set<string>()
  return sections.filter(({ id, text }) => text.trim() !== '' && !seen.has(id) && seen.add(id))
}
