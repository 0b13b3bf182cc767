import { expectWell } from './support/axe'
import { enter } from './support/enter'
import { expect, test } from './support/test'

test('the overview tells what is used: capacity and what is promised, ten minutes as a chart, the busiest VMs, the last changes', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  await enter(page, domus, lab, '/')
  const card = page.getByRole('region', { name: 'Frankfurt' })
  await expect(card.getByText(/promised to disks/)).toBeVisible()

  // Only the coordinator answers here: the others are told as not known, and the rest all the same.
  const busiest = page.getByRole('table', { name: 'Busiest VMs' })
  await expect(busiest.getByRole('row').nth(1)).toContainText(/\d %/)
  await expect(busiest.getByRole('meter').first()).toBeVisible()
  const tile = page.getByRole('region', { name: 'Busiest VMs' })
  await expect(tile.getByText(/^Not told/)).toBeVisible()
  await expect(tile.getByRole('link', { name: 'fra-xen-02' })).toBeVisible()
  await busiest.getByRole('button', { name: 'Network' }).press('Enter')
  await expect(busiest.getByRole('columnheader', { name: 'Network' })).toHaveAttribute(
    'aria-sort',
    'descending',
  )

  // By keyboard one goes along the time and hears the values; a table has all of them.
  const chart = page.getByRole('slider', { name: 'Use of Frankfurt in the last ten minutes' })
  await expect(chart).toHaveAttribute('aria-valuetext', /CPU \d+ %, Memory \d+ %/)
  await chart.press('Home')
  await expect(chart).toHaveAttribute('aria-valuenow', '0')
  await chart.press('ArrowRight')
  await expect(chart).toHaveAttribute('aria-valuenow', '1')
  await card.getByRole('button', { name: 'Values' }).click()
  await expect(card.getByRole('row').nth(30)).toContainText('%')

  const name = (await busiest.getByRole('link').first().textContent()) ?? ''
  await busiest.getByRole('link').first().click()
  await page.getByRole('button', { name: 'Edit the description' }).click()
  await page.getByRole('textbox', { name: 'New description' }).fill('The busiest of all')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('The busiest of all')).toBeVisible()
  await page.getByRole('link', { name: 'Overview' }).click()
  const changes = page.getByRole('list', { name: 'Recent changes' })
  const newest = changes.getByRole('listitem').first()
  await expect(newest).toContainText(name)
  await expect(newest).toContainText(domus.username)
})

test('a part of the page that breaks and one that can’t be read say so and leave the rest as it is', async ({
  page,
  domus,
  pool,
}) => {
  const lab = await pool()
  // One answer is nonsense, so that drawing it fails; another can't be had.
  const instead: { [call: string]: object } = {
    'metrics.busiest': { result: { data: {} } },
    'operation.history': { error: { message: 'no', code: -32603, data: { code: 'INTERNAL_SERVER_ERROR' } } },
  }
  await page.route(/\/api\/trpc\/[^?]*(metrics\.busiest|operation\.history)/, async (route, request) => {
    const response = await route.fetch()
    const calls = new URL(request.url()).pathname.split('/').at(-1)?.split(',') ?? []
    const answers: unknown = await response.json()
    const one = (answer: unknown, at: number) => instead[calls[at] ?? ''] ?? answer
    await route.fulfill({ response, json: Array.isArray(answers) ? answers.map(one) : one(answers, 0) })
  })
  await enter(page, domus, lab, '/')
  const broken = page.getByRole('alert').filter({ hasText: 'broke while it was drawn' })
  await expect(broken).toContainText('The rest of the page goes on.')
  await expect(page.getByRole('region', { name: 'Recent changes' }).getByRole('status')).toBeVisible()
  await expect(page.getByRole('region', { name: 'Frankfurt' }).getByText(/promised to disks/)).toBeVisible()
  await expectWell(page, 'the overview with parts that failed')
  await page.getByRole('treeitem', { name: /fra-xen-01/ }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'fra-xen-01' })).toBeVisible()

  await page.unrouteAll()
  await page.goto('/')
  await expect(page.getByRole('table', { name: 'Busiest VMs' }).getByRole('row').nth(1)).toContainText(/\d %/)
  await expect(broken).toHaveCount(0)
})
