import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { expect, type Page } from '@playwright/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
/** Those whose answer depends on colours: names, roles and sizes are the same in every theme. */
const colourRules = ['color-contrast', 'link-in-text-block']

interface Finding {
  rule: string
  help: string
  where: string[]
}

/**
 * What axe finds against WCAG 2.2 AA on the page as it stands. The guards around an open menu are left out: they pass
 * the focus on in the moment they get it, which axe cannot see and a test of its own shows.
 */
async function findings(page: Page, runOnly: { type: 'tag' | 'rule'; values: string[] }): Promise<Finding[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async only => {
    const what = { include: [['html']], exclude: [['[data-base-ui-focus-guard]']] }
    const { violations } = await window.axe.run(what, { runOnly: only, resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => ({
      rule: id,
      help,
      where: nodes.map(node => `${node.target.join(' ')} ${node.html.slice(0, 160)} ${node.failureSummary}`),
    }))
  }, runOnly)
}

declare global {
  interface Window {
    axe: {
      run(
        context: { include: string[][]; exclude: string[][] },
        options: object,
      ): Promise<{
        violations: {
          id: string
          help: string
          nodes: { target: string[]; html: string; failureSummary: string }[]
        }[]
      }>
    }
  }
}

/** Colours go over to those of another theme by transitions, which under load begin a frame late. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))
    const running = document.getAnimations().filter(one => one instanceof CSSTransition)
    await Promise.allSettled(running.map(one => one.finished))
  })
}

/** In both themes, and in both with more contrast: nothing to find, one h1, and a title of its own. All rules are asked once, those of colours in each. */
export async function expectWell(page: Page, name: string): Promise<void> {
  let first = true
  for (const contrast of ['no-preference', 'more'] as const) {
    for (const theme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: theme, contrast, reducedMotion: 'reduce' })
      await expect(page.locator('html')).toHaveCSS('color-scheme', theme)
      await expect(page.locator('html[data-contrast="more"]')).toHaveCount(contrast === 'more' ? 1 : 0)
      await settled(page)
      const only = first
        ? { type: 'tag' as const, values: rules }
        : { type: 'rule' as const, values: colourRules }
      first = false
      expect.soft(await findings(page, only), `${name}, ${theme}, contrast ${contrast}`).toEqual([])
    }
  }
  await expect.soft(page.getByRole('heading', { level: 1, includeHidden: true }), name).toHaveCount(1)
  expect.soft(await page.title(), name).toMatch(/\S.*Domus/)
}
