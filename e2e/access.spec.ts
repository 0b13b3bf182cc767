import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { openVm } from './support/pools'
import { expect, signIn, test } from './support/test'

/** A user who has chosen a password of their own, made by the API; with no role. */
async function makeUser(page: Page, username: string): Promise<string> {
  const answer = await page.request.post('/api/trpc/user.create', { data: { username, role: null } })
  const { result } = await answer.json()
  return result.data.password
}

test('a team lead is given a VM by an administrator, sees that and nothing else, and loses it while looking', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/settings/access')
  const first = await makeUser(page, 'lena')
  await makeUser(page, 'otto')

  await page.getByRole('button', { name: 'Give a role' }).press('Enter')
  const form = page.getByRole('dialog', { name: 'Give a role' })
  await form.getByLabel('Who').fill('lena')
  await form.getByRole('button', { name: 'Choose lena' }).press('Enter')
  await form.getByRole('combobox', { name: 'Role' }).click()
  await page.getByRole('option', { name: 'vm-operator' }).click()
  await expect(form.getByText('Start, shut down and reboot VMs')).toBeVisible()
  await form.getByRole('combobox', { name: 'Where' }).click()
  await page.getByRole('option', { name: 'A single object' }).click()
  await form.getByLabel('Object', { exact: true }).fill('rds-03')
  await form.getByRole('button', { name: 'Choose rds-03' }).press('Enter')
  await form.getByRole('checkbox', { name: /They may delegate it/ }).check()
  await form.getByRole('button', { name: 'Give the role' }).press('Enter')
  const grants = page.getByRole('grid', { name: 'Grants' })
  const lenas = grants.getByRole('row').filter({ hasText: 'lena' })
  await expect(lenas).toContainText('Only rds-03')
  await expectWell(page, 'access')

  const context = await browser.newContext({ baseURL: domus.url })
  try {
    const theirs = await context.newPage()
    await signIn(theirs, { ...domus, username: 'lena', password: first }, '/vms')
    await theirs.getByLabel('Current password').fill(first)
    await theirs.getByLabel('New password', { exact: true }).fill('several words of her own')
    await theirs.getByLabel('New password again').fill('several words of her own')
    await theirs.getByRole('button', { name: 'Change password' }).click()
    await openVm(theirs, 'rds-03')
    await expect(theirs.getByRole('button', { name: 'Start', exact: true })).toBeEnabled()
    await expect(theirs.getByText('Not visible to you').first()).toBeVisible()
    await expect(theirs.getByRole('treeitem')).toHaveCount(1)
    await expect(theirs.getByRole('treeitem', { name: /rds-03/ })).toBeVisible()
    await theirs.goto('/')
    await expect(theirs.getByRole('region', { name: 'What you see' }).getByRole('link')).toHaveText(['VMs'])
    await theirs.goto('/vms')
    await expect(theirs.getByRole('grid').getByRole('row')).toHaveCount(2)
    await theirs.goto('/settings/access')
    await expect(theirs.getByRole('button', { name: 'Give a role' })).toBeEnabled()
    await theirs.goto('/vms')

    await lenas.getByRole('button', { name: /^Actions for/ }).click()
    await page.getByRole('menuitem', { name: 'Revoke…' }).click()
    const confirm = page.getByRole('dialog', { name: 'Revoke vm-operator of lena?' })
    await confirm.getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect(theirs.getByText('rds-03')).toHaveCount(0, { timeout: 2_000 })
    await expect(lenas).toHaveCount(0)
  } finally {
    await context.close()
  }
})
