import type { Page } from '@playwright/test'
import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { createPerson } from './support/people'
import { chooseInRow, openVm, rowOf } from './support/pools'
import { expect, signIn, test } from './support/test'

test('who lacks a right asks for it on the greyed button, is granted it, and it works', async ({
  page,
  domus,
  pool,
  browser,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/vms')
  const ann = await createPerson(domus, 'ann-who-asks', 'read-only')
  const context = await browser.newContext({ baseURL: ann.url })
  try {
    const theirs = await context.newPage()
    await signIn(theirs, { ...domus, ...ann }, '/vms')
    await openVm(theirs, 'rds-03')
    const start = theirs.getByRole('button', { name: 'Start', exact: true })
    await expect(start).toHaveAccessibleDescription(/does not allow this.*Press to ask for it\.$/)
    await start.press('Enter')
    const ask = theirs.getByRole('dialog', { name: 'Ask for “Start” on rds-03' })
    await ask.getByRole('button', { name: 'Ask for it' }).press('Enter')
    await expect(ask.getByText('Say what you need it for.')).toBeVisible()
    await ask.getByLabel('What you need it for').fill('The night shift starts it after backups.')
    await expectWell(theirs, 'ask for a right')
    await ask.getByRole('button', { name: 'Ask for it' }).press('Enter')
    await expect(ask).toHaveCount(0)
    await theirs.getByRole('button', { name: 'More actions on rds-03' }).click()
    await theirs.getByRole('menuitem', { name: 'Start', exact: true }).press('Enter')
    await expect(ask.getByText(/You asked for this/)).toBeVisible()
    await ask.getByRole('button', { name: 'Close' }).last().press('Enter')

    await asksElsewhere(theirs)
    await page.getByRole('link', { name: '1 request waits for your answer' }).press('Enter')
    const waiting = page.getByRole('list', { name: 'Requests to answer' })
    await expect(waiting.getByRole('listitem')).toContainText('The night shift starts it after backups.')
    await expectWell(page, 'requests')
    await waiting.getByRole('button', { name: /^Grant / }).press('Enter')
    const grant = page.getByRole('dialog', { name: 'Grant ann-who-asks what they ask for' })
    await expect(grant.getByRole('combobox', { name: 'Role' })).toHaveText('vm-operator')
    await expect(grant.getByRole('combobox', { name: 'Where' })).toHaveText('Only rds-03')
    await expectWell(page, 'grant a request')
    await grant.getByRole('button', { name: 'Grant it' }).press('Enter')
    await expect(page.getByText('Nothing waits for you')).toBeVisible()

    await theirs.getByRole('link', { name: '1 request of yours answered' }).press('Enter')
    const own = theirs.getByRole('list', { name: 'Your requests' })
    await expect(own.getByRole('listitem')).toContainText('Granted by admin')
    await expect(theirs.getByRole('link', { name: /of yours answered/ })).toHaveCount(0)
    await own.getByRole('link', { name: 'rds-03' }).press('Enter')
    await expect(start).not.toHaveAccessibleDescription(/does not allow/)
    await start.press('Enter')
    await expect(theirs.getByRole('button', { name: 'Shut down', exact: true })).toBeVisible()
    await theirs.getByRole('treeitem', { name: /^web-01/ }).click()
    await expect(theirs.getByRole('button', { name: 'Shut down', exact: true })).toHaveAccessibleDescription(
      /Press to ask for it/,
    )

    await page.goto('/audit?action=request.grant')
    await expect(page.getByRole('grid').getByText(/Grant what ann-who-asks asked for/)).toBeVisible()
  } finally {
    await context.close()
  }
})

/** The same way stands in the plan for many, in the menu of a pool and beside what is edited in place. */
async function asksElsewhere(page: Page): Promise<void> {
  const leave = async (title: string) => {
    const ask = page.getByRole('dialog', { name: title })
    await expect(ask.getByLabel('What you need it for')).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(ask).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Edit the description' }).press('Enter')
  await leave('Ask for “Edit the description” on rds-03')
  await page.goto('/vms')
  for (const name of ['web-01', 'web-02']) {
    await rowOf(page, name).focus()
    await page.keyboard.press('x')
  }
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Shut down' }).click()
  const plan = page.getByRole('dialog', { name: 'Shut down 2 VMs?' })
  await plan.getByRole('button', { name: 'Ask for it on web-02' }).press('Enter')
  await leave('Ask for “Shut down” on web-02')
  await page.goto('/pools')
  await chooseInRow(page, 'Frankfurt', 'Change credentials…')
  await leave('Ask for “Look after the connection” on Frankfurt')
  await page.goto('/vms')
  await openVm(page, 'rds-03')
}
