import { duplexPair } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { poolMigrate } from '../lifecycle/migrate'
import { cleanReboot } from '../lifecycle/stop'
import { resume, suspend } from '../lifecycle/suspend'
import { encoding } from '../rfb/encodings'
import { TestViewer } from '../rfb/test-viewer'
import { type TestPool, testPool } from '../test-pool'
import { Screens } from './screens'

const BOOT_WIDTH = 720
const LOGIN_WIDTH = 1024

async function look(screens: Screens, test: TestPool, name: string): Promise<TestViewer> {
  const viewer = new TestViewer()
  screens.attach(test.vm(name), viewer.server)
  await viewer.connect([encoding.hextile])
  return viewer
}

describe('the screen of a domain', () => {
  it('shows the boot log from the moment of a reboot, before the metrics tell of it', async () => {
    const test = testPool()
    const screens = new Screens(test.pool)
    const before = await look(screens, test, 'web-01')
    expect(before.width).toBe(LOGIN_WIDTH)
    test.begin('VM.clean_reboot', task => cleanReboot(test.pool, task, test.vm('web-01')))
    await test.clock.advance(3)
    expect(await before.ended()).toBe(true)
    expect((await look(screens, test, 'web-01')).width).toBe(BOOT_WIDTH)
    screens.closeAll()
  })

  it('goes on where it was after a migration and a suspend, which end its streams only', async () => {
    const test = testPool()
    const vm = test.vm('web-01')
    const screens = new Screens(test.pool)
    const before = await look(screens, test, 'web-01')
    const { resident_on } = test.pool.db.get('VM', vm)
    const [target] = [...test.pool.db.all('host')].find(([host]) => host !== resident_on) ?? []
    if (!target) throw new Error('The demo pool has one host only')
    test.begin('VM.pool_migrate', task => poolMigrate(test.pool, task, vm, target, {}))
    await test.clock.advance(20)
    expect(await before.ended()).toBe(true)
    const moved = await look(screens, test, 'web-01')
    expect(moved.width).toBe(LOGIN_WIDTH)
    test.begin('VM.suspend', task => suspend(test.pool, task, vm))
    await test.clock.advance(20)
    expect(await moved.ended()).toBe(true)
    test.begin('VM.resume', task => resume(test.pool, task, vm, { paused: false }))
    await test.clock.advance(20)
    expect((await look(screens, test, 'web-01')).width).toBe(LOGIN_WIDTH)
    screens.closeAll()
  })
})

describe('a text console', () => {
  it('is one login that all who are connected share', async () => {
    const test = testPool()
    const screens = new Screens(test.pool)
    const dom0 = [...test.pool.db.all('VM')].find(([, vm]) => vm.is_control_domain)?.[0]
    if (!dom0) throw new Error('The demo pool has no control domain')
    const seen: string[] = []
    const typed = [0, 1].map(number => {
      const [client, server] = duplexPair()
      screens.attachText(dom0, server)
      seen.push('')
      client.on('data', (chunk: Buffer) => {
        seen[number] += chunk.toString()
      })
      return client
    })
    typed[0]?.write('root\r')
    typed[1]?.write('echo hello\r')
    await test.clock.advance(0)
    for (const text of seen) {
      expect(text).toContain('login: root\r\n')
      expect(text).toContain('\r\nhello\r\n')
    }
    screens.closeAll()
  })
})
