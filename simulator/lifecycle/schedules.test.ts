import { expect, it } from 'vitest'
import { manualClock } from '../clock'
import { startSimulator } from '../simulator'

it('runs a schedule when it is due, and not when it is disabled', async () => {
  const clock = manualClock(Date.UTC(2026, 0, 15, 2, 20, 0))
  const simulator = await startSimulator({ clock, heartbeat: false })
  try {
    const { db, messages } = simulator.pool
    const runs = () => [...messages.all()].filter(({ message }) => message.cls === 'VMSS').length
    const [[ref] = []] = [...db.all('VMSS')]
    if (ref === undefined) throw new Error('The demo pool has no schedule')
    await clock.advance(9 * 60)
    expect(runs()).toBe(0)
    await clock.advance(10 * 60)
    expect(runs()).toBe(1)
    expect(db.get('VMSS', ref).last_run_time.slice(0, 10)).toBe('2026-01-15')
    await clock.advance(24 * 3600)
    expect(runs()).toBe(2)
    db.update('VMSS', ref, { enabled: false })
    await clock.advance(24 * 3600)
    expect(runs()).toBe(2)
  } finally {
    await simulator.stop()
  }
})
