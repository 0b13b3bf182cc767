/** Which pages there are to photograph: every page.tsx under app/, so that a new one is not forgotten. */
import { readdirSync } from 'node:fs'
import path from 'node:path'

/** Lists whose first object stands for `[id]` below them, by the folder of the page. */
const lists = {
  pools: '/pools',
  hosts: '/hosts',
  vms: '/vms',
  storage: '/storage',
  networks: '/networks',
  templates: '/templates',
  vapps: '/vapps',
  'snapshot-schedules': '/snapshot-schedules',
}
/** What the demo pool calls the object that shows most. */
const chosen = {
  vms: 'web-02',
  storage: 'nfs-prod',
  hosts: 'fra-xen-02',
  vapps: 'Web shop',
  'snapshot-schedules': 'Nightly',
}

/** Addresses as in the folders, with `[id]` where an object's stands; groups in brackets are no part of them. */
export function addresses(app) {
  return readdirSync(app, { recursive: true })
    .filter(file => path.basename(file) === 'page.tsx')
    .map(
      file =>
        `/${path
          .dirname(file)
          .split(path.sep)
          .filter(part => !/^\(.*\)$|^\.$/.test(part))
          .join('/')}`,
    )
    .sort()
}

/**
 * Addresses and names for their pictures. Puts objects in the place of `[id]`: the one the list of the folder leads to, or
 * else one of `made` (by folder). Those for which there is none are told by `say` and left out.
 */
export async function fillIn(page, found, made, say) {
  const known = new Map(Object.entries(made))
  for (const [folder, list] of Object.entries(lists)) {
    await page.goto(list)
    const links = page.locator(`main a[href^="/${folder}/"]`)
    const link = chosen[folder] ? links.filter({ hasText: chosen[folder] }) : links
    const href = await link.first().getAttribute('href')
    known.set(`/${folder}`, href.split(/[/?#]/)[2])
  }
  return found.flatMap(address => {
    if (!address.includes('[')) return [[address, fileOf(address)]]
    const folder = address.slice(0, address.indexOf('/['))
    const id = known.get(folder)
    if (id === undefined) say(`No picture of ${address}: nothing stands for its object.`)
    return id === undefined ? [] : [[address.replace(/\[[^\]]+\]/, id), fileOf(address)]]
  })
}

/** The name of a picture, without the number of the object. */
function fileOf(address) {
  const parts = address.split('/').filter(Boolean)
  return parts.length === 0 ? 'overview' : parts.map(part => (part.includes('[') ? 'one' : part)).join('-')
}
