import { z } from 'zod'

/**
 * Beside the bytes of a console its WebSocket carries words about who is there, as text frames of JSON. From the
 * gateway: everybody who has the console open, each time that changes. From the page: what it would like to do.
 */
export const seatModes = ['work', 'watch'] as const
/** work: what is typed reaches the guest. watch: it does not, which the gateway sees to. */
export type SeatMode = (typeof seatModes)[number]

const viewerSchema = z.object({
  id: z.string(),
  name: z.string(),
  mode: z.enum(seatModes),
  /** ISO 8601. */
  since: z.string(),
  /** The same person as who reads this, in another window. */
  same: z.boolean(),
})
export type ConsoleViewer = z.infer<typeof viewerSchema>

export const seatsSchema = z.object({
  /** Which of the viewers reads this. */
  self: z.string(),
  viewers: z.array(viewerSchema),
})
/** Who has a console open, in the order in which they came. */
export type ConsoleSeats = z.infer<typeof seatsSchema>

export const seatAskSchema = z.object({ ask: z.enum(['take', 'work', 'watch']) })
/** take: to work, and all others watch from now on. work: beside the others. watch: only to look on. */
export type SeatAsk = z.infer<typeof seatAskSchema>['ask']
