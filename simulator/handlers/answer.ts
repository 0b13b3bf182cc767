import type { Wire } from '../../server/xapi/wire'
import type { OutgoingEvent } from '../../server/xapi/xmlrpc-write'

/** What a call came to, before it is written in the form the client asked for. */
export type Answer =
  /** A value of a type of the model. */
  | { readonly kind: 'value'; readonly type: string; readonly value: unknown }
  /** A value that no type of the model describes; `bare`: XML-RPC has it without its envelope. */
  | { readonly kind: 'wire'; readonly value: Wire; readonly bare: boolean }
  /** event.from */
  | {
      readonly kind: 'batch'
      readonly token: string
      readonly validRefCounts: { readonly [cls: string]: number }
      readonly events: readonly OutgoingEvent[]
    }
  /** event.next */
  | { readonly kind: 'events'; readonly events: readonly OutgoingEvent[] }
  | { readonly kind: 'failure'; readonly code: string; readonly params: readonly string[] }
