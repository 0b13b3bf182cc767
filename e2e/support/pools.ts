import { expect, type Page } from '@playwright/test'
import type { Pool } from './domus'

/** Connects a pool through the page, as a person does; leaves the page of all pools open. */
export async function connectPool(page: Page, pool: Pool): Promise<void> {
  await page.goto('/pools')
  await page.getByRole('button', { name: 'Connect a pool' }).first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Address').fill(pool.url)
  await dialog.getByLabel('User name').fill(pool.username)
  await dialog.getByLabel('Password', { exact: true }).fill(pool.password)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  if (pool.certificateSha256) {
    await expect(dialog.getByText(pool.certificateSha256)).toBeVisible()
    await dialog.getByRole('button', { name: 'Accept and connect' }).click()
  }
  await expect(dialog.getByRole('heading', { name: /^Connected to / })).toBeVisible()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** The row of the list that is open whose first cell names the object. */
export function rowOf(page: Page, name: string) {
  return page.getByRole('row').filter({ has: page.getByRole('link', { name, exact: true }) })
}

/** Chooses an entry of the menu that is open; before the last come the menus that it stands in. */
export async function chooseEntry(page: Page, ...path: readonly string[]): Promise<void> {
  for (const [at, name] of path.entries()) {
    const entry = page.getByRole('menuitem', { name, exact: true })
    if (at === path.length - 1) await entry.click()
    else await entry.press('ArrowRight')
  }
}

/** Chooses an entry of a row's own menu. */
export async function chooseInRow(page: Page, name: string, ...path: readonly string[]): Promise<void> {
  await rowOf(page, name)
    .getByRole('button', { name: `Actions for ${name}` })
    .click()
  await chooseEntry(page, ...path)
}

/** Goes to a VM's page from the list of VMs that is open. */
export async function openVm(page: Page, name: string): Promise<void> {
  await rowOf(page, name).getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible()
}
