'use client'

import { type ReactNode, useCallback } from 'react'
import { useAsker } from '@/app/lib/asker'
import { Button } from '@/app/ui/button'
import { useLatest } from '@/app/ui/latest'
import type { MenuEntry } from '@/app/ui/menu'
import type { TemplateRow, VmRow } from '@/server/api/types'
import { actionById } from '@/server/catalogue/catalogue'
import { t, told } from '@/server/shared/text'
import { iconOf } from './action-menu'
import { useActionPress } from './action-press'
import { oneOf } from './action-subject'
import { askInstead } from './ask-instead'
import { reasonNot } from './reason'

interface About {
  /** What the form begins with; the form asks. */
  known?: unknown
  /** All that it has to be told: it runs at once. */
  input?: unknown
  /** Why it can't be done to this device now. */
  reason?: string | undefined
}

/** A line of a device's menu: what an action of its VM does to it. */
export type DeviceEntry = (action: string, about: About) => MenuEntry

/** What can be done to the devices of a VM: lines of their menus, and buttons for what makes one. */
export function useDeviceActions(vm: VmRow | TemplateRow | undefined): {
  entry: DeviceEntry
  button: (action: string, about?: About) => ReactNode
  dialog: ReactNode
} {
  const asker = useAsker()
  const { press, pressMany, askMany, dialog } = useActionPress()
  const about = (id: string, reason: string | undefined) => {
    const action = actionById(id)
    if (!action) throw new Error(`There is no action ${id}`)
    const label = told(action.label)
    return {
      action,
      label,
      reason: vm ? (reasonNot(action, vm, asker) ?? reason) : t('Not known yet'),
      remedy: vm && askInstead(asker, vm, action.permission, label),
    }
  }
  const entryNow: DeviceEntry = (id, { known, input, reason }) => {
    const { action, ...shown } = about(id, reason)
    return {
      type: 'item',
      id,
      ...shown,
      ...iconOf(action),
      tone: action.tone,
      onSelect: () => {
        if (!vm) return
        if (input === undefined) askMany(action, oneOf(vm), known)
        else pressMany(action, oneOf(vm), input)
      },
    }
  }
  const latest = useLatest(entryNow)
  return {
    // Always the same, or every row of the table would be drawn anew.
    entry: useCallback<DeviceEntry>((...asked) => latest.current(...asked), [latest]),
    button: (id, { known, reason } = {}) => {
      const { action, label, ...shown } = about(id, reason)
      return (
        <Button
          size="s"
          {...shown}
          {...iconOf(action)}
          onClick={() =>
            known === undefined || !vm ? vm && press(action, vm) : askMany(action, oneOf(vm), known)
          }
        >
          {label}
        </Button>
      )
    },
    dialog,
  }
}

/** Above a table of devices. */
export function DeviceBar({ children }: { children: ReactNode }) {
  return <div className="flex flex-wrap gap-2 px-4 py-2">{children}</div>
}

/** Why a device can't be taken from a guest that runs. */
export function unplugReason(operations: readonly string[]): string | undefined {
  return operations.includes('unplug')
    ? undefined
    : t('The pool does not allow this while the VM runs. Shut it down first.')
}

export function plugReason(operations: readonly string[]): string | undefined {
  return operations.includes('plug') ? undefined : t('This happens by itself when the VM starts.')
}
