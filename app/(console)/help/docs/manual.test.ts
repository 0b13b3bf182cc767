import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import MiniSearch from 'minisearch'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { provideRoot } from '@/server/shared/root'
import { anchorOf, manualPage, manualSlugs, pageOf, sectionsOf } from './manual'
import { findIn, indexOf } from './manual-index'
import { ManualView } from './manual-view'

const sample = pageOf(
  'sample',
  `# A page (\`server/x\`)

It begins. <script>alert(1)</script>

**Clipboard.** Browsers hand it *only* over HTTPS.

## Running & stopping

- one \`npm start\`
- two <b>bold</b> [other](running.md#clipboard) [evil](javascript:alert(1)) [web](https://example.org)

| a | b |
|---|---|
| 1 < 2 | x |
`,
)

test('a page is parted at its headings and at the bold words that begin a paragraph', () => {
  expect(sample.title).toBe('A page (server/x)')
  expect(sectionsOf(sample).map(({ id, heading }) => [id, heading])).toEqual([
    ['sample', ''],
    ['sample#clipboard', 'Clipboard'],
    ['sample#running-stopping', 'Running & stopping'],
  ])
  expect(anchorOf('Second factors')).toBe('second-factors')
})

test('nothing of a file gets into the page as it is', () => {
  const html = renderToStaticMarkup(
    createElement(ManualView, {
      page: { ...sample, tokens: sample.tokens.filter(one => one.type !== 'list') },
    }),
  )
  expect(html).not.toContain('<script')
  expect(html).toContain('id="clipboard"')
  expect(html).toContain('href="#running-stopping"')
  expect(html).toContain('1 &lt; 2')
})

test('the pages are those of Domus, whatever directory it was started from', () => {
  const elsewhere = mkdtempSync(path.join(tmpdir(), 'manual-'))
  try {
    mkdirSync(path.join(elsewhere, 'docs'))
    writeFileSync(path.join(elsewhere, 'docs', 'only.md'), '# The only one')
    provideRoot(elsewhere)
    expect(manualSlugs().map(slug => manualPage(slug).title)).toEqual(['The only one'])
  } finally {
    globalThis.domusRoot = undefined
    rmSync(elsewhere, { recursive: true })
  }
})

test('every page of docs/ is there, with a title and parts of its own', () => {
  const pages = manualSlugs().map(manualPage)
  expect(pages.length).toBeGreaterThan(15)
  for (const page of pages) {
    expect(page.title).not.toBe('')
    const ids = sectionsOf(page).map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('the search finds by words, beginnings and nearly right words, headings first', () => {
  const index = indexOf(
    MiniSearch,
    manualSlugs().flatMap(slug => sectionsOf(manualPage(slug))),
  )
  const ids = (text: string) => findIn(index, text, 5).map(({ id }) => id)
  expect(ids('clipboard')[0]).toBe('running#clipboard')
  expect(ids('passwo')).toContain('access#passwords')
  expect(ids('clipbaord')).toContain('running#clipboard')
  expect(ids('nosuchwordanywhere')).toEqual([])
  const [first] = findIn(index, 'clipboard', 1)
  expect(first?.word.toLowerCase()).toBe('clipboard')
})
