/**
 * How soon one search over everything answers, as the server asks its own indexes: by word, address, UUID and by the
 * grammar of filters.
 *
 * `npm run bench -- search [vms] [rounds]`; 10,000 VMs on 64 hosts and 20 rounds if not given.
 */
import './open-things'
import { startChild } from './child'
import { quantile, tell } from './figures'
import type { Place } from './inventory/followers'
import { hostsOf } from './sizes'

/** As many as the box asks for. */
const LIMIT = 50

const [first = '10000', second = '20'] = process.argv.slice(2)
if (first === 'serve') await (await import('./simulator/serve')).serve(hostsOf(second), Number(second), 0)
else {
  const pool = startChild(['serve', first])
  // Not at the top: the process of the pool does without.
  const [{ search }, { follow }] = await Promise.all([
    import('../server/inventory/query/search'),
    import('./inventory/followers'),
  ])
  const { inventory, filled, stop } = follow(await pool.next<Place>(), 'json', Number(first))
  await filled
  const vms = inventory.rows().flatMap(row => (row.class === 'VM' ? [row] : []))
  const vm = vms[Math.floor(vms.length / 2)]
  if (!vm) throw new Error('The pool has no VM')
  const texts = [
    'w',
    'web',
    vm.name_label,
    vm.uuid,
    vm.addresses[0] ?? '10.',
    'state:running host:xen-03 tag:production memory:>8G',
    'state:halted -tag:production os:debian',
    'nothing is called this',
  ]
  console.log(`${hostsOf(first)} hosts, ${first} VMs; Node ${process.version}\n`)
  const all: number[] = []
  for (const text of texts) {
    const times: number[] = []
    let found = 0
    for (let round = 0; round < Number(second); round++) {
      const start = performance.now()
      found = search(inventory.table, text, LIMIT).matched
      times.push(performance.now() - start)
    }
    times.sort((a, b) => a - b)
    all.push(...times)
    console.log(
      `${text.padEnd(56)} ${String(found).padStart(6)} found, median ${quantile(times, 0.5).toFixed(1)} ms, longest ${quantile(times, 1).toFixed(1)} ms`,
    )
  }
  all.sort((a, b) => a - b)
  tell('search.p95', quantile(all, 0.95))
  await stop()
  await pool.stop()
}
