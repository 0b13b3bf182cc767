import { describe, expect, it } from 'vitest'
import { consoleClose } from '@/server/shared/console-close'
import { ReleaseChord } from './console-keys'
import { type ConsoleDriver, type ConsoleEvents, ConsoleSession, type ConsoleTicket } from './console-session'

const ticket = { ticket: 't', path: '/api/console' }
const turn = () => new Promise(setImmediate)

/** A driver that connects to nothing, and time that passes when it is told to. */
function bench(getTicket: () => Promise<ConsoleTicket> = async () => ticket) {
  const links: {
    events: ConsoleEvents
    closed: boolean
    pasted: string[]
    pressed: string[]
    asked: string[]
  }[] = []
  const viewOnly: boolean[] = []
  const driver: ConsoleDriver = {
    open: async (_, events) => {
      const link = {
        events,
        closed: false,
        pasted: [] as string[],
        pressed: [] as string[],
        asked: [] as string[],
      }
      links.push(link)
      return {
        close: () => {
          link.closed = true
        },
        press: keys => link.pressed.push(keys.map(({ code }) => code).join('+')),
        pressCtrlAltDel: () => undefined,
        paste: text => link.pasted.push(text),
        ask: what => link.asked.push(what),
      }
    },
    setScale: () => undefined,
    setQuality: () => undefined,
    setViewOnly: value => viewOnly.push(value),
    capture: async () => null,
    focus: () => undefined,
    dispose: () => undefined,
  }
  let timers: { milliseconds: number; run: () => void }[] = []
  const session = new ConsoleSession(driver, getTicket, {
    after: (milliseconds, run) => {
      const timer = { milliseconds, run }
      timers.push(timer)
      return () => {
        timers = timers.filter(other => other !== timer)
      }
    },
    random: () => 0.5,
  })
  return {
    session,
    links,
    viewOnly,
    last: () => {
      const link = links.at(-1)
      if (!link) throw new Error('nothing was opened')
      return link
    },
    pauses: () => timers.map(timer => timer.milliseconds),
    pass: async () => {
      const due = timers
      timers = []
      for (const timer of due) timer.run()
      await turn()
    },
    phase: () => session.snapshot().phase,
  }
}

describe('a console session', () => {
  it('asks for a ticket, connects, and says so', async () => {
    const { session, last, phase } = bench()
    const phases: string[] = []
    session.subscribe(() => phases.push(phase()))
    session.start()
    await turn()
    last().events.connected()
    session.start()
    expect(phases).toEqual(['asking', 'connecting', 'connected'])
  })

  it('connects again after a restart, later and later, until it is steady', async () => {
    const { session, last, pass, pauses, phase } = bench()
    session.start()
    await turn()
    last().events.connected()
    last().events.ended(consoleClose.closedByHost, 'The host closed the console.')
    expect([phase(), session.snapshot().problem]).toEqual(['waiting', 'The host closed the console.'])
    const seen: number[] = []
    for (let i = 0; i < 6; i++) {
      seen.push(...pauses())
      await pass()
      last().events.ended(consoleClose.noConsole, '')
    }
    expect(seen).toEqual([300, 700, 1500, 3000, 5000, 5000])
    await pass()
    last().events.connected()
    expect(session.snapshot().problem).toBeNull()
    await pass()
    last().events.ended(1006, '')
    expect(pauses()).toEqual([300])
  })

  it.each([
    [consoleClose.signedOut, 'You have been signed out.', 'Sign in again to go on.'],
    [consoleClose.notAllowed, 'It may not.', 'The pool administrator can give that user more rights.'],
    [consoleClose.busy, 'Someone else has it.', 'Try again once they have closed it.'],
  ])('stays closed after %i, and says what to do', async (code, reason, next) => {
    const { session, last, pauses } = bench()
    session.start()
    await turn()
    last().events.ended(code, reason)
    expect(session.snapshot()).toMatchObject({ phase: 'closed', problem: reason, next })
    session.start()
    session.nudge()
    expect([session.snapshot().phase, pauses()]).toEqual(['closed', []])
    session.retry()
    expect(session.snapshot().phase).toBe('asking')
  })

  it('tells a ticket that may come later from one that will not', async () => {
    let code = 'refused'
    const { session, phase } = bench(() =>
      Promise.reject({ data: { app: { code, message: `It is ${code}.`, next: 'Do this.' } } }),
    )
    session.start()
    await turn()
    expect([phase(), session.snapshot().problem]).toEqual(['waiting', 'It is refused.'])
    code = 'not-allowed'
    session.nudge()
    await turn()
    expect(session.snapshot()).toMatchObject({
      phase: 'closed',
      problem: 'It is not-allowed.',
      next: 'Do this.',
    })
  })

  it('stops with the VM, and hears nothing of what went on', async () => {
    const { session, last, phase, pauses } = bench()
    session.start()
    await turn()
    const link = last()
    link.events.connected()
    session.stop()
    link.events.ended(1006, '')
    expect([phase(), link.closed, pauses()]).toEqual(['idle', true, []])
  })

  it('closes a connection that is no longer wanted when it comes', async () => {
    let give: (value: ConsoleTicket) => void = () => undefined
    const { session, links, phase } = bench(
      () =>
        new Promise(resolve => {
          give = resolve
        }),
    )
    session.start()
    session.stop()
    give(ticket)
    await turn()
    expect([links.length, phase()]).toEqual([0, 'idle'])
  })

  it('carries text both ways', async () => {
    const { session, last } = bench()
    session.start()
    await turn()
    last().events.connected()
    session.paste('to the guest')
    last().events.copied('from the guest')
    expect([last().pasted, session.snapshot().guestText]).toEqual([['to the guest'], 'from the guest'])
  })
})

