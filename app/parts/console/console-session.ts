import { appError } from '@/app/lib/app-error'
import { consoleClose } from '@/server/shared/console-close'
import type { ConsoleSeats, ConsoleViewer, SeatAsk } from '@/server/shared/console-seats'
import { t } from '@/server/shared/text'
import type { GuestKey } from './console-keys'

/** What one connection to a console tells. After `ended` it tells nothing more. */
export interface ConsoleEvents {
  connected(): void
  /** The guest put text on its clipboard. */
  copied(text: string): void
  /** Who has the console open, whenever that changes. */
  seats(seats: ConsoleSeats): void
  /** A WebSocket close code and the reason that came with it. */
  ended(code: number, reason: string): void
}

/** One connection to a console. */
export interface ConsoleLink {
  /** Ends it; `ended` is not called. */
  close(): void
  press(keys: readonly GuestKey[]): void
  pressCtrlAltDel(): void
  paste(text: string): void
  /** Asks for another place among those who have the console open; `seats` tells what came of it. */
  ask(what: SeatAsk): void
}

export type ConsoleScale = 'fit' | 'actual'
/** How much is spent on the picture: "slow" is for lines that carry little. */
export type ConsoleQuality = 'best' | 'balanced' | 'slow'

/** Where the picture is shown and the keys come from. Its settings outlive connections. */
export interface ConsoleDriver {
  open(address: { ticket: string; path: string }, events: ConsoleEvents): Promise<ConsoleLink>
  setScale(scale: ConsoleScale): void
  setQuality(quality: ConsoleQuality): void
  setViewOnly(viewOnly: boolean): void
  /** What is shown now, as a file: a PNG, or text. Null while nothing is. */
  capture(): Promise<Blob | null>
  focus(): void
  dispose(): void
}

export interface ConsoleTicket {
  ticket: string
  path: string
}

export interface ConsoleSnapshot {
  /**
   * idle: nothing is wanted. asking: for a ticket. connecting: to the host. connected. waiting: to try again
   * by itself. closed: it will not try again by itself.
   */
  phase: 'idle' | 'asking' | 'connecting' | 'connected' | 'waiting' | 'closed'
  /** What happened last, in a sentence; null while all is well. */
  problem: string | null
  /** What to do about it. */
  next: string | null
  /** Nothing that is typed reaches the guest: wished so, or somebody else works there. */
  viewOnly: boolean
  /** Who has it open, this page included; none while it is not connected. */
  viewers: readonly ConsoleViewer[]
  /** Which of them this page is. */
  self: string | null
  /** What the guest copied last. */
  guestText: string | null
  /** Text that is being typed to the guest, key by key. */
  typing: { done: number; all: number } | null
}

export interface ConsoleTime {
  /** Calls `run` later; returns what calls that off. */
  after(milliseconds: number, run: () => void): () => void
  /** 0…1, to keep many browsers from coming back at the same moment. */
  random(): number
}

/** After these pauses, in milliseconds; the last one is repeated. */
const pauses = [300, 700, 1500, 3000, 5000]
const mostTries = 40
/** A PS/2 keyboard's queue holds a few keys, which the guest has to fetch; in milliseconds. */
const typingPause = 20
/** A console that stays this long is no longer counted as one that failed before. */
const steadyAfter = 5000

/** Ends that come by themselves and pass: a guest restarts, a VM moves, a host or Domus is away for a moment. */
const passing = new Set<number>([
  consoleClose.closedByHost,
  consoleClose.noConsole,
  consoleClose.hostUnreachable,
  consoleClose.goingAway,
  1006,
])

/**
 * The console of one VM: asks for a ticket, connects, and connects again after a restart or a migration. Lives
 * outside of React; `subscribe` and `snapshot` are for useSyncExternalStore.
 */
export class ConsoleSession {
  private listeners = new Set<() => void>()
  private state: ConsoleSnapshot = {
    phase: 'idle',
    problem: null,
    next: null,
    viewOnly: false,
    viewers: [],
    self: null,
    guestText: null,
    typing: null,
  }
  /** Wished by who looks, and asked for anew with each connection. */
  private wantsToWatch = false
  private cancelTyping: (() => void) | null = null
  private link: ConsoleLink | null = null
  private cancelTimer: (() => void) | null = null
  private tries = 0
  /** Counts attempts: what an earlier one still has to say is not heard. */
  private attempt = 0

