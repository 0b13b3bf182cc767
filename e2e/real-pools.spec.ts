import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from '@playwright/test'
import { litPixels, openConsole } from './support/console'
import { enter } from './support/enter'
import { openVm } from './support/pools'
import { expect, test } from './support/test'
import { type OtherClient, otherClient } from './support/xen-api'

/** Databases of real pools, beside the project where there are any. */
const folder = fileURLToPath(new URL('../../shared/pools', import.meta.url))
const files = existsSync(folder) ? readdirSync(folder).filter(name => name.endsWith('.xml')) : []

interface Machine {
  ref: string
  name: string
}

/** What the pool itself says it has: hosts, and VMs that are neither templates, snapshots nor hosts' own. */
async function contents(other: OtherClient): Promise<{ hosts: string[]; vms: Machine[] }> {
  const of = async (method: string, ref: string) => (await other.call(method, ref))[0] ?? ''
  const hosts = await Promise.all(
    (await other.call('host.get_all')).map(ref => of('host.get_name_label', ref)),
  )
  const vms: Machine[] = []
  for (const ref of await other.call('VM.get_all')) {
    const kinds = ['is_a_template', 'is_a_snapshot', 'is_control_domain']
    const flags = await Promise.all(kinds.map(kind => other.flag(`VM.get_${kind}`, ref)))
    if (!flags.includes(true)) vms.push({ ref, name: await of('VM.get_name_label', ref) })
  }
  return { hosts, vms }
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const node = (page: Page, name: string, kind: string, state = '') =>
  page.getByRole('treeitem', { name: new RegExp(`^${escaped(name)} ?, ${kind}, ${state}`) })

/** Chooses an action in the menu of the VM's page that is open, and agrees to what is asked. */
async function act(page: Page, vm: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More actions on ${vm}` }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
  const agree = page.getByRole('dialog').getByRole('button', { name: entry, exact: true })
  if (entry !== 'Start') await agree.click()
}

if (files.length === 0) {
  test('the pools of real databases are shown', () =>
    test.skip(true, `There are no databases of real pools in ${folder}.`))
}

for (const file of files) {
  test(`the pool of ${file} is shown, and a VM of it starts, is seen and is shut down`, async ({
    page,
    domus,
    pool,
  }) => {
    const lab = await pool(['--speed', '8', '--state', path.join(folder, file)])
    const other = await otherClient(lab)
    const { hosts, vms } = await contents(other)
    expect(hosts).not.toHaveLength(0)
    expect(vms).not.toHaveLength(0)
    await enter(page, domus, lab, '/vms')
    for (const host of hosts) await expect(node(page, host, 'host')).toBeVisible()
    for (const { name } of vms) await expect(node(page, name, 'VM')).toBeVisible()
    await expect(page.getByRole('grid').getByRole('row')).toHaveCount(vms.length + 1)

    const states = await Promise.all(vms.map(({ ref }) => other.call('VM.get_power_state', ref)))
    const halted = vms.find((_, index) => states[index]?.[0] === 'Halted')
    const chosen = halted ?? vms[0]
    if (!chosen) throw new Error('The pool has no VM.')
    const { ref, name } = chosen
    await openVm(page, name)
    if (!halted) {
      await act(page, name, 'Force shut down')
      await expect(node(page, name, 'VM', 'Halted')).toBeVisible()
    }
    await act(page, name, 'Start')
    await expect(node(page, name, 'VM', 'Running')).toBeVisible()
    const screen = await openConsole(page, name)
    await expect.poll(() => litPixels(screen)).toBeGreaterThan(50)

    // A guest without tools cannot be asked.
    const asks = (await other.call('VM.get_allowed_operations', ref)).includes('clean_shutdown')
    await act(page, name, asks ? 'Shut down' : 'Force shut down')
    await expect(node(page, name, 'VM', 'Halted')).toBeVisible()
    expect(await other.call('VM.get_power_state', ref)).toEqual(['Halted'])

    await page.getByRole('main').getByRole('link', { name: 'Settings', exact: true }).click()
    const vcpus = page.getByRole('region', { name: 'vCPUs', exact: true })
    await vcpus.getByRole('textbox', { name: 'vCPUs' }).fill('3')
    await vcpus.getByLabel('At most').fill('3')
    await vcpus.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => other.call('VM.get_VCPUs_max', ref)).toEqual(['3'])
    const start = page.getByRole('region', { name: 'Start options', exact: true })
    await start.getByLabel('Start order').fill('5')
    await start.getByRole('button', { name: 'Save' }).click()
    await expect.poll(() => other.call('VM.get_order', ref)).toEqual(['5'])
  })
}
