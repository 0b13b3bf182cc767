import { z } from 'zod'
import type { Marks } from '@/server/access/scope-marks'
import type { AuditIntent, Changes } from '@/server/audit/record'
import type { Action, ActionClass, ActionRow, Plain, XapiClass } from '@/server/catalogue/define'
import { describe } from '@/server/errors'
import type { FollowedRecord } from '@/server/inventory/classes'
import type { ObjectId } from '@/server/inventory/rows'
import { XapiError } from '@/server/xapi/errors'
import type { Ref } from '@/server/xapi/model/records'

/** One thing done to one object. */
export interface Deed {
  action: Action
  input: unknown
  row: ActionRow
  /** The run over many that it is part of. */
  bulk?: string | undefined
}

/** What the audit log keeps of how it was asked for, and of what it changes. */
export function toldOf(
  action: Action,
  row: ActionRow,
  input: unknown,
  bulk: string | undefined,
  record: FollowedRecord<XapiClass> | undefined,
  nameOf: (id: ObjectId) => string,
): Pick<AuditIntent, 'params' | 'changes'> {
  const told = recordSchema.safeParse(input)
  const params = { ...(told.success ? told.data : {}), ...(bulk === undefined ? {} : { bulk }) }
  const changes = action.changes?.(row, input, record) ?? action.tells?.(row, input, nameOf)
  return {
    ...(Object.keys(params).length > 0 ? { params } : {}),
    ...(changes ? { changes: byField(changes) } : {}),
  }
}

/** What an action would have an object marked with, as far as it says so. */
export function marksIn({ folder, tags }: Plain): Partial<Marks> {
  return {
    ...(typeof folder === 'string' ? { folder } : {}),
    ...(Array.isArray(tags) ? { tags: tags.filter(tag => typeof tag === 'string') } : {}),
  }
}

const recordSchema = z.record(z.string(), z.json())

function byField({ before, after }: { before: Plain; after: Plain }): Changes {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries(
    [...names].map(name => [
      name,
      {
        ...(before[name] === undefined ? {} : { before: before[name] }),
        ...(after[name] === undefined ? {} : { after: after[name] }),
      },
    ]),
  )
}

/** How the audit log keeps an error. */
export function failureOf(error: unknown, text: string | undefined) {
  const code = error instanceof XapiError ? error.code : describe(error).code
  return {
    errorCode: code,
    ...(error instanceof XapiError ? { errorParams: error.params } : {}),
    ...(text ? { errorText: text } : {}),
  }
}

/** The row was found under the action's own class, so its reference is one of that class. */
export function refOf<C extends ActionClass>(_action: Action<C>, ref: string): Ref<XapiClass<C>> {
  return ref as Ref<XapiClass<C>>
}
