import { introduceUpdate, patchOf } from '../../handlers/pool-update'
import { poolRow } from '../../pool'
import { dropDisk } from '../../storage/disks'
import { failureText } from './raised'
import { newDisk, receiveDisk } from './raw-vdi'
import { behindTask } from './task'
import type { Route, Visit } from './visit'

/**
 * An update as clients of old send it: its image becomes a disk, on the storage that is named or on the usual one, and
 * the update is introduced. The task's result is the reference of the patch, as plain text.
 */
async function upload(visit: Visit): Promise<void> {
  const { pool, request } = visit
  await behindTask(visit, 'Uploading update', async task => {
    const vdi = newDisk(visit, poolRow(pool)[1].default_SR)
    if (!vdi) throw failureText('No storage to upload to')
    try {
      await receiveDisk(visit, task, vdi)
      const patch = patchOf(pool, introduceUpdate(pool, vdi))
      request.socket.end()
      return patch
    } catch (error) {
      dropDisk(pool, vdi)
      throw error
    }
  })
}

export const patchRoutes: readonly Route[] = [
  { method: 'PUT', path: '/pool_patch_upload', action: 'put_pool_patch_upload', serve: upload },
]
