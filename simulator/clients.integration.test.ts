import { execFile, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it } from 'vitest'
import { realClock } from './clock'
import { type Simulator, startSimulator } from './simulator'
import { addSmallVm, noise, type SmallVm } from './transfer/test-vm'

/** Clients that nobody here wrote. What they stumble on is a defect of the simulator. */

const run = promisify(execFile)
const root = resolve(import.meta.dirname, '..')
const MiB = 1024 * 1024

const running: Simulator[] = []
const folders: string[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function started(tls: boolean): Promise<SmallVm & { readonly simulator: Simulator }> {
  const simulator = await startSimulator({ clock: realClock(10), tls, memberPort: 0 })
  running.push(simulator)
  return { simulator, ...addSmallVm(simulator.pool) }
}

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'client-'))
  folders.push(made)
  return made
}

/** Connects, watches, calls, follows tasks, takes a VM out and brings it in again, the body once without a length. */
const script = `
import { Readable } from 'node:stream'
import { createClient } from 'xen-api'
const [url, user, password, transport, vmRef, srRef, diskRef] = process.argv.slice(1)
const xapi = createClient({ url, auth: { user, password }, allowUnauthorized: true, transport })
const told = {}
const bytesOf = async response => Buffer.from(await response.body.arrayBuffer())
const until = (found) => new Promise(resolve => {
  const look = () => { const value = found(); if (value) { xapi.objects.off('update', look); resolve(value) } }
  xapi.objects.on('update', look); xapi.objects.on('add', look); look()
})
await xapi.connect()
await xapi.objectsFetched
const all = Object.values(xapi.objects.all)
told.vms = all.filter(one => one.$type === 'VM').length
told.pool = xapi.pool.name_label
told.hosts = (await xapi.getAllRecords('host')).map(host => host.name_label).sort()
const desk = all.find(one => one.$type === 'VM' && one.name_label === 'desk-07')
told.before = desk.power_state
told.started = await desk.$callAsync('start', false, false)
await until(() => xapi.getObject(desk.uuid).power_state === 'Running')
told.host = xapi.getObject(desk.uuid).$resident_on.name_label
await desk.set_name_description('seen by a client')
told.described = (await xapi.barrier(desk.$ref)).name_description
told.refused = await xapi.callAsync('VM.start', desk.$ref, false, false).catch(error => [error.code, ...error.params])
const download = await xapi.getResource('/export/', { query: { ref: vmRef }, task: true })
const archive = await bytesOf(download)
await download.task
told.exported = archive.length
const imported = await xapi.putResource(archive, '/import/', { query: { sr_id: srRef }, task: true })
told.imported = imported
told.importedName = (await xapi.getRecord('VM', imported[0])).name_label
const again = await xapi.putResource(Readable.from([archive]), '/import/', { query: { sr_id: srRef }, task: true })
told.importedStream = again.length
const raw = Buffer.alloc(${5 * MiB}, 'domus')
told.rawTask = await xapi.putResource(raw, '/import_raw_vdi/', { query: { vdi: diskRef, format: 'raw' }, task: true })
const back = await bytesOf(await xapi.getResource('/export_raw_vdi/', { query: { vdi: diskRef, format: 'raw' }, task: true }))
told.rawEqual = back.equals(raw)
const rrd = await xapi.getResource('/rrd_updates', { query: { cf: 'AVERAGE', host: 'true', json: 'true', start: '-60' }, task: false })
told.legend = JSON.parse((await bytesOf(rrd)).toString()).meta.legend.length > 100
console.log(JSON.stringify(told))
await xapi.disconnect()
process.exit(0)
`

describe('xen-api, the client of Xen Orchestra', () => {
  it.each([
    ['xml-rpc', false],
    ['json-rpc', false],
    ['auto', true],
  ] as const)('works with the pool over %s (TLS: %s)', { timeout: 60_000 }, async (transport, tls) => {
    const { simulator, vm, disk, sr } = await started(tls)
    const { url, username, password, pool } = simulator
    const vms = pool.db.table('VM').entries.size
    const parameters = [url, username, password, transport, vm, sr, disk]
    const { stdout } = await run(
      process.execPath,
      ['--no-warnings', '--input-type=module', '-e', script, ...parameters],
      { cwd: root },
    )
    const told: { imported: string[]; [name: string]: unknown } = JSON.parse(stdout)
    const [[poolRef] = []] = pool.db.all('pool')
    expect(told).toMatchObject({
      vms,
      pool: pool.db.get('pool', poolRef ?? '').name_label,
      hosts: simulator.hosts.map(host => host.name).sort(),
      before: 'Halted',
      started: '',
      host: expect.stringMatching(/./),
      described: 'seen by a client',
      refused: ['VM_BAD_POWER_STATE', expect.stringMatching(/^OpaqueRef:/), 'halted', 'running'],
      imported: [expect.stringMatching(/^OpaqueRef:/)],
      importedName: 'small',
      importedStream: 1,
      rawTask: disk,
      rawEqual: true,
      legend: true,
    })
    const drive = pool.db.get('VM', told.imported[0] ?? '').VBDs.map(one => pool.db.get('VBD', one))[0]
    expect(pool.disks.of(drive?.VDI ?? '').read(3 * MiB + 100, 200_000)).toEqual(noise(200_000, 'fourth'))
    // It cleans up behind itself.
    expect([...pool.db.all('task')].filter(([, one]) => one.status === 'pending')).toEqual([])
  })
})

const curl = spawnSync('curl', ['--version']).status === 0

describe.skipIf(!curl)('curl (skipped where it is missing)', () => {
  it('takes a VM out and brings it in, reads performance data, logs and the database', async () => {
    const { simulator, vm, sr } = await started(false)
    const { url, username, password, pool } = simulator
    const file = (name: string) => join(place, name)
    const place = folder()
    const ask = (path: string, ...more: string[]) =>
      run('curl', [
        '--silent',
        '--show-error',
        '--fail',
        '--user',
        `${username}:${password}`,
        ...more,
        `${url}${path}`,
      ])
    await ask(`/export?ref=${vm}`, '--output', file('small.xva'))
    const before = pool.db.table('VM').entries.size
    await ask(`/import?sr_id=${sr}`, '--upload-file', file('small.xva'))
    expect(pool.db.table('VM').entries.size).toBe(before + 1)
    await ask('/rrd_updates?start=-30&host=true', '--output', file('rrd'), '--header', 'Accept: text/xml')
    expect(readFileSync(file('rrd'), 'utf8')).toMatch(
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<xport>.*<\/xport>$/,
    )
    await ask('/pool/xmldbdump', '--output', file('state.db'))
    expect(readFileSync(file('state.db'), 'utf8')).toMatch(/<\/database>$/)
    await ask('/host_logs_download', '--output', file('logs.tar.gz'))
    const listed = await run('tar', ['-tzf', file('logs.tar.gz')])
    expect(listed.stdout).toContain('var/log/xensource.log')
    const { stdout: members } = await run('tar', ['-tf', file('small.xva')])
    expect(members.split('\n')[0]).toBe('ova.xml')
    const wrong = await run('curl', ['--silent', '--head', '--request', 'GET', `${url}/export?ref=${vm}`])
    expect(wrong.stdout).toContain('WWW-Authenticate: Basic realm="get_export"')
  })
})
