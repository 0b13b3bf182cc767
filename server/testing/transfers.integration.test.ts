import { once } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { openConsole } from '@/server/xapi/console'
import { hostEndpoint } from '@/server/xapi/route'
import { login } from '@/server/xapi/session'
import type { Download } from '@/server/xapi/transfer'
import {
  auditLog,
  bugReport,
  exportDisk,
  exportVm,
  hostBackup,
  hostLogs,
  importDisk,
  importVm,
  poolDatabase,
  rrdDump,
  rrdUpdates,
  textOfDownload,
} from '@/server/xapi/transfers'
// biome-ignore-start lint/style/noRestrictedImports: The pool: everything goes over the wire.
import { realClock } from '@/simulator/clock'
import { type Simulator, startSimulator } from '@/simulator/simulator'
import { addDisk } from '@/simulator/storage/disks'
import { addSmallVm, noise } from '@/simulator/transfer/test-vm'

// biome-ignore-end lint/style/noRestrictedImports: see above

const MiB = 1024 * 1024
const stops: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop()
})

/** A pool whose hosts all answer, and a session with it. */
async function connected(tls = false) {
  const simulator = await startSimulator({ clock: realClock(20), memberPort: 0, tls })
  stops.push(() => simulator.stop())
  const { url, username, password, certificateSha256 } = simulator
  // All hosts of the simulator show the same certificate.
  const session = await login({ address: url, username, password, pinOf: () => certificateSha256 })
  stops.push(() => session.logout())
  return { simulator, session, ...addSmallVm(simulator.pool) }
}

async function bytesOf({ stream }: Download): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < bytes.length; at += 70_001) yield bytes.subarray(at, at + 70_001)
}

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

/** No task is left behind once the last of what the client does by itself was done. */
async function expectNoTasks({ pool }: Simulator) {
  await expect.poll(() => [...pool.db.all('task')].map(([, task]) => task)).toEqual([])
}

const hostOf = ({ hosts }: Simulator, which: boolean) => hosts.find(host => host.coordinator === which)

describe('a VM', () => {
  it.each([
    ['over plain HTTP, whole', false, undefined],
    ['over TLS, packed, in pieces', true, 'gzip'],
  ] as const)('leaves and comes back %s', async (_, tls, compression) => {
    const { session, simulator, vm, disk, sr } = await connected(tls)
    const out: number[] = []
    const download = await exportVm(session, vm, compression ? { compression } : {}, {
      onProgress: ({ bytes }) => out.push(bytes),
    })
    expect(download).toMatchObject({ fileName: 'export.xva', contentType: 'application/octet-stream' })
    const archive = await bytesOf(download)
    expect(out.at(-1)).toBe(archive.length)
    const plain = compression ? gunzipSync(archive) : archive
    expect(plain.subarray(0, 7).toString()).toBe('ova.xml')
    expect(plain.includes(noise(200_000, 'fourth'))).toBe(true)

    const sent: number[] = []
    const [made] = await importVm(
      session,
      compression ? inPieces(archive) : archive,
      { sr, length: archive.length },
      { onProgress: ({ bytes }) => sent.push(bytes) },
    )
    expect(sent.at(-1)).toBe(archive.length)
    const record = await session.call.VM.get_record(made ?? vm)
    expect(record).toMatchObject({ name_label: 'small', power_state: 'Halted' })
    const vdis = await Promise.all(record.VBDs.map(vbd => session.call.VBD.get_VDI(vbd)))
    const copy = vdis.find(vdi => simulator.pool.db.find('VDI', vdi))
    expect(copy).not.toBe(disk)
    const whole = (vdi: string) => simulator.pool.disks.of(vdi).read(0, 5 * MiB)
    expect(whole(copy ?? '').equals(whole(disk))).toBe(true)
    await expectNoTasks(simulator)
  })

  it('that may not leave, or does not arrive whole, is refused with the code of the pool', async () => {
    const { session, simulator, vm, sr } = await connected()
    const running = [...simulator.pool.db.all('VM')].find(([, one]) => one.power_state === 'Running')?.[0]
    expect(await failureOf(exportVm(session, running ?? vm))).toMatchObject({
      code: 'VM_BAD_POWER_STATE',
      call: '/export',
    })
    const archive = await bytesOf(await exportVm(session, vm))
    const cut = importVm(session, archive.subarray(0, 2 * MiB), { sr })
    expect(await failureOf(cut)).toMatchObject({ code: 'IMPORT_ERROR_PREMATURE_EOF', call: 'VM.import' })
    await expectNoTasks(simulator)
  })

  it('that nobody wants any more is exported no further', async () => {
    const { session, simulator, vm, disk } = await connected()
    const { db, disks } = simulator.pool
    db.update('VDI', disk, { virtual_size: 64 * MiB })
    for (let at = 0; at < 64; at++) disks.of(disk).write(at * MiB, Buffer.alloc(MiB, 'x'))
    const stop = new AbortController()
    const download = await exportVm(session, vm, {}, { signal: stop.signal })
    await once(download.stream, 'readable')
    stop.abort()
    expect(await failureOf(bytesOf(download))).toMatchObject({ kind: 'cancelled' })
    await expect.poll(() => db.get('VM', vm).current_operations).toEqual({})

    const half = await exportVm(session, vm)
    await once(half.stream, 'readable')
    simulator.faults.cutConnections()
    expect(await failureOf(bytesOf(half))).toBeInstanceOf(Error)
    await expectNoTasks(simulator)
  })
})

