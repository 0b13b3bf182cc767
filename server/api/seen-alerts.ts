import { type Principal, permissionsOn } from '@/server/access/policy'
import type { Sight } from '@/server/access/sight/sight'
import type { NotedAlert } from '@/server/inventory/messages/alerts'
import type { Alert, AnyRow } from '@/server/inventory/rows'

/** An alert as somebody sees it, with how the pool knows it and the row by which it is decided who may put it away. */
export interface SeenAlert {
  alert: Alert
  noted: NotedAlert
  /** What it is about; its pool where that has no row. */
  row: AnyRow
}

/** Those about what a person sees. What is about something without a page is told to who sees everything. */
export function* seenAlerts(
  all: Iterable<NotedAlert>,
  sight: Pick<Sight, 'whole' | 'table' | 'messages'>,
  user: Pick<Principal, 'access'>,
): Generator<SeenAlert> {
  for (const noted of all) {
    const about = noted.about === null ? undefined : sight.table.get(noted.about)?.row
    const row = about ?? (sight.whole ? sight.table.get(noted.pool)?.row : undefined)
    if (row === undefined) continue
    const { id, pool, name, priority, at, body, ref } = noted
    const shown = sight.messages(row.id, { messages: [{ ref, name, priority, at, body }] })?.messages[0]
    if (shown === undefined) continue
    const object = about ? { class: about.class, id: about.id, name: about.name_label } : null
    const dismissible = permissionsOn(user, row).has('alert.dismiss')
    yield { alert: { id, pool, name, priority, at, body: shown.body, object, dismissible }, noted, row }
  }
}
