import type { Token, Tokens } from 'marked'
import { Fragment, type ReactNode } from 'react'
import { paths } from '@/app/lib/paths'
import { PageLink } from '@/app/parts/page-link'
import { anchorOf, known, leadOf, type ManualPage } from './manual'

/**
 * A page of the manual as elements. Each kind of token is made by hand, so nothing that stands in a file gets into the page
 * as it is: HTML is left out, and a link leads to another page of the manual or to the web.
 */
export function ManualView({ page }: { page: ManualPage }) {
  return (
    <article className="flex max-w-[46rem] flex-col gap-3 text-l leading-6">
      {page.tokens.map((token, at) => (
        <Block key={`${at} ${token.type}`} token={token} />
      ))}
    </article>
  )
}

function Block({ token: given }: { token: Token }): ReactNode {
  const token = known(given)
  switch (token.type) {
    case 'heading':
      return <Heading token={token} />
    case 'paragraph': {
      const lead = leadOf(token)
      const { tokens } = token
      return lead === undefined ? (
        <p>{inline(tokens)}</p>
      ) : (
        <p id={anchorOf(lead)} className="scroll-mt-4">
          {inline(tokens)}
        </p>
      )
    }
    case 'list': {
      const { ordered, items } = token
      const List = ordered ? 'ol' : 'ul'
      return (
        <List className={`flex flex-col gap-1.5 pl-5 ${ordered ? 'list-decimal' : 'list-disc'}`}>
          {items.map(item => (
            <li key={item.raw}>
              {item.tokens.map((one, at) => (
                <Block key={`${at} ${one.type}`} token={one} />
              ))}
            </li>
          ))}
        </List>
      )
    }
    case 'table':
      return <Table token={token} />
    case 'code':
      return <Code text={token.text} />
    case 'blockquote':
      return (
        <blockquote className="border-line border-l-2 pl-3 text-muted">
          {(token.tokens ?? []).map((one, at) => (
            <Block key={`${at} ${one.type}`} token={one} />
          ))}
        </blockquote>
      )
    case 'hr':
      return <hr className="border-line-subtle" />
    case 'space':
    case 'html':
    case 'def':
      return null
    default:
      return inline([token])
  }
}

function Heading({ token }: { token: Tokens.Heading }) {
  const anchor = anchorOf(leadOf(token) ?? '')
  const Level = token.depth <= 2 ? 'h2' : 'h3'
  return (
    <Level id={anchor} className={`scroll-mt-4 pt-2 ${token.depth <= 2 ? 'title-m' : 'title-s'}`}>
      <a href={`#${anchor}`} className="hover:underline">
        {inline(token.tokens)}
      </a>
    </Level>
  )
}

/** What may be wider than the page scrolls, and can be reached by keyboard for that. */
function Code({ text }: { text: string }) {
  return (
    <section
      aria-label="Commands"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className="overflow-x-auto rounded-panel bg-sunken p-3 text-m"
    >
      <pre className="font-mono">{text}</pre>
    </section>
  )
}

function Table({ token: { header, rows } }: { token: Tokens.Table }) {
  const cell = 'px-2 py-1.5 text-start align-top'
  return (
    <section
      aria-label="Table"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className="overflow-x-auto"
    >
      <table className="w-full text-m">
        <thead className="text-muted text-s">
          <tr>
            {header.map((one, at) => (
              <th key={`${at} ${one.text}`} scope="col" className={`${cell} font-medium`}>
                {inline(one.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, line) => (
            <tr key={`${line} ${row[0]?.text}`} className="border-line-subtle border-t">
              {row.map((one, at) => (
                <td key={`${at} ${one.text}`} className={cell}>
                  {inline(one.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function inline(tokens: readonly Token[] = []): ReactNode {
  return tokens.map((token, at) => <Fragment key={`${at} ${token.type}`}>{piece(token)}</Fragment>)
}

function piece(given: Token): ReactNode {
  const token = known(given)
  switch (token.type) {
    case 'strong':
      return <strong className="font-semibold text-strong">{inline(token.tokens)}</strong>
    case 'em':
      return <em>{inline(token.tokens)}</em>
    case 'del':
      return <del>{inline(token.tokens)}</del>
    case 'codespan':
      return (
        <code className="wrap-anywhere rounded-control bg-sunken px-1 font-mono text-m">{token.text}</code>
      )
    case 'link':
      return <Link token={token} />
    case 'image':
      return token.text
    case 'br':
      return <br />
    case 'html':
      return null
    case 'text':
    case 'escape':
      return 'tokens' in token && token.tokens ? inline(token.tokens) : unescaped(token.text)
    default:
      return 'text' in token ? String(token.text) : null
  }
}

const inManual = /^(?:\.\/)?([a-z-]+)\.md(#.*)?$/

function Link({ token: { href, tokens } }: { token: Tokens.Link }) {
  const [, slug, anchor = ''] = inManual.exec(href) ?? []
  if (slug !== undefined)
    return (
      <PageLink href={`${paths.manual(slug)}${anchor}`} className="text-accent underline">
        {inline(tokens)}
      </PageLink>
    )
  if (!/^https:\/\//.test(href)) return inline(tokens)
  return (
    <a href={href} rel="noreferrer" className="text-accent underline">
      {inline(tokens)}
    </a>
  )
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&amp;': '&',
  '&quot;': '"',
  '&#39;': "'",
}

/** The lexer writes some letters as HTML has them; React does that by itself. */
function unescaped(text: string): string {
  return text.replace(/&(?:lt|gt|amp|quot|#39);/g, found => entities[found] ?? found)
}
