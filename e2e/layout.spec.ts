import type { Page } from '@playwright/test'
import { enter } from './support/enter'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

const pages = [
  ['/', 'Overview'],
  ['/vms', 'VMs'],
  ['/hosts', 'Hosts'],
  ['/storage', 'Storage'],
  ['/templates', 'Templates'],
  ['/vapps', 'vApps'],
  ['/disks', 'Disks'],
  ['/snapshots', 'Snapshots'],
  ['/snapshot-schedules', 'Snapshot schedules'],
  ['/alerts', 'Alerts'],
  ['/tasks', 'Tasks'],
  ['/tasks/pools', 'Tasks'],
  ['/settings/preferences', 'Settings'],
  ['/help', 'Help'],
  ['/help/from-xencenter', 'If you come from XenCenter'],
] as const

declare global {
  interface Window {
    shifts: { sum: number; what: string[] }
  }
}

/** What moved by itself since the page was opened: Chromium's own sum, without what followed a key or a press. */
async function watchShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: Window['shifts'] = { sum: 0, what: [] }
    window.shifts = seen
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) {
        if (!('value' in entry) || typeof entry.value !== 'number') continue
        if ('hadRecentInput' in entry && entry.hadRecentInput) continue
        seen.sum += entry.value
        if (!('sources' in entry) || !Array.isArray(entry.sources)) continue
        for (const { node, previousRect, currentRect } of entry.sources) {
          const way = `${Math.round(previousRect.y)} → ${Math.round(currentRect.y)}`
          seen.what.push(`${way} ${String(node?.outerHTML ?? node?.textContent).slice(0, 120)}`)
        }
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

const shifts = (page: Page) => page.evaluate(() => window.shifts)

test('nothing on the main pages moves by more than 0.05 after it was drawn', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await watchShifts(page)
  await enter(page, domus, lab, '/')
  const moved: string[] = []
  for (const [path, heading] of pages) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
    await expect(page.getByRole('treeitem', { name: /^web-01/ })).toBeVisible()
    await expect(page.locator('[aria-busy="true"]')).toHaveCount(0)
    const { sum, what } = await shifts(page)
    if (sum > 0.05) moved.push(`${path} by ${sum.toFixed(3)}`, ...what)
  }
  expect(moved).toEqual([])
})

/** Parts of the text that are cut off without a sign: neither scrolled to, nor told by an ellipsis. */
const cutOff = (page: Page) =>
  page.evaluate(() => {
    const found: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('main *, header *, nav *')) {
      const style = getComputedStyle(element)
      if (element.scrollWidth <= element.clientWidth + 1 || element.clientWidth === 0) continue
      if (style.overflowX === 'visible' || style.overflowX === 'auto' || style.overflowX === 'scroll')
        continue
      if (style.textOverflow === 'ellipsis' || element.closest('.sr-only')) continue
      if (element.matches('input, select, textarea')) continue
      found.push(`${element.tagName} ${element.className} “${element.textContent?.slice(0, 40)}”`)
    }
    return found
  })

for (const [name, width, height] of [
  ['1024 × 768', 1024, 768],
  ['1440 × 900 at 200 %', 720, 450],
  ['400 px wide', 400, 800],
] as const) {
  test(`the main pages can be used at ${name}: no page scrolls sideways and nothing is cut`, async ({
    page,
    domus,
    pool,
  }) => {
    const lab = await pool()
    await page.setViewportSize({ width, height })
    await enter(page, domus, lab, '/')
    for (const [path, heading] of pages) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible()
      await expect(page.locator('main [aria-busy="true"]')).toHaveCount(0)
      const sideways = await page.evaluate(() => ({
        page: document.documentElement.scrollWidth - window.innerWidth,
        main:
          (document.querySelector('main')?.scrollWidth ?? 0) -
          (document.querySelector('main')?.clientWidth ?? 0),
      }))
      expect.soft(sideways, path).toEqual({ page: 0, main: 0 })
      expect.soft(await cutOff(page), path).toEqual([])
    }
    await page.goto('/vms')
    await openVm(page, 'web-01')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('web')
    await expect(page.getByRole('option').first()).toBeVisible()
    expect.soft(await cutOff(page), 'palette').toEqual([])
    await page.keyboard.press('Escape')
    await page.goto('/vms')
    await rowOf(page, 'web-01').focus()
    await page.keyboard.press('Space')
    await expect(page.getByRole('region', { name: 'Details of web-01' })).toBeVisible()
    const panel = await page.getByRole('region', { name: 'Details of web-01' }).boundingBox()
    expect(panel && panel.x >= 0 && panel.x + panel.width <= width + 1).toBe(true)
  })
}
