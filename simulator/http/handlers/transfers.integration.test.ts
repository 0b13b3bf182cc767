import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import type { Records, Ref } from '../../../server/xapi/model/records'
import { realClock } from '../../clock'
import { type Simulator, startSimulator } from '../../simulator'
import { addDisk, cloneDisk, copyDisk } from '../../storage/disks'
import { ByteSource } from '../../transfer/byte-source'
import { nextEntry, skipPadding } from '../../transfer/tar'
import { addSmallVm, noise, type SmallVm } from '../../transfer/test-vm'
import { login } from '../../work/sessions'
import { Task } from '../../work/task'

const MiB = 1024 * 1024

const running: Simulator[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map(one => one.stop()))
})

interface Place extends SmallVm {
  readonly simulator: Simulator
  readonly session: string
}

async function place(): Promise<Place> {
  const simulator = await startSimulator({ clock: realClock(20), heartbeat: false })
  running.push(simulator)
  const { pool, username, password } = simulator
  return { simulator, session: await login(pool, username, password, 'test'), ...addSmallVm(pool) }
}

function task({ simulator }: Place, name: string): Ref<'task'> {
  return simulator.pool.db.create('task', { name_label: name, status: 'pending' })
}

async function get(at: Place, path: string): Promise<Buffer> {
  const answer = await fetch(`${at.simulator.url}${path}&session_id=${at.session}`)
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

/** Sends a body, or a part of it, and waits until the other side ends the connection. */
function put(at: Place, path: string, body: Uint8Array, length = body.length): Promise<number> {
  return new Promise((resolve, reject) => {
    const options = { method: 'PUT', headers: { 'content-length': length } }
    const sending = request(`${at.simulator.url}${path}&session_id=${at.session}`, options, answer => {
      answer.resume()
      answer.on('close', () => resolve(answer.statusCode ?? 0))
      if (length > body.length) sending.destroy()
    })
    sending.on('error', error => (length > body.length ? resolve(0) : reject(error)))
    if (length > body.length) sending.write(body)
    else sending.end(body)
  })
}

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_001) yield bytes.subarray(at, at + 100_001)
}

async function entries(archive: Buffer): Promise<Map<string, Buffer>> {
  const source = new ByteSource(pieces(archive))
  const found = new Map<string, Buffer>()
  for (let entry = await nextEntry(source); entry; entry = await nextEntry(source)) {
    found.set(entry.name, await source.take(entry.size))
    await skipPadding(source, entry.size)
  }
  return found
}

async function finished(at: Place, ref: Ref<'task'>): Promise<Records['task']> {
  const { db } = at.simulator.pool
  await new Promise<void>(resolve => {
    const look = () => {
      if (db.get('task', ref).status === 'pending') return
      unwatch()
      resolve()
    }
    const unwatch = db.watch(look)
    look()
  })
  return db.get('task', ref)
}

function refsIn(result: string): string[] {
  return result.match(/OpaqueRef:[0-9a-f-]+/g) ?? []
}

