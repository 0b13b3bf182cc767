'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { type HTMLAttributes, type Ref, type RefObject, useLayoutEffect } from 'react'
import type { MenuEntry, TriggerHandlers } from './menu'
import { MenuPopup } from './menu-popup'

interface MenuWindowProps {
  id: string
  /** The button that opens it, drawn by somebody else. */
  button: HTMLElement
  /** Filled with what has to be told of the button. */
  handlers: RefObject<TriggerHandlers>
  initiallyOpen: boolean
  onOpenChange: (open: boolean) => void
  entries: readonly MenuEntry[]
  align: 'start' | 'end'
  side: 'top' | 'bottom'
}

/** A menu whose trigger exists already: the library is told of the button and draws none of its own. */
export function MenuWindow(props: MenuWindowProps) {
  const { id, button, handlers, initiallyOpen, onOpenChange, entries, align, side } = props
  return (
    <Base.Root modal={false} defaultOpen={initiallyOpen} onOpenChange={onOpenChange}>
      <Base.Trigger id={id} render={given => <Adopted button={button} handlers={handlers} given={given} />} />
      <MenuPopup id={`${id}-menu`} entries={entries} align={align} side={side} />
    </Base.Root>
  )
}

interface AdoptedProps {
  button: HTMLElement
  handlers: RefObject<TriggerHandlers>
  given: HTMLAttributes<HTMLElement> & { ref?: Ref<HTMLElement> | undefined }
}

/** Stands where the library would draw its trigger. */
function Adopted({ button, handlers, given }: AdoptedProps) {
  const { ref } = given
  useLayoutEffect(() => {
    handlers.current = given
  })
  useLayoutEffect(() => {
    if (typeof ref !== 'function') return
    const undo = ref(button)
    return typeof undo === 'function' ? undo : () => void ref(null)
  }, [ref, button])
  return null
}
