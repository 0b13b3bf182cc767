'use client'

import { api, appError } from '@/app/lib/trpc'
import { tellFailed } from '@/app/ui/toast'
import type { ListedClass, ObjectId } from '@/server/api/types'
import { type Action, isFor } from '@/server/catalogue/define'
import { t } from '@/server/shared/text'
import type { PressAction } from './action-press'

/** Presses an action on an object that may not be on the screen: it is fetched first. */
export async function pressOn(
  action: Action,
  cls: ListedClass,
  id: ObjectId,
  press: PressAction,
): Promise<void> {
  try {
    const uuid = id.split('.').at(-1) ?? ''
    const { rows } = await api.inventory.rows.query({
      query: { class: cls, within: null, filter: `uuid:${uuid}`, sort: { id: 'name', desc: false } },
      ...{ from: 0, count: 10 },
    })
    const row = rows.find(one => one.id === id)
    if (isFor(action, row)) press(action, row)
    else tellFailed(t('It is gone, or not visible to you.'))
  } catch (error) {
    tellFailed(appError(error).message)
  }
}