describe('the keys that leave a console', () => {
  const event = (key: string, ctrlKey: boolean, altKey: boolean, shiftKey: boolean) => ({
    key,
    ctrlKey,
    altKey,
    shiftKey,
  })

  it('are Ctrl, Alt and Shift, noticed when the last comes up', () => {
    const chord = new ReleaseChord()
    chord.down(event('Control', true, false, false))
    chord.down(event('Alt', true, true, false))
    chord.down(event('Shift', true, true, true))
    expect(chord.up(event('Alt', true, false, true))).toBe(false)
    expect(chord.up(event('Control', false, false, true))).toBe(false)
    expect(chord.up(event('Shift', false, false, false))).toBe(true)
    expect(chord.up(event('Shift', false, false, false))).toBe(false)
  })

  it('belong to the guest when another key is pressed with them', () => {
    const chord = new ReleaseChord()
    chord.down(event('Shift', true, true, true))
    chord.down(event('F1', true, true, true))
    chord.up(event('F1', true, true, true))
    expect(chord.up(event('Control', false, false, false))).toBe(false)
  })
})

describe('who else is in a console', () => {
  const seats = (mode: 'work' | 'watch') => ({
    self: 'me',
    viewers: [
      { id: 'me', name: 'ada', mode, since: '2026-01-01T00:00:00.000Z', same: true },
      { id: 'other', name: 'bea', mode: 'work' as const, since: '2026-01-01T00:00:00.000Z', same: false },
    ],
  })

  it('decides whether one watches, whatever the page would like', async () => {
    const { session, last, viewOnly } = bench()
    session.start()
    await turn()
    last().events.connected()
    last().events.seats(seats('watch'))
    expect(session.snapshot()).toMatchObject({ viewOnly: true, self: 'me' })
    session.takeOver()
    expect(last().asked).toEqual(['take'])
    expect(session.snapshot().viewOnly).toBe(true)
    last().events.seats(seats('work'))
    expect(session.snapshot().viewOnly).toBe(false)
    expect(viewOnly.at(-1)).toBe(false)
  })

  it('is forgotten with the connection; who wished to watch asks for it again with the next', async () => {
    const { session, last, pass } = bench()
    session.start()
    await turn()
    last().events.connected()
    last().events.seats(seats('work'))
    session.setViewOnly(true)
    expect(last().asked).toEqual(['watch'])
    last().events.ended(consoleClose.closedByHost, 'gone')
    expect(session.snapshot()).toMatchObject({ viewers: [], viewOnly: true })
    await pass()
    expect(last().asked).toEqual(['watch'])
  })
})

describe('text that is typed', () => {
  const key = (code: string) => [{ keysym: 97, code }]

  it('goes key by key, and stops when it is told to or the connection ends', async () => {
    const { session, last, pass } = bench()
    session.start()
    await turn()
    last().events.connected()
    session.type([key('KeyA'), key('KeyB'), key('KeyC')])
    expect(session.snapshot().typing).toEqual({ done: 1, all: 3 })
    await pass()
    expect(last().pressed).toEqual(['KeyA', 'KeyB'])
    session.stopTyping()
    await pass()
    expect(last().pressed).toEqual(['KeyA', 'KeyB'])
    expect(session.snapshot().typing).toBeNull()
    session.type([key('KeyD'), key('KeyE')])
    const { pressed, events } = last()
    events.ended(consoleClose.noConsole, 'gone')
    expect(session.snapshot().typing).toBeNull()
    await pass()
    expect(pressed).toEqual(['KeyA', 'KeyB', 'KeyD'])
  })
})