describe('an exported VM', () => {
  it('is an archive of its description and the pieces of its disks that hold something', async () => {
    const at = await place()
    const work = task(at, 'export')
    const archive = await entries(await get(at, `/export?ref=${at.vm}&task_id=${work}`))
    const [first = '', ...names] = [...archive.keys()]
    expect(first).toBe('ova.xml')
    const disk = /^(Ref:\d+)\//.exec(names[0] ?? '')?.[1]
    const kept = ['00000000', '00000003', '00000004']
    expect(names).toEqual(kept.flatMap(number => [`${disk}/${number}`, `${disk}/${number}.xxhash`]))
    expect(archive.get(`${disk}/00000003`)?.subarray(100, 200_100)).toEqual(noise(200_000, 'fourth'))
    expect(archive.get(`${disk}/00000004.xxhash`)?.toString()).toMatch(/^[0-9A-F]{16}$/)
    expect(at.simulator.pool.db.get('task', work)).toMatchObject({
      status: 'success',
      progress: 1,
      result: '',
    })
    expect(at.simulator.pool.db.get('VM', at.vm).current_operations).toEqual({})
  })

  it.each(['plain', 'packed'])('comes back as another one when it is imported (%s)', async form => {
    const at = await place()
    const { pool } = at.simulator
    const packing = form === 'packed' ? '&use_compression=true' : ''
    const archive = await get(at, `/export?uuid=${pool.db.get('VM', at.vm).uuid}${packing}`)
    expect(archive.subarray(0, 2).equals(Buffer.from([0x1f, 0x8b]))).toBe(form === 'packed')
    const work = task(at, 'import')
    expect(await put(at, `/import?sr_id=${at.sr}&task_id=${work}`, archive)).toBe(200)
    const { status, result, other_config } = await finished(at, work)
    expect({ status, other_config }).toEqual({
      status: 'success',
      other_config: { object_creation: 'complete' },
    })
    const [ref = ''] = refsIn(result)
    expect(result).toBe(`<value><array><data><value>${ref}</value></data></array></value>`)
    const [before, after] = [pool.db.get('VM', at.vm), pool.db.get('VM', ref)]
    expect(after).toMatchObject({
      name_label: 'small',
      power_state: 'Halted',
      domain_type: 'hvm',
      affinity: 'OpaqueRef:NULL',
    })
    expect(after.uuid).not.toBe(before.uuid)
    expect(after.other_config).toMatchObject({ base_template_name: 'Other', import_task: work })
    expect(after.allowed_operations).toContain('start')
    const drives = after.VBDs.map(one => pool.db.get('VBD', one))
    expect(drives.map(one => [one.userdevice, one.type, one.empty])).toEqual([
      ['0', 'Disk', false],
      ['3', 'CD', true],
    ])
    const disk = drives[0]?.VDI ?? ''
    expect(disk).not.toBe(at.disk)
    expect(pool.db.get('VDI', disk)).toMatchObject({
      SR: at.sr,
      virtual_size: 5 * MiB,
      name_label: 'small 0',
    })
    expect(
      pool.disks
        .of(disk)
        .read(0, 5 * MiB)
        .equals(pool.disks.of(at.disk).read(0, 5 * MiB)),
    ).toBe(true)
    const [card] = after.VIFs.map(one => pool.db.get('VIF', one))
    expect(card?.MAC).toMatch(/^02:/)
    expect(card?.MAC).not.toBe('02:00:00:00:00:01')
  })

  it.each([
    ['damaged', 'IMPORT_ERROR_SOME_CHECKSUMS_FAILED'],
    ['cut short', 'IMPORT_ERROR_PREMATURE_EOF'],
    ['with the connection cut', 'IMPORT_ERROR_PREMATURE_EOF'],
    ['something else', 'IMPORT_ERROR'],
    ['packed and damaged', 'IMPORT_ERROR'],
  ])('leaves nothing behind when it arrives %s', async (how, code) => {
    const at = await place()
    const { pool } = at.simulator
    let archive = await get(at, `/export?ref=${at.vm}`)
    if (how === 'damaged') archive.writeUInt8(1, archive.indexOf(noise(40, 'first')) + 3)
    if (how === 'cut short') archive = archive.subarray(0, 2 * MiB)
    if (how === 'something else') archive = noise(4096, 'else')
    if (how === 'packed and damaged') {
      archive = gzipSync(archive)
      archive.fill(0, 1000, 1200)
    }
    const count = () => ['VM', 'VDI', 'VBD', 'VIF'].map(cls => pool.db.table(cls as 'VM').entries.size)
    const before = count()
    const work = task(at, 'import')
    const length = how === 'with the connection cut' ? archive.length + 1 : archive.length
    if (length > archive.length) archive = archive.subarray(0, 2 * MiB)
    await put(at, `/import?sr_id=${at.sr}&task_id=${work}`, archive, length)
    expect(await finished(at, work)).toMatchObject({
      status: 'failure',
      error_info: expect.arrayContaining([code]),
    })
    await expect.poll(count).toEqual(before)
  })

  it('is refused where it cannot go, and in pieces of unknown number', async () => {
    const at = await place()
    const { pool } = at.simulator
    const library = [...pool.db.all('SR')].find(([, one]) => one.content_type === 'iso')?.[0]
    const work = task(at, 'import')
    expect(await put(at, `/import?sr_id=${library}&task_id=${work}`, Buffer.alloc(10))).toBe(400)
    expect((await finished(at, work)).error_info).toEqual(['SR_OPERATION_NOT_SUPPORTED', library])
    const second = task(at, 'import')
    const body = new Blob(['x']).stream()
    const url = `${at.simulator.url}/import?sr_id=${at.sr}&task_id=${second}&session_id=${at.session}`
    const init: RequestInit & { duplex: 'half' } = { method: 'PUT', body, duplex: 'half' }
    expect((await fetch(url, init)).status).toBe(403)
    expect((await finished(at, second)).error_info).toEqual(['IMPORT_ERROR_CANNOT_HANDLE_CHUNKED'])
  })

  it('ends with the task that is cancelled, and with a client that goes away', async () => {
    const at = await place()
    const { pool } = at.simulator
    const large = addDisk(pool, { SR: at.sr, virtual_size: 4096 * MiB, type: 'user' })
    for (const end of ['cancel', 'go away'] as const) {
      const work = task(at, 'export')
      const leaving = new AbortController()
      const url = `${at.simulator.url}/export_raw_vdi?vdi=${large}&task_id=${work}&session_id=${at.session}`
      const answer = await fetch(url, { signal: leaving.signal })
      const reader = answer.body?.getReader()
      await reader?.read()
      if (end === 'cancel') pool.tasks.get(work)?.cancel()
      else leaving.abort()
      const { status, error_info } = await finished(at, work)
      if (end === 'cancel') expect([status, ...error_info]).toEqual(['cancelled', 'TASK_CANCELLED', work])
      else expect([status, error_info[0]]).toEqual(['failure', 'INTERNAL_ERROR'])
      await reader?.cancel().catch((error: unknown) => expect(error).toBeDefined())
      expect(pool.db.get('VDI', large).VBDs).toEqual([])
    }
  })

  it('can be its description alone, which comes back with the disks that are there', async () => {
    const at = await place()
    const { pool } = at.simulator
    const archive = await get(at, `/export_metadata?ref=${at.vm}`)
    expect([...(await entries(archive)).keys()]).toEqual(['ova.xml'])
    const work = task(at, 'import')
    expect(await put(at, `/import_metadata?task_id=${work}`, archive)).toBe(200)
    const { status, result } = await finished(at, work)
    expect(status).toBe('success')
    const drives = pool.db.get('VM', refsIn(result)[0] ?? '').VBDs.map(one => pool.db.get('VBD', one).VDI)
    expect(drives).toContain(at.disk)
    const again = task(at, 'import')
    await put(at, `/import_metadata?restore=true&task_id=${again}`, archive)
    expect((await finished(at, again)).error_info).toEqual(['DUPLICATE_VM', at.vm])
  })
})

