'use client'

import { type ReactNode, type RefObject, useState } from 'react'
import { OnDemand, useOnDemand } from './on-demand'

const windows = new OnDemand(() => import('./dialog-window'))

export interface DialogProps {
  open: boolean
  onClose: () => void
  title: string
  /** One or two sentences under the title. */
  description?: ReactNode
  /** Something is being carried out: it does not close by Escape, the cross or a press outside. */
  busy?: boolean
  /** 400, 560 or 720 px. */
  width?: 's' | 'm' | 'l'
  /** What gets the focus at opening; absent, or true: the first control. */
  initialFocus?: RefObject<HTMLElement | null> | (() => HTMLElement | true)
  /** Buttons, the primary one last. */
  footer?: ReactNode
  /** Above the footer: what went wrong. The dialog stays and keeps its input. */
  error?: ReactNode
  /** Makes body and footer one form. */
  onSubmit?: () => void
  children?: ReactNode
}

/** A window over the page. The focus stays inside and returns to what opened it. */
export function Dialog(props: DialogProps) {
  const [opened, setOpened] = useState(props.open)
  if (props.open && !opened) setOpened(true)
  const part = useOnDemand(windows, opened ? 'fetch' : 'not')
  return part && <part.DialogWindow {...props} />
}
