import { afterEach, expect, it } from 'vitest'
import { poolRow } from '../../pool'
import { type Simulator, startSimulator } from '../../simulator'
import { testUpdate } from '../../updates/test-image'
import { login } from '../../work/sessions'

let running: Simulator | undefined
afterEach(() => running?.stop())

async function upload(image: Buffer) {
  const simulator = await startSimulator({ heartbeat: false })
  running = simulator
  const { pool, url, username, password } = simulator
  const session = await login(pool, username, password, 'test')
  const task = pool.db.create('task', { status: 'pending' })
  const disks = pool.db.table('VDI').entries.size
  await fetch(`${url}/pool_patch_upload?session_id=${session}&task_id=${task}`, {
    method: 'PUT',
    body: new Uint8Array(image),
  })
  return { pool, task: pool.db.get('task', task), more: pool.db.table('VDI').entries.size - disks }
}

it('an update that is uploaded is introduced from a disk on the usual storage', async () => {
  const { pool, task, more } = await upload(testUpdate())
  const [[patch, { pool_update }] = ['', { pool_update: '' }]] = pool.db.all('pool_patch')
  expect(task).toMatchObject({ status: 'success', result: patch })
  const { vdi } = pool.db.get('pool_update', pool_update)
  expect(pool.db.get('VDI', vdi).SR).toBe(poolRow(pool)[1].default_SR)
  expect(more).toBe(1)
})

it('what is no update leaves nothing behind', async () => {
  const { pool, task, more } = await upload(Buffer.alloc(5000, 1))
  expect(task).toMatchObject({ status: 'failure', error_info: ['INVALID_UPDATE', expect.any(String)] })
  expect(pool.db.table('pool_update').entries.size).toBe(0)
  expect(more).toBe(0)
})
