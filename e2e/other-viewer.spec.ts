import { test as base, expect } from '@playwright/test'
import { litPixels, picture } from './support/console'
import { type Pool, startPool } from './support/domus'
import { caller, openViewer, serveViewer } from './support/viewer'

/** Domus has no part in these: a viewer that others wrote looks at the simulator itself. */
const test = base.extend<{ lab: Pool; viewer: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern.
  lab: async ({}, use) => {
    const pool = await startPool(['--speed', '8'])
    await use(pool)
    await pool.stop()
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above.
  viewer: async ({}, use) => {
    const served = await serveViewer()
    await use(served.url)
    await served.close()
  },
})

async function machine(lab: Pool, name: string) {
  const { session, call } = await caller(lab)
  const [vm] = Object(await call('VM.get_by_name_label', name))
  const address = `${lab.url.replace(/^http/, 'ws')}/console?ref=${vm}&session_id=${session}`
  return { vm: String(vm), address, call }
}

test('another viewer shows a Linux guest, whose login answers what is typed, to all who look', async ({
  page,
  context,
  lab,
  viewer,
}) => {
  const { address } = await machine(lab, 'web-01')
  const { screen } = await openViewer(page, viewer, address)
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(50)
  const second = await openViewer(await context.newPage(), viewer, address)
  await expect.poll(() => litPixels(second.screen)).toBeGreaterThan(50)
  const [before, besides] = [await litPixels(screen), await litPixels(second.screen)]
  await page.bringToFront()
  await screen.click()
  await page.keyboard.type('root')
  await page.keyboard.press('Enter')
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(before + 100)
  await expect.poll(() => litPixels(second.screen)).toBeGreaterThan(besides + 100)
})

test('another viewer sends Ctrl+Alt+Del to a Windows guest', async ({ page, lab, viewer }) => {
  const { address } = await machine(lab, 'dc-01')
  const { screen } = await openViewer(page, viewer, address)
  await expect.poll(() => litPixels(screen)).toBeGreaterThan(50)
  const locked = await picture(screen)
  await page.evaluate('ctrlAltDel()')
  await expect.poll(() => picture(screen)).not.toBe(locked)
})

test('another viewer hears the end of a domain, and sees its guest boot in another size', async ({
  page,
  lab,
  viewer,
}) => {
  const { vm, address, call } = await machine(lab, 'web-02')
  const { screen, state } = await openViewer(page, viewer, address)
  const width = () => screen.evaluate((canvas: HTMLCanvasElement) => canvas.width)
  await expect.poll(width).toBe(1024)
  await call('VM.hard_reboot', vm)
  await expect(state).toHaveText(/ended|cut/)
  const again = await openViewer(page, viewer, address)
  await expect.poll(() => again.screen.evaluate((canvas: HTMLCanvasElement) => canvas.width)).toBe(720)
  await expect
    .poll(() => again.screen.evaluate((canvas: HTMLCanvasElement) => canvas.width), {
      timeout: 60_000,
    })
    .toBe(1024)
})