  constructor(
    private readonly driver: ConsoleDriver,
    private getTicket: () => Promise<ConsoleTicket>,
    private readonly time: ConsoleTime,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly snapshot = (): ConsoleSnapshot => this.state

  /** How tickets are asked for from now on. */
  setTicketSource(getTicket: () => Promise<ConsoleTicket>): void {
    this.getTicket = getTicket
  }

  /** Connects if nothing goes on yet. What ended for good stays ended until `retry`. */
  start(): void {
    if (this.state.phase === 'idle') this.retry()
  }

  /** Connects anew, at once. */
  retry(): void {
    this.tries = 0
    this.connect()
  }

  /** Something changed that may help: what waits tries now. */
  nudge(): void {
    if (this.state.phase === 'waiting') this.retry()
  }

  /** The VM has no console to be connected to. */
  stop(): void {
    if (this.state.phase === 'idle') return
    this.abandon()
    this.set({ phase: 'idle', problem: null, next: null })
  }

  dispose(): void {
    this.stop()
    this.listeners.clear()
    this.driver.dispose()
  }

  pressCtrlAltDel(): void {
    this.link?.pressCtrlAltDel()
    this.driver.focus()
  }

  press(keys: readonly GuestKey[]): void {
    this.link?.press(keys)
    this.driver.focus()
  }

  /** Puts text on the guest's clipboard; a text console types it. */
  paste(text: string): void {
    this.link?.paste(text)
  }

  focus(): void {
    this.driver.focus()
  }

  setScale(scale: ConsoleScale): void {
    this.driver.setScale(scale)
  }

  setQuality(quality: ConsoleQuality): void {
    this.driver.setQuality(quality)
  }

  setViewOnly(viewOnly: boolean): void {
    this.wantsToWatch = viewOnly
    this.link?.ask(viewOnly ? 'watch' : 'work')
    // The gateway has the last word; until it speaks nothing is sent that is not wished.
    if (viewOnly || !this.link) this.showViewOnly(viewOnly)
  }

  /** To be the only one who works here: all others watch from now on. */
  takeOver(): void {
    this.wantsToWatch = false
    this.link?.ask('take')
    this.driver.focus()
  }

  /** To work here beside those who do already. */
  joinIn(): void {
    this.setViewOnly(false)
    this.driver.focus()
  }

  /** What is shown now, as a file. */
  capture(): Promise<Blob | null> {
    return this.driver.capture()
  }

  /** Presses chord after chord, as slowly as a guest's keyboard can take it, until all is typed or `stopTyping`. */
  type(chords: readonly (readonly GuestKey[])[]): void {
    this.stopTyping()
    const next = (done: number) => {
      const chord = chords[done]
      if (!chord || !this.link || this.state.viewOnly) {
        this.stopTyping()
        return
      }
      this.link.press(chord)
      this.set({ typing: { done: done + 1, all: chords.length } })
      this.cancelTyping = this.time.after(typingPause, () => next(done + 1))
    }
    next(0)
  }

  stopTyping(): void {
    this.cancelTyping?.()
    this.cancelTyping = null
    if (this.state.typing) this.set({ typing: null })
  }

  private showViewOnly(viewOnly: boolean): void {
    this.driver.setViewOnly(viewOnly)
    if (viewOnly !== this.state.viewOnly) this.set({ viewOnly })
  }

  private seated({ self, viewers }: ConsoleSeats): void {
    const own = viewers.find(({ id }) => id === self)
    this.set({ viewers, self })
    if (own) this.showViewOnly(own.mode === 'watch')
  }

  private connect(): void {
    this.abandon()
    const attempt = this.attempt
    const current = () => attempt === this.attempt
    this.tries++
    this.set({ phase: 'asking' })
    this.getTicket()
      .then(async ticket => {
        if (!current()) return
        this.set({ phase: 'connecting' })
        const link = await this.driver.open(ticket, {
          connected: () => current() && this.connected(),
          copied: text => current() && this.set({ guestText: text }),
          seats: seats => current() && this.seated(seats),
          ended: (code, reason) => current() && this.ended(code, reason),
        })
        if (current() && this.state.phase !== 'waiting' && this.state.phase !== 'closed') {
          this.link = link
          if (this.wantsToWatch) link.ask('watch')
        } else link.close()
      })
      .catch((error: unknown) => {
        if (current()) this.refused(error)
      })
  }

  private connected(): void {
    this.cancelTimer = this.time.after(steadyAfter, () => {
      this.tries = 0
    })
    this.set({ phase: 'connected', problem: null, next: null })
  }

  private ended(code: number, reason: string): void {
    this.link = null
    this.alone()
    this.cancelTimer?.()
    const told = reason || unspoken(code)
    if (passing.has(code) && this.tries < mostTries) this.wait(told)
    else this.set({ phase: 'closed', problem: told, next: nextStep(code) })
  }

  /** No ticket was given. */
  private refused(error: unknown): void {
    const { code, message, next = null } = appError(error)
    const passes = code === 'refused' || code === 'timeout' || code === 'pool-unreachable'
    if (passes && this.tries < mostTries) this.wait(message)
    else this.set({ phase: 'closed', problem: message, next })
  }

  private wait(problem: string): void {
    const pause = pauses[Math.min(Math.max(this.tries, 1), pauses.length) - 1] ?? 0
    this.set({ phase: 'waiting', problem, next: null })
    this.cancelTimer = this.time.after(pause * (0.75 + this.time.random() / 2), () => this.connect())
  }

  private abandon(): void {
    this.attempt++
    this.cancelTimer?.()
    this.cancelTimer = null
    this.link?.close()
    this.link = null
    this.alone()
  }

  /** Without a connection nobody is known to be there. */
  private alone(): void {
    this.stopTyping()
    if (this.state.viewers.length > 0) this.set({ viewers: [], self: null })
    this.showViewOnly(this.wantsToWatch)
  }

  private set(change: Partial<ConsoleSnapshot>): void {
    this.state = { ...this.state, ...change }
    for (const listener of this.listeners) listener()
  }
}

/** For ends that came without a reason. */
function unspoken(code: number): string {
  return code === consoleClose.closedByHost
    ? t('The host closed the console.')
    : t('The connection to Domus was lost.')
}

function nextStep(code: number): string | null {
  switch (code) {
    case consoleClose.signedOut:
      return t('Sign in again to go on.')
    case consoleClose.busy:
      return t('Try again once they have closed it.')
    case consoleClose.notAllowed:
      return t('The pool administrator can give that user more rights.')
    default:
      return null
  }
}
