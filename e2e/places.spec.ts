import type { Page } from '@playwright/test'
import { signInBehind } from './support/api'
import { enter } from './support/enter'
import { openVm, rowOf } from './support/pools'
import { expect, test } from './support/test'

/** Where objects are listed, one of each, and what stands on the tabs of its page. */
const classes = [
  {
    ...{ cls: 'VM', list: '/vms', name: 'web-02' },
    tabs: {
      Summary: (page: Page) => page.getByRole('term').filter({ hasText: 'Memory' }).first(),
      Console: (page: Page) => page.getByText('Connected to web-02.'),
      Settings: (page: Page) => page.getByRole('region', { name: 'Start options', exact: true }),
      Disks: (page: Page) => page.getByRole('grid').getByRole('row').nth(1),
      Networks: (page: Page) => page.getByRole('grid').getByRole('row').nth(1),
      Snapshots: (page: Page) => page.getByText(/No snapshots|Snapshots/).first(),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
      'Tasks & events': (page: Page) => page.getByRole('heading', { name: 'Messages of the pool' }),
    },
  },
  {
    ...{ cls: 'host', list: '/hosts', name: 'fra-xen-01' },
    tabs: {
      Summary: (page: Page) => page.getByRole('term').filter({ hasText: 'Address' }).first(),
      VMs: (page: Page) => rowOf(page, 'web-01'),
      Memory: (page: Page) => page.getByRole('grid', { name: 'Memory of the VMs here' }),
      NICs: (page: Page) => page.getByRole('grid').getByRole('row').nth(1),
      Storage: (page: Page) => rowOf(page, 'nfs-prod'),
      Console: (page: Page) => page.getByText('Connected to fra-xen-01.'),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
      'Tasks & events': (page: Page) => page.getByRole('heading', { name: 'Messages of the pool' }),
    },
  },
  {
    ...{ cls: 'SR', list: '/storage', name: 'nfs-prod' },
    tabs: {
      Summary: (page: Page) => page.getByRole('term').filter({ hasText: 'Promised to disks' }),
      Disks: (page: Page) => page.getByRole('grid', { name: 'Disks' }).getByRole('row').nth(1),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
    },
  },
  {
    ...{ cls: 'template', list: '/templates', name: 'tpl-debian12-base' },
    tabs: {
      Summary: (page: Page) => page.getByRole('term').filter({ hasText: 'Firmware' }),
      Settings: (page: Page) => page.getByRole('textbox', { name: 'Memory', exact: true }),
      Disks: (page: Page) => page.getByRole('grid').getByRole('row').nth(1),
      Networks: (page: Page) => page.getByRole('button', { name: 'Add NIC…' }),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
    },
  },
  {
    ...{ cls: 'snapshot schedule', list: '/snapshot-schedules', name: 'Nightly' },
    tabs: {
      Summary: (page: Page) => page.getByRole('grid', { name: 'VMs of Nightly' }),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
    },
  },
  {
    ...{ cls: 'vApp', list: '/vapps', name: 'Web shop' },
    tabs: {
      Summary: (page: Page) => page.getByRole('grid', { name: 'VMs of Web shop' }),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
    },
  },
  {
    ...{ cls: 'network', list: '/networks', name: 'VLAN 30 DMZ' },
    tabs: {
      Summary: (page: Page) => page.getByRole('term').filter({ hasText: 'VLAN' }),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
    },
  },
  {
    ...{ cls: 'pool', list: '/pools', name: 'Frankfurt' },
    tabs: {
      Summary: (page: Page) => page.getByRole('term').filter({ hasText: 'Coordinator' }),
      Access: (page: Page) => page.getByRole('grid', { name: 'Grants that reach it' }),
    },
  },
] as const

test('[NAV-13] [NAV-26] [NAV-27] every tab of every class has its place and address; Back and Forward go over object and tab; a tag leads to what has it', async ({
  page,
  context,
  domus,
  pool,
}) => {
  test.setTimeout(180_000)
  const shown = (description: string) => test.info().annotations.push({ type: 'tab', description })
  const lab = await pool()
  // With nothing connected the first page explains itself and leads on.
  await signInBehind(page.request, domus)
  await page.goto('/')
  await expect(page.getByRole('main')).toContainText('No pool is connected')
  await expect(page.getByRole('main').getByRole('link', { name: 'How Domus works' })).toHaveAttribute(
    'href',
    '/help',
  )
  await page.getByRole('main').getByRole('link', { name: 'Connect a pool' }).click()
  await expect(page.getByRole('dialog').getByLabel('Address')).toBeVisible()
  await enter(page, domus, lab, '/')
  await expect(page.getByRole('region', { name: 'Needs attention' })).toBeVisible()
  shown('root: Overview')
  for (const { cls, list, name, tabs } of classes) {
    await page.goto(list)
    await rowOf(page, name).getByRole('link', { name, exact: true }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    for (const [tab, content] of Object.entries(tabs)) {
      const link = page
        .getByRole('main')
        .getByRole('link', { name: new RegExp(`^${tab}( ?\\d+)?$`) })
        .first()
      await link.click()
      await expect(link).toHaveAttribute('aria-current', 'page')
      await expect(content(page)).toBeAttached()
      shown(`${cls}: ${tab}`)
    }
  }

  await page.goto('/vms?filter=web')
  await openVm(page, 'web-02')
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Disks/ })
    .click()
  await expect(page).toHaveURL(/\/disks$/)
  const there = page.url()
  await page.goBack()
  await expect(page.getByRole('main').getByRole('link', { name: 'Summary', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  )
  await page.goBack()
  await expect(page.getByLabel('Filter VMs')).toHaveValue('web')
  await page.goForward()
  await page.goForward()
  await expect(page).toHaveURL(there)
  await expect(page.getByRole('main').getByRole('link', { name: /^Disks/ })).toHaveAttribute(
    'aria-current',
    'page',
  )

  await page.goBack()
  await page.getByRole('main').getByRole('link', { name: 'web', exact: true }).click()
  await expect(page.getByLabel('Filter VMs')).toHaveValue('tag:"web"')
  await expect(rowOf(page, 'web-03')).toBeVisible()
  await expect(rowOf(page, 'sql-01')).toHaveCount(0)

  // A second tab of the browser has its own place and the same live data.
  const second = await context.newPage()
  await second.goto(there)
  await expect(second.getByRole('heading', { level: 1, name: 'web-02' })).toBeVisible()
  await expect(page.getByLabel('Filter VMs')).toHaveValue('tag:"web"')
})
