import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, inflateRawSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { writeCall } from '../../../server/xapi/xmlrpc-write'
import { databasePool } from '../../seeds/database'
import { type Simulator, type SimulatorOptions, startSimulator } from '../../simulator'
import { ByteSource } from '../../transfer/byte-source'
import { nextEntry, skipPadding } from '../../transfer/tar'
import { login } from '../../work/sessions'

const running: Simulator[] = []
const folders: string[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

async function started(options: SimulatorOptions = {}) {
  const simulator = await startSimulator({ heartbeat: false, ...options })
  running.push(simulator)
  const session = await login(simulator.pool, simulator.username, simulator.password, 'test')
  const get = async (path: string) => {
    const answer = await fetch(`${simulator.url}${path}`, { headers: { cookie: `session_id=${session}` } })
    expect(answer.status).toBe(200)
    return Buffer.from(await answer.arrayBuffer())
  }
  return { simulator, session, get }
}

async function files(archive: Buffer): Promise<Map<string, string>> {
  async function* pieces() {
    yield archive
  }
  const source = new ByteSource(pieces())
  const found = new Map<string, string>()
  for (let entry = await nextEntry(source); entry; entry = await nextEntry(source)) {
    found.set(entry.name, (await source.take(entry.size)).toString('utf8'))
    await skipPadding(source, entry.size)
  }
  return found
}

describe('the database', () => {
  it('leaves so that it can be loaded again, row by row', async () => {
    const { simulator, get } = await started()
    const { db } = simulator.pool
    const [vm] = [...db.all('VM')].find(([, one]) => one.name_label === 'web-01') ?? []
    const odd = 'a  "quoted" \\ <tag> & 100% it\'s\n\ttabbed '
    db.update('VM', vm ?? '', { name_description: odd, other_config: { 'odd key': odd } })
    const folder = mkdtempSync(join(tmpdir(), 'dump-'))
    folders.push(folder)
    const file = join(folder, 'state.db')
    writeFileSync(file, await get('/pool/xmldbdump'))
    const { simulator: again } = await started({ seed: ground => databasePool(file, ground) })
    // Loading mends what hosts measure; the rest is as it was.
    for (const cls of ['VM', 'VDI', 'VBD', 'VIF', 'SR', 'PBD', 'network', 'PIF', 'pool'] as const) {
      expect([...again.pool.db.all(cls)].map(([ref]) => ref).sort()).toEqual(
        [...db.all(cls)].map(([ref]) => ref).sort(),
      )
    }
    for (const [ref, sr] of db.all('SR')) expect(again.pool.db.get('SR', ref)).toEqual(sr)
    for (const [ref, vdi] of db.all('VDI')) expect(again.pool.db.get('VDI', ref)).toEqual(vdi)
    expect(again.pool.db.get('VM', vm ?? '')).toMatchObject({
      name_description: odd,
      other_config: { 'odd key': odd },
      power_state: 'Running',
    })
  })

  it('is checked when it comes back', async () => {
    const { simulator, session, get } = await started()
    const dump = await get('/pool/xmldbdump')
    const put = (body: Buffer, more: string) =>
      fetch(`${simulator.url}/pool/xmldbdump?session_id=${session}${more}`, {
        method: 'PUT',
        body: new Uint8Array(body),
      })
    expect((await put(dump, '&dry_run=true')).status).toBe(200)
    const broken = await put(dump.subarray(0, 5000), '&dry_run=true')
    expect(broken.status).toBe(500)
    expect(await broken.text()).toContain('COULD_NOT_IMPORT_DATABASE')
    expect(await (await put(dump, '')).text()).toContain('NOT_IMPLEMENTED')
  })
})

describe('reports', () => {
  it('of logs and backups are archives', async () => {
    const { simulator, get } = await started()
    const logs = await files(gunzipSync(await get('/host_logs_download')))
    expect([...logs.keys()]).toContain('var/log/xensource.log')
    const backup = await files(gunzipSync(await get('/host_backup')))
    const [[, host] = []] = simulator.pool.db.all('host')
    expect(backup.get('etc/xensource-inventory')).toContain(`INSTALLATION_UUID='${host?.uuid}'`)
  })

  it('have what is asked for, in the form that is asked for', async () => {
    const { get } = await started()
    const names = async (query: string) =>
      [...(await files(await get(`/system-status?output=tar${query}`))).keys()].map(name =>
        name.replace(/^[^/]*/, ''),
      )
    expect(await names('')).toContain('/var/lib/xcp/state.db')
    expect(await names('&entries=xenserver-config')).toEqual(['/etc/xensource-inventory'])
    const zip = await get('/system-status?output=zip&entries=xenserver-config')
    expect(zip.subarray(0, 4).toString('latin1')).toBe('PK\x03\x04')
    const at = 30 + zip.readUInt16LE(26)
    expect(inflateRawSync(zip.subarray(at, at + zip.readUInt32LE(18))).toString()).toContain(
      'INSTALLATION_UUID=',
    )
  })
})

describe('a blob', () => {
  async function withBlob(isPublic: boolean) {
    const { simulator, session } = await started()
    const { db } = simulator.pool
    const ref = db.create('blob', { mime_type: 'image/jpeg', public: isPublic })
    const at = (query: string) => `${simulator.url}/blob?${query}`
    return { db, ref, at, signed: `ref=${ref}&session_id=${session}` }
  }

  it('gives back the bytes it was given, with their type', async () => {
    const { db, ref, at, signed } = await withBlob(false)
    expect((await fetch(at(signed))).status).toBe(404)
    const bytes = Buffer.from([0, 1, 2, 253, 254, 255])
    expect((await fetch(at(signed), { method: 'PUT', body: bytes })).status).toBe(200)
    const answer = await fetch(at(signed))
    expect(answer.headers.get('content-type')).toBe('image/jpeg')
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(bytes)
    expect(db.get('blob', ref).size).toBe(6)
    expect((await fetch(at(`uuid=${db.get('blob', ref).uuid}&${signed}`))).status).toBe(200)
  })

  it('is read by everybody if it is for everybody, and written by nobody without a login', async () => {
    const shared = await withBlob(true)
    await fetch(shared.at(shared.signed), { method: 'PUT', body: 'x' })
    expect(await (await fetch(shared.at(`ref=${shared.ref}`))).text()).toBe('x')
    expect((await fetch(shared.at(`ref=${shared.ref}`), { method: 'PUT', body: 'y' })).status).toBe(401)
    const own = await withBlob(false)
    expect((await fetch(own.at(`ref=${own.ref}`))).status).toBe(401)
  })

  it('goes with its row', async () => {
    const { db, ref, at, signed } = await withBlob(true)
    await fetch(at(signed), { method: 'PUT', body: 'x' })
    db.destroy('blob', ref)
    const answer = await fetch(at(signed))
    expect([answer.status, await answer.text()]).toEqual([404, 'Unknown reference\n'])
  })
})

it('the backup of a host is taken back, behind the task that was made for it', async () => {
  const { simulator, session, get } = await started()
  const backup = await get('/host_backup')
  const restore = async (body: Buffer) => {
    const task = simulator.pool.db.create('task', { status: 'pending' })
    const query = `session_id=${session}&task_id=${task}`
    await fetch(`${simulator.url}/host_restore?${query}`, { method: 'PUT', body: new Uint8Array(body) })
    return simulator.pool.db.get('task', task)
  }
  expect(await restore(backup)).toMatchObject({ status: 'success', progress: 1 })
  expect((await restore(Buffer.alloc(0))).error_info[0]).toBe('RESTORE_SCRIPT_FAILED')
})

describe('the audit log', () => {
  it('tells who did what to which object and how it ended, not what was read', async () => {
    const { simulator, session, get } = await started()
    const [vm, row] = [...simulator.pool.db.all('VM')].find(([, one]) => one.name_label === 'web-01') ?? []
    const call = (method: string, ...rest: string[]) =>
      fetch(simulator.url, {
        method: 'POST',
        body: writeCall(
          method,
          [session, ...rest].map(text => ['string', text] as const),
        ),
      }).then(answer => answer.text())
    await call('VM.get_all')
    await call('VM.set_name_description', vm ?? '', 'new')
    await call('VM.unpause', vm ?? '')
    const lines = (await get('/audit_log')).toString().trim().split('\n')
    expect(lines).toHaveLength(2)
    const object = `('vm' 'web-01' '${row?.uuid}' '${vm}')`
    expect(lines[0]).toMatch(/^\[\d{8}T\d\d:\d\d:\d\d\.\d{3}Z\|audit\|/)
    expect(lines[0]).toContain(
      `('LOCAL_SUPERUSER' '' 'ALLOWED' 'OK' 'API' 'VM.set_name_description' (${object}))`,
    )
    expect(lines[1]).toContain(`'ERROR:VM_BAD_POWER_STATE' 'API' 'VM.unpause' (${object})`)
    expect((await get('/audit_log?since=2090-01-01T00:00:00Z')).length).toBe(0)
  })
})