describe('a disk', () => {
  it('comes back as it went, raw', async () => {
    const at = await place()
    const { pool } = at.simulator
    const bytes = noise(5 * MiB, 'raw')
    const work = task(at, 'import')
    expect(await put(at, `/import_raw_vdi?vdi=${at.disk}&format=raw&task_id=${work}`, bytes)).toBe(200)
    expect(await finished(at, work)).toMatchObject({ status: 'success', result: `<value>${at.disk}</value>` })
    expect((await get(at, `/export_raw_vdi?vdi=${pool.db.get('VDI', at.disk).uuid}`)).equals(bytes)).toBe(
      true,
    )
    // Nothing of how it was plugged in for this is left.
    expect(pool.db.get('VDI', at.disk).VBDs).toHaveLength(1)
  })

  it('comes back as it went, as a VHD, and as what changed since another', async () => {
    const at = await place()
    const { pool } = at.simulator
    const other = addDisk(pool, { SR: at.sr, virtual_size: 5 * MiB, type: 'user' })
    pool.disks.of(other).write(MiB, noise(100, 'before'))
    const vhd = await get(at, `/export_raw_vdi?vdi=${at.disk}&format=vhd`)
    expect(vhd.length).toBe(2048 + 512 + 2 * (512 + 2 * MiB) + 512)
    const work = task(at, 'import')
    await put(at, `/import_raw_vdi?vdi=${other}&format=vhd&task_id=${work}`, vhd)
    expect((await finished(at, work)).status).toBe('success')
    const content = (ref: Ref<'VDI'>) => pool.disks.of(ref).read(0, 5 * MiB)
    expect(content(other).equals(content(at.disk))).toBe(true)
    pool.disks.of(at.disk).write(4 * MiB, noise(64, 'changed'))
    const changes = await get(at, `/export_raw_vdi?vdi=${at.disk}&format=vhd&base=${other}`)
    expect(changes.length).toBe(2048 + 512 + 512 + 2 * MiB + 512)
    const second = task(at, 'import')
    await put(at, `/import_raw_vdi?vdi=${other}&format=vhd&task_id=${second}`, changes)
    expect((await finished(at, second)).status).toBe('success')
    expect(content(other).equals(content(at.disk))).toBe(true)
  })

  it('begins as a VHD of a real host does', async () => {
    const at = await place()
    const empty = addDisk(at.simulator.pool, { SR: at.sr, virtual_size: MiB, type: 'user' })
    const vhd = await get(at, `/export_raw_vdi?vdi=${empty}&format=vhd`)
    expect(vhd.length).toBe(3072)
    expect(vhd.toString('hex', 0, 64)).toBe(
      '636f6e6563746978000000020001000000000000000002000000000063616d6c000000010000000000000000002000000000000000200000003c041100000003',
    )
  })

  it('gives what it has to its clones and copies, and keeps what it gets to itself', async () => {
    const at = await place()
    const { pool } = at.simulator
    const work = new Task(pool, 'test')
    const clone = await cloneDisk(pool, work, at.disk)
    const copy = await copyDisk(pool, work, at.disk, at.sr)
    pool.disks.of(at.disk).write(0, noise(700, 'later'))
    for (const other of [clone, copy]) {
      expect(pool.disks.of(other).read(0, 700)).toEqual(noise(700, 'first'))
      expect(pool.disks.of(other).read(3 * MiB + 100, 200_000)).toEqual(noise(200_000, 'fourth'))
    }
    work.vanish()
  })

  it('is made by a request that names a storage, and refused what it cannot hold', async () => {
    const at = await place()
    const { pool } = at.simulator
    const work = task(at, 'import')
    await put(at, `/import_raw_vdi?sr_id=${at.sr}&task_id=${work}`, noise(2 * MiB, 'new'))
    const [made = ''] = refsIn((await finished(at, work)).result)
    expect(pool.db.get('VDI', made)).toMatchObject({ SR: at.sr, virtual_size: 2 * MiB })
    const second = task(at, 'import')
    await put(at, `/import_raw_vdi?vdi=${made}&task_id=${second}`, noise(3 * MiB, 'large'))
    expect((await finished(at, second)).error_info).toEqual(['VDI_IO_ERROR', 'Device I/O errors'])
    const third = task(at, 'import')
    await put(at, `/import_raw_vdi?vdi=${made}&format=vhd&task_id=${third}`, noise(4096, 'none'))
    expect((await finished(at, third)).error_info).toEqual(['VDI_IO_ERROR', 'Device I/O errors'])
  })

  it('of a running VM is in use', async () => {
    const at = await place()
    const { pool } = at.simulator
    const [, web] = [...pool.db.all('VM')].find(([, one]) => one.name_label === 'web-01') ?? []
    const disk = web?.VBDs.map(one => pool.db.get('VBD', one)).find(one => one.type === 'Disk')?.VDI ?? ''
    const answer = await fetch(`${at.simulator.url}/export_raw_vdi?vdi=${disk}&session_id=${at.session}`)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain(`VDI_IN_USE: [ ${disk}; export ]`)
  })
})
