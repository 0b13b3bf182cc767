import { setTimeout as delay } from 'node:timers/promises'
import { membershipChanged } from '@/server/access/groups'
import { accessChanged } from '@/server/access/read-book'
import { type RequestNews, requestChanged } from '@/server/access/requests/request-news'
import type { Rights } from '@/server/access/rights'
import { type SecuritySetting, securityKey } from '@/server/access/security-settings'
import { type Sessions, sessionEnded } from '@/server/access/sessions'
import type { Notices } from '@/server/db/notices'
import { settingChanged } from '@/server/db/settings'
import type { Operations } from '@/server/operations/operations'
import { auditChanged, bulkCancelled, bulkTold, operationProgress } from '@/server/operations/topics'
import { connectionChanged } from '@/server/pools/connections'
import type { Pools } from '@/server/pools/pools'

/** Notices are read a little while back after the connection was lost: clocks of processes may differ. */
const marginMs = 60_000
/** How often it is looked whether a process is still there that runs over many objects. */
const lookMs = 5000
/** What could not be read is tried again after this. */
const againMs = 1000

/** Brings what other processes do to the rooms of this one. Returns how to stop. */
export function hearOthers({
  notices,
  sessions,
  security,
  rights,
  requests,
  pools,
  operations,
}: {
  notices: Notices
  sessions: Sessions
  rights: Rights
  requests: Pick<RequestNews, 'refresh'>
  security: SecuritySetting
  pools: Pools
  operations: Operations
}): () => void {
  let lines = new Set<string>()
  let reading: Promise<void> | undefined
  let stopped = false
  /** From when on completed lines may have been missed. */
  let heardUntil = new Date()

  const tell = (sent: Promise<void>) => {
    sent.catch(error => console.warn('How far an operation is could not be told:', error))
  }
  const failed = (error: unknown) => console.error('What other processes did could not be read:', error)

  /** One reading at a time, so that an older state never comes after a newer; what is told meanwhile is read next. */
  async function readLines(): Promise<void> {
    while (lines.size > 0 && !stopped) {
      const ids = [...lines]
      lines = new Set()
      try {
        await operations.readElsewhere({ ids })
      } catch (error) {
        failed(error)
        for (const id of ids) lines.add(id)
        await delay(againMs)
      }
    }
  }

  function lineChanged(id: string): void {
    lines.add(id)
    reading ??= readLines().finally(() => {
      reading = undefined
    })
  }

  async function readAll(): Promise<void> {
    const since = new Date(heardUntil.getTime() - marginMs)
    heardUntil = new Date()
    await reading
    await security.load()
    rights.changed()
    await Promise.all([
      sessions.check(),
      requests.refresh(),
      pools.changedElsewhere(),
      operations.readElsewhere({ since }),
    ])
  }

  const stops = [
    notices.on(sessionEnded, ({ id }) => sessions.endedElsewhere(id)),
    notices.on(settingChanged, ({ key }) => {
      if (key === securityKey) security.load().catch(failed)
    }),
    // How long sessions last may have changed.
    security.onChange(() => void sessions.check().catch(failed)),
    notices.on(accessChanged, () => rights.changed()),
    notices.on(membershipChanged, () => rights.changed()),
    notices.on(requestChanged, () => void requests.refresh().catch(failed)),
    notices.on(connectionChanged, ({ id }) => void pools.changedElsewhere(id).catch(failed)),
    notices.on(auditChanged, ({ id }) => lineChanged(id)),
    notices.on(operationProgress, told => {
      if (told.process !== notices.process) operations.progressElsewhere(told)
    }),
    notices.on(bulkTold, ({ process, row }) => {
      if (process !== notices.process) operations.bulksElsewhere.heard(process, row)
    }),
    notices.on(bulkCancelled, ({ id }) => operations.bulksElsewhere.halt(id)),
    operations.onBulk(
      row => tell(notices.send(bulkTold, { process: notices.process, row })),
      id => tell(notices.send(bulkCancelled, { id })),
    ),
    notices.onResume(() => void readAll().catch(failed)),
    operations.onProgress(told => {
      tell(notices.send(operationProgress, { process: notices.process, ...told }))
    }),
  ]
  const look = setInterval(() => {
    if (operations.bulksElsewhere.waits())
      notices.present().then(operations.bulksElsewhere.endGone).catch(failed)
  }, lookMs)
  look.unref()
  return () => {
    stopped = true
    clearInterval(look)
    for (const stop of stops) stop()
  }
}