describe('a disk', () => {
  it.each(['raw', 'vhd'] as const)('is read and written as %s', async format => {
    const { session, simulator, disk } = await connected()
    const download = await exportDisk(session, disk, { format })
    expect(download.fileName).toMatch(format === 'raw' ? /\.raw$/ : /\.vhd$/)
    const bytes = await bytesOf(download)
    const SR = await session.call.VDI.get_SR(disk)
    const other = addDisk(simulator.pool, { SR, virtual_size: 5 * MiB, type: 'user' })
    await importDisk(session, other, inPieces(bytes), { format, length: bytes.length })
    const whole = (vdi: string) => simulator.pool.disks.of(vdi).read(0, 5 * MiB)
    expect(whole(other).equals(whole(disk))).toBe(true)
    await expectNoTasks(simulator)
  })

  it('of a storage that only another host reaches comes from there', async () => {
    const { session, simulator } = await connected(true)
    const { db, disks } = simulator.pool
    const member = [...db.all('host')].find(
      ([, one]) => one.name_label === hostOf(simulator, false)?.name,
    )?.[0]
    const [, pbd] =
      [...db.all('PBD')].find(
        ([, one]) =>
          one.host === member && !db.get('SR', one.SR).shared && db.get('SR', one.SR).content_type === 'user',
      ) ?? []
    if (!pbd) throw new Error('The member has no storage of its own')
    const local = addDisk(simulator.pool, { SR: pbd.SR, virtual_size: MiB, type: 'user' })
    disks.of(local).write(0, noise(1000, 'local'))
    const body = await bytesOf(await exportDisk(session, local, { format: 'raw' }))
    expect(body.subarray(0, 1000)).toEqual(noise(1000, 'local'))
    await importDisk(session, local, noise(MiB, 'new'), { format: 'raw' })
    expect(disks.of(local).read(0, MiB).equals(noise(MiB, 'new'))).toBe(true)
  })

  it('in use, or sent more than it holds, is refused', async () => {
    const { session, simulator, disk } = await connected()
    const more = importDisk(session, disk, noise(6 * MiB, 'more'), { format: 'raw' })
    expect(await failureOf(more)).toMatchObject({ code: 'VDI_IO_ERROR' })
    const [, used] =
      [...simulator.pool.db.all('VBD')].find(([, one]) => one.currently_attached && one.mode === 'RW') ?? []
    const write = importDisk(session, used?.VDI ?? disk, noise(512, 'x'), { format: 'raw' })
    expect(await failureOf(write)).toMatchObject({ code: 'VDI_IN_USE', params: [used?.VDI, 'import'] })
    await expectNoTasks(simulator)
  })
})

