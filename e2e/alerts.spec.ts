import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { expect, test } from './support/test'
import { otherClient } from './support/xen-api'

test('[ALERT-01] [ALERT-02] [ALERT-03] alerts of the pool and what needs attention are counted in the bar, listed, filtered, and put away for everybody', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  const other = await otherClient(lab)
  await enter(page, domus, lab, '/vms')
  const bell = page.getByRole('banner').getByRole('link', { name: /\d+ alerts?$/ })
  await bell.click()
  await expect(page.getByRole('heading', { level: 1, name: 'Alerts' })).toBeVisible()
  const table = page.getByRole('grid', { name: 'Alerts' })
  const alert = table.getByRole('row').filter({ hasText: 'sql-02' })
  await expect(alert).toContainText('CPU usage was 93 % for 5 min; the limit is 90 %.')
  await expect(alert).toContainText('Service degraded')
  // What is noted of ordinary work is no alert.
  await expect(table.getByRole('row').filter({ hasText: 'VM started' })).toHaveCount(0)
  await expect(
    page.getByRole('region', { name: 'Needs attention' }).getByRole('listitem').first(),
  ).toBeVisible()
  const before = (await table.getByRole('row').count()) - 1
  await expect(bell).toHaveAccessibleName(new RegExp(`${before} alerts$`))
  await expectWell(page, 'Alerts')

  await page.getByLabel('Filter alerts').fill('object:sql-02')
  await expect(table.getByRole('row')).toHaveCount(2)
  await page.reload()
  await expect(table.getByRole('row')).toHaveCount(2)
  await alert.focus()
  await page.keyboard.press('x')
  await page.getByRole('button', { name: 'Dismiss', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Dismiss “ALARM”?' })
  await expect(question).toContainText('for everybody and in every other console too')
  await expectWell(page, 'Dismiss an alert')
  await question.getByRole('button', { name: 'Dismiss' }).click()
  await expect(question).toHaveCount(0)
  // Nothing matches any more, and the list says so.
  await page.getByText('Clear filter', { exact: true }).click()
  await expect(table.getByRole('row')).toHaveCount(before)
  await expect(bell).toHaveAccessibleName(new RegExp(`${before - 1} alerts$`))
  const left = await Promise.all(
    (await other.call('message.get_all')).map(ref => other.call('message.get_record', ref)),
  )
  expect(left.some(texts => texts.join(' ').includes('cpu_usage'))).toBe(false)
})
