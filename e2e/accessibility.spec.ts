import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from '@playwright/test'
import { enter } from './support/enter'
import { expect, test } from './support/test'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What axe-core has to say against the page that is open, a line each. */
async function violations(page: Page): Promise<string[]> {
  return page.evaluate(
    async ({ source, tags }) => {
      // The page's policy lets no foreign script in; this one comes with the test.
      new Function(source)()
      const { violations } = await Reflect.get(window, 'axe').run(document, {
        runOnly: { type: 'tag', values: tags },
      })
      return violations.map(
        (one: { id: string; nodes: { target: string[] }[] }) =>
          `${one.id}: ${one.nodes.map(node => node.target.join(' ')).join(', ')}`,
      )
    },
    { source: axe, tags: rules },
  )
}

/** The page is there: its heading is, and nothing is still being fetched for it. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByRole('main').getByText('Loading', { exact: false })).toHaveCount(0)
}

for (const theme of ['light', 'dark'] as const) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme, bypassCSP: true })

    test('no page breaks a rule of WCAG 2.2 AA, and each has a title and one heading of the first level', async ({
      page,
      domus,
      pool,
    }) => {
      await page.goto('/sign-in')
      await settled(page)
      expect(await violations(page), 'sign-in').toEqual([])

      await enter(page, domus, await pool(['--tls']), '/vms')
      const openOf = async (name: string) => {
        await page.getByRole('link', { name, exact: true }).last().click()
        await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
        return new URL(page.url()).pathname
      }
      const vm = await openOf('web-02')
      await page.goto('/hosts')
      const host = await openOf('fra-xen-01')
      const pages = [
        '/',
        '/vms',
        vm,
        `${vm}/console`,
        `${vm}/disks`,
        `${vm}/networks`,
        '/hosts',
        host,
        '/storage',
        '/networks',
        '/pools',
        '/tasks',
        '/audit',
        '/settings',
        '/kit',
        '/nowhere',
      ]
      for (const path of pages) {
        await page.goto(path)
        await settled(page)
        expect(await violations(page), path).toEqual([])
        expect(await page.getByRole('heading', { level: 1 }).count(), path).toBe(1)
        expect(await page.title(), path).toMatch(/Domus/)
      }
      await page.goto('/pools')
      await page.getByRole('button', { name: 'Connect a pool' }).click()
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await violations(page), 'the dialog').toEqual([])
    })
  })
}