describe('a host', () => {
  it('gives what it has measured', async () => {
    const { session, simulator } = await connected()
    for (const { url, name } of simulator.hosts) {
      const at = hostEndpoint(session, new URL(url ?? '').host)
      const updates = JSON.parse(
        await textOfDownload(session, await rrdUpdates(session, at, { start: -60, host: true }), MiB),
      )
      expect(updates.meta.legend.length, name).toBeGreaterThan(10)
      expect(updates.data.length, name).toBeGreaterThan(1)
      const dump = await textOfDownload(
        session,
        await rrdDump(session, at, { kind: 'host' }, false),
        16 * MiB,
      )
      expect(dump, name).toContain('<rrd>')
    }
    const [, running] =
      [...simulator.pool.db.all('VM')].find(
        ([, one]) => one.power_state === 'Running' && !one.is_control_domain,
      ) ?? []
    const of = { kind: 'vm', uuid: running?.uuid ?? '' } as const
    // The coordinator leads to the host where it runs.
    const dump = JSON.parse(
      await textOfDownload(session, await rrdDump(session, session.endpoint, of, true), 16 * MiB),
    )
    expect(Object.keys(dump)).toContain('ds')
    const nothing = await failureOf(rrdUpdates(session, session.endpoint, { start: -60, vm_uuid: ['none'] }))
    expect(nothing).toMatchObject({ kind: 'http-status', status: 500, call: '/rrd_updates' })
  })

  it('gives its logs, its backup, a bug report and the pool’s database', async () => {
    const { session, simulator } = await connected()
    const at = session.endpoint
    expect(gunzipSync(await bytesOf(await hostLogs(session, at))).includes('xensource.log')).toBe(true)
    expect(gunzipSync(await bytesOf(await hostBackup(session, at))).includes('xensource-inventory')).toBe(
      true,
    )
    const report = await bugReport(session, at, ['xenserver-config'], 'zip')
    expect(report.fileName).toMatch(/\.zip$/)
    expect((await bytesOf(report)).subarray(0, 2).toString()).toBe('PK')
    expect(await failureOf(bugReport(session, at, [], 'tar.bz2'))).toMatchObject({
      code: 'SYSTEM_STATUS_RETRIEVAL_FAILED',
      call: '/system-status',
    })
    expect(await textOfDownload(session, await poolDatabase(session), 64 * MiB)).toContain('<database>')
    await expectNoTasks(simulator)
  })

  it('tells who did what, since a time', async () => {
    const { session, vm } = await connected()
    await session.call.VM.set_name_description(vm, 'seen')
    const log = await textOfDownload(session, await auditLog(session, undefined), MiB)
    expect(log).toContain('VM.set_name_description')
    const future = await auditLog(session, '2090-01-01T00:00:00Z')
    expect(await textOfDownload(session, future, MiB)).toBe('')
  })

  it('gives consoles, read as fast as they are wanted', async () => {
    const { session, simulator } = await connected(true)
    const [, rfb] = [...simulator.pool.db.all('console')].find(([, one]) => one.protocol === 'rfb') ?? []
    const { stream, head } = await openConsole(session, rfb?.location ?? '')
    let said = head
    while (said.length < 12) {
      await once(stream, 'readable')
      said = Buffer.concat([said, stream.read() ?? Buffer.alloc(0)])
    }
    expect(said.toString('latin1')).toMatch(/^RFB 003\.00\d\n/)
    stream.destroy()
    await setImmediate()
    const gone = `${rfb?.location.replace(/\?.*/, '?uuid=none')}`
    expect(await failureOf(openConsole(session, gone))).toMatchObject({
      kind: 'http-status',
      call: 'console',
    })
  })
})
