/**
 * How soon somebody with very many grants has a list: 10,000 single objects and folders granted one by one, in a pool of
 * as many VMs. With the sight there, as while one of their tabs is open, and when it has to be made.
 *
 * `npm run bench -- rights [vms] [rounds]`; 10,000 VMs on 64 hosts and 20 rounds if not given. As many grants as VMs.
 */
import './open-things'
import { Access } from '../server/access/engine/access'
import { Compiled, type Right } from '../server/access/engine/compiled'
import { maskOf } from '../server/access/engine/mask'
import { createPlaces } from '../server/access/places'
import { createSights, type Sights } from '../server/access/sight/sights'
import { permissionsOf } from '../server/catalogue/permissions'
import { startChild } from './child'
import { quantile, tell } from './figures'
import { follow, type Place } from './inventory/followers'
import { hostsOf } from './sizes'

const SHOWN = 50

const [first = '10000', second = '20'] = process.argv.slice(2)
if (first === 'serve') await (await import('./simulator/serve')).serve(hostsOf(second), Number(second), 0)
else {
  const pool = startChild(['serve', first])
  const { inventory, filled, stop } = follow(await pool.next<Place>(), 'json', Number(first))
  await filled
  const mask = maskOf(permissionsOf('vm-operator'))
  const vms = inventory.rows().flatMap(row => (row.class === 'VM' ? [row] : []))
  // Every other one over a VM, the rest over folders that hold nothing: looked up all the same.
  const rights = vms.map(
    (vm, at): Right => ({
      mask,
      scopes: [at % 2 === 0 ? { kind: 'object', ref: vm.id } : { kind: 'folder', ref: `/of nobody/${at}` }],
    }),
  )
  console.log(
    `${hostsOf(vms.length)} hosts, ${vms.length} VMs, ${rights.length} grants; Node ${process.version}\n`,
  )

  const rounds = Array.from({ length: Number(second) }, (_, at) => at)
  const timed = (name: string, act: (round: number) => void): number => {
    const times = rounds.map(round => {
      const start = performance.now()
      act(round)
      return performance.now() - start
    })
    times.sort((a, b) => a - b)
    const [median, longest] = [quantile(times, 0.5), quantile(times, 1)]
    console.log(`${name.padEnd(40)} median ${median.toFixed(1)} ms, longest ${longest.toFixed(1)} ms`)
    return median
  }
  const sorts = ['name', 'memory', 'vcpus', 'host'] as const
  let compiled = new Compiled(rights, new Map())
  const access = new Access([() => compiled], createPlaces(inventory))
  const sights = createSights(inventory)
  const made: Sights[] = []
  const list = (round: number) => {
    const { view, release } = sights.take(access)
    const sort = { id: sorts[round % sorts.length] ?? 'name', desc: round % 2 === 1 }
    // Another filter each time: no list that is kept is asked for again.
    const query = { class: 'VM' as const, within: null, filter: `memory:>${round + 1}M`, sort }
    const lease = view.lists.take(query)
    const rows = lease.view.slice(0, SHOWN).flatMap(id => view.table.get(id)?.row ?? [])
    if (rows.length < Math.min(SHOWN, Math.floor(vms.length / 2)))
      throw new Error('A list came out too short')
    lease.release()
    release()
  }
  tell(
    'rights.compile',
    timed('grants read into look-ups', () => {
      compiled = new Compiled(rights, new Map())
    }),
  )
  tell(
    'rights.sight',
    timed('the sight made, and its first list', round => {
      const anew = createSights(inventory)
      const { view, release } = anew.take(access)
      view.lists
        .take({ class: 'VM', within: null, filter: '', sort: { id: 'name', desc: round % 2 === 1 } })
        .release()
      release()
      made.push(anew)
    }),
  )
  const open = sights.take(access)
  tell('rights.list', timed('a list, sorted and filtered anew', list))
  open.release()
  // They keep what they made for a while after the last one has looked.
  for (const one of [sights, ...made]) one.stop()
  await stop()
  await pool.stop()
}
