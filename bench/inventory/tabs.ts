import { setMaxListeners } from 'node:events'
import { createSights } from '../../server/access/sight/sights'
import { createLiveFeed } from '../../server/api/live-feed'
import { wireMessage } from '../../server/api/live-wire'
import type { Inventory } from '../../server/inventory/inventory'
import type { LiveMessage } from '../../server/inventory/views'
import { accessAs, steadyRights } from '../../server/testing/access'

/** What the tabs were told. */
export interface Told {
  messages: number
  bytes: number
}

export const noOperations = { rows: () => [], subscribe: () => () => undefined }

/**
 * Tabs as browsers have them: each shows another part of the list of VMs, the tree, and a VM of its own. What they are
 * told is written as the server writes it.
 */
export function openTabs(inventory: Inventory, tabs: number): { told: Told; stop: () => void } {
  const feed = createLiveFeed({
    inventory,
    operations: noOperations,
    sessions: { onEnd: () => () => undefined },
    sights: createSights(inventory),
    rights: steadyRights,
  })
  const viewer = { sessionId: 'bench', access: accessAs('owner') }
  const stop = new AbortController()
  // All tabs share it.
  setMaxListeners(0, stop.signal)
  const told: Told = { messages: 0, bytes: 0 }
  const vms = inventory.rows().filter(row => row.class === 'VM')
  for (let tab = 0; tab < tabs; tab++) {
    const id = `tab-${tab}`
    const sort = { id: tab % 2 === 0 ? 'name' : 'memory', desc: false }
    const filter = ['', 'state:running', 'web'][tab % 3] ?? ''
    const from = (tab * 40) % 2000
    feed.show(viewer, id, {
      seq: 1,
      lists: [{ key: 'vms', query: { class: 'VM', within: null, filter, sort }, from, count: 200 }],
      tree: { toggled: [], reveal: null, from: from * 2, count: 400 },
      rows: vms[tab * 7] ? [vms[tab * 7]?.id ?? ''] : [],
    })
    void listen(feed.stream(viewer, id, undefined, stop.signal), told)
  }
  return {
    told,
    stop: () => {
      stop.abort()
      feed.stop()
    },
  }
}

async function listen(stream: AsyncGenerator<LiveMessage>, told: Told): Promise<void> {
  for await (const message of stream) {
    told.messages += 1
    told.bytes += JSON.stringify(wireMessage(message)).length
  }
}
