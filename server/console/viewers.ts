import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Db } from '@/server/db/client'
import type { Notices } from '@/server/db/notices'
import { defineTopic } from '@/server/db/topic'
import type { ObjectId } from '@/server/inventory/rows'
import { type ConsoleKind, consoleKinds } from '@/server/shared/console-kind'
import type { ConsoleSeats, SeatAsk, SeatMode } from '@/server/shared/console-seats'

interface Place {
  object: ObjectId
  kind: ConsoleKind
}

/** Somebody's place at a console. */
export interface Seat {
  /** Who is there, as far as has been read. */
  readonly seats: ConsoleSeats
  readonly mode: SeatMode
  /** Called after somebody came, left, or does something else than before. */
  onChange(listener: () => void): void
  /** Resolves to the names of those who only watch from now on because of it. */
  ask(what: SeatAsk): Promise<string[]>
  leave(): Promise<void>
}

export interface Viewers {
  /** Gives a place: to work, unless another person works there; then to watch, until they ask for more. */
  join(place: Place, who: { userId: string; userName: string }): Promise<Seat>
  stop(): void
}

const changed = defineTopic('console.viewers', z.object({ object: z.string(), kind: z.enum(consoleKinds) }))
/** How often it is looked whether processes whose viewers are shown are still there. */
const lookMs = 5000
const keyOf = ({ object, kind }: Place) => `${kind} ${object}`

/** Who has which console open, in all processes on the database. */
export function createViewers(
  db: Db,
  notices: Pick<Notices, 'process' | 'present' | 'send' | 'on' | 'onResume'>,
  report: (what: string, error: unknown) => void,
): Viewers {
  const local = new Map<string, Room>()
  const failed = (error: unknown) => report('Who looks at a console could not be read', error)

  /** One console, as the viewers of this process see it. */
  class Room {
    readonly sitting = new Set<Sitting>()
    /** The processes of those who were there at the last look. */
    processes: ReadonlySet<number> = new Set()
    private reading: Promise<void> | undefined
    private again = false

    constructor(readonly place: Place) {}

    /** Reads who is there. What comes while it reads is read after it. */
    read(): Promise<void> {
      if (this.reading) this.again = true
      this.reading ??= this.readUntilStill().finally(() => {
        this.reading = undefined
      })
      return this.reading
    }

    private async readUntilStill(): Promise<void> {
      do {
        this.again = false
        await this.readOnce()
      } while (this.again)
    }

    private async readOnce(): Promise<void> {
      const present = await notices.present()
      const rows = await db.consoleViewer.findMany({
        where: { ...this.place, process: { in: present } },
        orderBy: [{ since: 'asc' }, { id: 'asc' }],
      })
      this.processes = new Set(rows.map(row => row.process))
      for (const one of this.sitting) {
        const own = rows.find(row => row.id === one.id)
        // Taken for one of a process that is gone, while this one's connection was cut.
        if (!own) {
          await one.write()
          this.again = true
          continue
        }
        one.tell({
          self: one.id,
          viewers: rows.map(({ id, userId, userName, mode, since }) => ({
            id,
            name: userName,
            mode: mode === 'work' ? ('work' as const) : ('watch' as const),
            since: since.toISOString(),
            same: userId === one.who.userId,
          })),
        })
      }
    }
  }

  class Sitting implements Seat {
    readonly id = randomUUID()
    seats: ConsoleSeats = { self: this.id, viewers: [] }
    private readonly since = new Date()
    private readonly listeners = new Set<() => void>()
    private left = false

    constructor(
      private readonly room: Room,
      readonly who: { userId: string; userName: string },
      public mode: SeatMode,
    ) {}

    onChange(listener: () => void): void {
      this.listeners.add(listener)
    }

    async write(): Promise<void> {
      if (this.left) return
      const { id, since, mode } = this
      const data = { ...this.room.place, ...this.who, process: notices.process, mode, since }
      await db.consoleViewer.upsert({ where: { id }, create: { id, ...data }, update: data })
    }

    tell(seats: ConsoleSeats): void {
      const mode = seats.viewers.find(({ id }) => id === this.id)?.mode ?? this.mode
      if (mode === this.mode && JSON.stringify(seats) === JSON.stringify(this.seats)) return
      this.mode = mode
      this.seats = seats
      for (const listener of this.listeners) listener()
    }

    async ask(what: SeatAsk): Promise<string[]> {
      const { place } = this.room
      const away = await db.$transaction(async tx => {
        const mine = await tx.consoleViewer.updateMany({
          where: { id: this.id },
          data: { mode: what === 'watch' ? 'watch' : 'work' },
        })
        if (mine.count === 0 || what !== 'take') return []
        const others = { ...place, mode: 'work', userId: { not: this.who.userId } }
        const present = await tx.consoleViewer.findMany({ where: others, select: { userName: true } })
        await tx.consoleViewer.updateMany({ where: others, data: { mode: 'watch' } })
        return present.map(({ userName }) => userName)
      })
      await notices.send(changed, place)
      await this.room.read()
      return [...new Set(away)]
    }

    async leave(): Promise<void> {
      this.left = true
      this.listeners.clear()
      this.room.sitting.delete(this)
      const key = keyOf(this.room.place)
      if (this.room.sitting.size === 0 && local.get(key) === this.room) local.delete(key)
      await db.consoleViewer.deleteMany({ where: { id: this.id } })
      await notices.send(changed, this.room.place)
    }
  }

  const stops = [
    notices.on(changed, place => void local.get(keyOf(place))?.read().catch(failed)),
    notices.onResume(() => {
      for (const room of local.values()) room.read().catch(failed)
    }),
  ]
  const look = setInterval(() => {
    const rooms = [...local.values()].filter(({ processes }) => processes.size > 1)
    if (rooms.length === 0) return
    notices
      .present()
      .then(present => {
        const here = new Set(present)
        for (const room of rooms) {
          if ([...room.processes].some(process => !here.has(process))) room.read().catch(failed)
        }
      })
      .catch(failed)
  }, lookMs)
  look.unref()

  return {
    async join({ object, kind }, who) {
      const place = { object, kind }
      const present = await notices.present()
      await db.consoleViewer.deleteMany({ where: { process: { notIn: present } } })
      const others = await db.consoleViewer.count({
        where: { ...place, mode: 'work', userId: { not: who.userId } },
      })
      const key = keyOf(place)
      const room = local.get(key) ?? new Room(place)
      local.set(key, room)
      const sitting = new Sitting(room, who, others > 0 ? 'watch' : 'work')
      room.sitting.add(sitting)
      try {
        await sitting.write()
        await notices.send(changed, place)
        await room.read()
      } catch (error) {
        await sitting.leave().catch(failed)
        throw error
      }
      return sitting
    },
    stop() {
      clearInterval(look)
      for (const stop of stops) stop()
    },
  }
}
