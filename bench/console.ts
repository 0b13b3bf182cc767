/**
 * Consoles: what the gateway adds to the way of a key and back, how much it carries, and what a browser that does not
 * read costs it, beside a relay that only passes TCP on (socat, where there is one); and, through the whole of Domus and a
 * pool, how soon a console that is opened has a picture, and what a process with many of them needs.
 *
 * `npm run bench -- console [keys] [MiB] [consoles] [vms]`; 5,000, 1,024, 100 and 300 if not given. The host, the gateway and
 * this program have a process each; the gateway speaks TLS to the host, the relay does not.
 */
import './open-things'
import { setTimeout as sleep } from 'node:timers/promises'
import type { APIRequestContext } from '@playwright/test'
import { startChild } from './child'
import type { GatewayMemory, GatewayPlace } from './console/gateway'
import type { HostPlace } from './console/host'
import { quantile, tell } from './figures'
import { hostsOf } from './sizes'

const [first = '5000', mebibytes = '1024', consoles = '100', vms = '300', ...rest] = process.argv.slice(2)
if (first === 'host') await (await import('./console/host')).serveHost()
else if (first === 'gateway') {
  const [tls = '', plain = '', pin = ''] = [mebibytes, consoles, vms, ...rest]
  await (await import('./console/gateway')).serveGateway({ tls: Number(tls), plain: Number(plain), pin })
} else {
  console.log(`${first} keys, ${mebibytes} MiB, ${consoles} consoles; Node ${process.version}\n`)
  await alone(Number(first), Number(mebibytes))
  await whole(Number(consoles), vms)
}

/** The gateway by itself. */
async function alone(keys: number, size: number): Promise<void> {
  const { flood, openFrames, openPlain, openThroughGateway, roundTrips, throughput } = await import(
    './console/line'
  )
  const { startRelay } = await import('./console/relay')
  const host = startChild(['host'])
  const { tls, plain, pin } = await host.next<HostPlace>()
  const gateway = startChild(['gateway', String(tls), String(plain), pin])
  const { port } = await gateway.next<GatewayPlace>()
  const relay = await startRelay(plain)
  const tlsRelay = await startRelay(tls, 'tls')
  const memory = async () => {
    gateway.send('memory')
    return (await gateway.next<GatewayMemory>()).resident / 1e6
  }
  try {
    const lines = {
      direct: await openPlain(plain),
      gateway: await openThroughGateway(port),
      relay: await openPlain(relay.port),
    }
    const medians = { direct: [0], gateway: [0], relay: [0] }
    for (const key of ['direct', 'gateway', 'relay'] as const) medians[key] = []
    // In turns, and there and back: none has the quieter machine.
    for (const key of ['direct', 'gateway', 'relay', 'relay', 'gateway', 'direct'] as const) {
      await roundTrips(lines[key], Math.min(200, keys))
      medians[key].push(quantile(await roundTrips(lines[key], Math.ceil(keys / 2)), 0.5))
    }
    const mean = (times: readonly number[]) => times.reduce((sum, time) => sum + time, 0) / times.length
    const added = mean(medians.gateway) - mean(medians.direct)
    const byRelay = mean(medians.relay) - mean(medians.direct)
    console.log(
      `a key there and back, median: ${mean(medians.direct).toFixed(3)} ms straight, ${added.toFixed(3)} ms more through the gateway, ${byRelay.toFixed(3)} through ${relay.name}`,
    )
    tell('console.latency', added, byRelay)

    // Frames are counted and not read: what a program of ours takes to read them is not the gateway's.
    const carriers = {
      gateway: await openFrames(port),
      relay: lines.relay,
      tls: tlsRelay && (await openPlain(tlsRelay.port)),
    }
    const rates = { gateway: [0], relay: [0], tls: [0] }
    for (const key of ['gateway', 'relay', 'tls'] as const) rates[key] = []
    for (const key of ['gateway', 'relay', 'tls', 'tls', 'relay', 'gateway'] as const) {
      const line = carriers[key]
      if (line) rates[key].push(await throughput(line, Math.ceil(size / 2)))
    }
    console.log(
      `${mean(rates.gateway).toFixed(0)} MB/s through the gateway, ${mean(rates.relay).toFixed(0)} through ${relay.name}${tlsRelay ? `, ${mean(rates.tls).toFixed(0)} through ${tlsRelay.name} with TLS to the host as well` : ''}`,
    )
    const gibibyte = 1024 ** 3 / 1e6
    tell('console.throughput', gibibyte / mean(rates.gateway), gibibyte / mean(rates.relay))

    const before = await memory()
    carriers.gateway.pause()
    carriers.gateway.send(flood(size))
    await sleep(1000)
    const held = (await memory()) - before
    console.log(
      `${held.toFixed(1)} MB more held for a browser that does not read, of ${size} MiB that would come`,
    )
    tell('console.slow', held)
    for (const line of [...Object.values(lines), ...Object.values(carriers)]) line?.close()
  } finally {
    relay.stop()
    tlsRelay?.stop()
    await gateway.stop()
    await host.stop()
  }
}

/** Through all of Domus. */
async function whole(count: number, pool: string): Promise<void> {
  const { openLab } = await import('./domus/lab')
  const { openViewer } = await import('./console/viewer')
  const lab = await openLab()
  const open: { close(): void }[] = []
  try {
    await lab.connect(['--hosts', String(hostsOf(pool)), '--vms', pool])
    const ids = await runningVms(lab.api, count)
    const before = await lab.inspector.collected()
    const times: number[] = []
    for (const id of ids) {
      const viewer = await openViewer(lab.api, lab.domus.url, id)
      open.push(viewer)
      times.push(viewer.firstPicture)
    }
    times.sort((a, b) => a - b)
    const after = await lab.inspector.collected()
    const [median, p95] = [quantile(times, 0.5), quantile(times, 0.95)]
    const each = (after.rss - before.rss) / 1e3 / ids.length
    console.log(
      `first picture: median ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms; ${ids.length} consoles hold ${((after.rss - before.rss) / 1e6).toFixed(0)} MB, ${each.toFixed(0)} kB each`,
    )
    tell('console.picture', p95)
    tell('console.memory', (after.rss - before.rss) / 1e6)
  } finally {
    for (const viewer of open) viewer.close()
    await lab.stop()
  }
}

/** VMs that have a console, as many as there are of so many; a search gives fifty at most. */
async function runningVms(api: APIRequestContext, count: number): Promise<string[]> {
  const query = { class: 'VM', within: null, filter: 'state:running', sort: { id: 'name', desc: false } }
  const input = encodeURIComponent(JSON.stringify({ query, from: 0, count }))
  const answer = await api.get(`/api/trpc/inventory.rows?input=${input}`, { maxRetries: 2 })
  if (!answer.ok()) throw new Error(`No VMs: ${await answer.text()}`)
  const { result } = await answer.json()
  return result.data.rows.map((row: { id: string }) => row.id)
}
