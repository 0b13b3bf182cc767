'use client'

import type { Ref } from 'react'
import { Button } from '@/app/ui/button'
import { IconButton } from '@/app/ui/icon-button'
import { Kbd } from '@/app/ui/kbd'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import { t, told } from '@/server/shared/text'
import { combinations } from './console-keys'
import type { ConsoleScale, ConsoleSession, ConsoleSnapshot } from './console-session'

interface ConsoleToolbarProps {
  session: ConsoleSession
  state: ConsoleSnapshot
  scale: ConsoleScale
  onScale: (scale: ConsoleScale) => void
  /** The keys go to the guest now. */
  captured: boolean
  clipboardOpen: boolean
  onClipboard: () => void
  fullScreen: boolean
  onFullScreen: () => void
  /** Absent where the console already has a window of its own. */
  onOwnWindow: (() => void) | undefined
  /** The first button: it gets the focus when the guest gives the keyboard back. */
  firstRef: Ref<HTMLButtonElement>
}

export function ConsoleToolbar(props: ConsoleToolbarProps) {
  const { session, state, scale, captured, clipboardOpen, fullScreen, firstRef } = props
  const connected = state.phase === 'connected'
  const reason = !connected
    ? t('The console is not connected.')
    : state.viewOnly
      ? t('View only is on.')
      : undefined
  return (
    <fieldset
      aria-label={t('Console controls')}
      className="m-0 flex min-h-tabs min-w-0 shrink-0 flex-wrap items-center gap-1 border-line border-b bg-canvas px-4 py-0.5"
    >
      <Button ref={firstRef} size="s" tone="quiet" reason={reason} onClick={() => session.pressCtrlAltDel()}>
        {t('Ctrl+Alt+Del')}
      </Button>
      <Menu
        trigger={
          <Button size="s" tone="quiet" icon="keyboard" reason={reason}>
            {t('Send keys')}
          </Button>
        }
        entries={keyEntries(session, reason)}
      />
      <Button size="s" tone="quiet" icon="paste" aria-expanded={clipboardOpen} onClick={props.onClipboard}>
        {t('Clipboard')}
      </Button>
      <Menu
        trigger={
          <Button size="s" tone="quiet" icon="eye">
            {t('View')}
          </Button>
        }
        entries={[
          {
            type: 'choices',
            id: 'scale',
            label: t('Size'),
            value: scale,
            options: [
              { value: 'fit', label: t('Fit to page') },
              { value: 'actual', label: t('Actual size') },
            ],
            onChange: value => props.onScale(value === 'actual' ? 'actual' : 'fit'),
          },
          { type: 'separator', id: 'after size' },
          {
            type: 'check',
            id: 'view-only',
            label: t('View only'),
            checked: state.viewOnly,
            onChange: viewOnly => session.setViewOnly(viewOnly),
          },
        ]}
      />
      <p className="ml-2 flex min-w-0 flex-1 basis-0 items-center gap-1 truncate text-faint text-s">
        {connected && !state.viewOnly && (captured ? <LeaveHint /> : t('Click the screen to type'))}
        {connected && state.viewOnly && t('View only')}
      </p>
      <IconButton icon="refresh" label={t('Reconnect')} onClick={() => session.retry()} />
      {props.onOwnWindow && (
        <IconButton icon="external" label={t('Open in a window of its own')} onClick={props.onOwnWindow} />
      )}
      <IconButton
        icon={fullScreen ? 'full-screen-off' : 'full-screen'}
        label={fullScreen ? t('Leave full screen') : t('Full screen')}
        onClick={props.onFullScreen}
      />
    </fieldset>
  )
}

function LeaveHint() {
  return (
    <>
      <Kbd keys="Ctrl Alt Shift" /> {t('leaves the guest')}
    </>
  )
}

function keyEntries(session: ConsoleSession, reason: string | undefined): MenuEntry[] {
  let group: string | undefined
  return combinations.flatMap((combination): MenuEntry[] => {
    const entry: MenuEntry = {
      type: 'item',
      id: combination.label,
      label: told(combination.label),
      reason,
      onSelect: () => session.press(combination.keys),
    }
    const split = group !== undefined && group !== combination.group
    group = combination.group
    return split ? [{ type: 'separator', id: `before ${combination.label}` }, entry] : [entry]
  })
}
