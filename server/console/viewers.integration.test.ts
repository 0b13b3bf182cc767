import { expect, it, vi } from 'vitest'
import { type Notices, openNotices } from '@/server/db/notices'
import { databaseSuite } from '@/server/testing/database-suite'
import { createViewers, type Seat } from './viewers'

const suite = databaseSuite()
const place = { object: 'p.vm', kind: 'screen' as const }
const ada = { userId: 'ada', userName: 'ada' }
const bea = { userId: 'bea', userName: 'bea' }

async function process() {
  const failures: unknown[] = []
  const report = (_: string, error: unknown) => failures.push(error)
  const { url, db } = suite.database
  const notices: Notices = await openNotices(url, db, report)
  const viewers = createViewers(db, notices, report)
  let stopped = false
  const stop = async () => {
    if (stopped) return
    stopped = true
    viewers.stop()
    await notices.stop()
  }
  suite.stops.push(async () => {
    await stop()
    await db.consoleViewer.deleteMany()
    expect(failures).toEqual([])
  })
  return { viewers, stop }
}

const seen = ({ seats }: Seat) => seats.viewers.map(({ name, mode, same }) => `${name} ${mode} ${same}`)
const comesTo = (seat: Seat, wanted: string[]) => vi.waitFor(() => expect(seen(seat)).toEqual(wanted))

it('lets the second person watch, in another process too, and says so to both', async () => {
  const [one, two] = [await process(), await process()]
  const first = await one.viewers.join(place, ada)
  expect([first.mode, seen(first)]).toEqual(['work', ['ada work true']])
  const second = await two.viewers.join(place, bea)
  expect(second.mode).toBe('watch')
  await comesTo(second, ['ada work false', 'bea watch true'])
  await comesTo(first, ['ada work true', 'bea watch false'])

  // The same person in another window is in nobody's way; another console is another matter.
  const own = await two.viewers.join(place, ada)
  expect(own.mode).toBe('work')
  const elsewhere = await two.viewers.join({ ...place, kind: 'text' }, bea)
  expect(seen(elsewhere)).toEqual(['bea work true'])
  await own.leave()
  await comesTo(first, ['ada work true', 'bea watch false'])
})

it('is taken over from all who worked there, who are named, and given up again', async () => {
  const [one, two] = [await process(), await process()]
  const first = await one.viewers.join(place, ada)
  const second = await two.viewers.join(place, bea)
  let told = 0
  first.onChange(() => {
    told += 1
  })
  expect(await second.ask('take')).toEqual(['ada'])
  await comesTo(first, ['ada watch true', 'bea work false'])
  expect(first.mode).toBe('watch')
  expect(told).toBeGreaterThan(0)
  expect(await first.ask('work')).toEqual([])
  await comesTo(second, ['ada work false', 'bea work true'])
  await second.ask('watch')
  await comesTo(first, ['ada work true', 'bea watch false'])
})

it('forgets who was at a process that is gone', async () => {
  const [one, two] = [await process(), await process()]
  await one.viewers.join(place, ada)
  const left = await two.viewers.join(place, bea)
  await comesTo(left, ['ada work false', 'bea watch true'])
  // Killed: its rows stay, its presence does not.
  await one.stop()
  const next = await two.viewers.join(place, { userId: 'cy', userName: 'cy' })
  expect(next.mode).toBe('work')
  await comesTo(left, ['bea watch true', 'cy work false'])
})
