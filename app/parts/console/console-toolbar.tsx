'use client'

import type { ReactNode, Ref } from 'react'
import { Button } from '@/app/ui/button'
import { IconButton } from '@/app/ui/icon-button'
import { Kbd } from '@/app/ui/kbd'
import { Menu, type MenuEntry } from '@/app/ui/menu'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { t, told } from '@/server/shared/text'
import { combinations, lineCombinations } from './console-keys'
import type { ConsoleQuality, ConsoleScale, ConsoleSession, ConsoleSnapshot } from './console-session'

interface ConsoleToolbarProps {
  session: ConsoleSession
  state: ConsoleSnapshot
  kind: ConsoleKind
  kinds: readonly ConsoleKind[]
  onKind: (kind: ConsoleKind) => void
  scale: ConsoleScale
  onScale: (scale: ConsoleScale) => void
  quality: ConsoleQuality
  onQuality: (quality: ConsoleQuality) => void
  /** The keys go to the guest now. */
  captured: boolean
  clipboardOpen: boolean
  onClipboard: () => void
  /** Saves what is shown as a file. */
  onPicture: () => void
  fullScreen: boolean
  onFullScreen: () => void
  /** Absent where the console already has a window of its own. */
  onOwnWindow: (() => void) | undefined
  /** Further controls, which belong to the object and not to its console. */
  tools: ReactNode
  /** The first button: it gets the focus when the guest gives the keyboard back. */
  firstRef: Ref<HTMLButtonElement>
}

export function ConsoleToolbar(props: ConsoleToolbarProps) {
  const { session, state, kind, kinds, scale, captured, clipboardOpen, fullScreen, firstRef } = props
  const other = kinds.find(one => one !== kind)
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
      {kind === 'screen' && (
        <Button
          ref={firstRef}
          size="s"
          tone="quiet"
          reason={reason}
          onClick={() => session.pressCtrlAltDel()}
        >
          {t('Ctrl+Alt+Del')}
        </Button>
      )}
      <Menu
        trigger={
          <Button size="s" tone="quiet" icon="keyboard" reason={reason}>
            {t('Send keys')}
          </Button>
        }
        entries={keyEntries(session, kind, reason)}
      />
      <Button
        {...(kind === 'text' ? { ref: firstRef } : {})}
        size="s"
        tone="quiet"
        icon="paste"
        aria-expanded={clipboardOpen}
        onClick={props.onClipboard}
      >
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
          ...(kind === 'screen' ? [qualityEntry(props)] : []),
          { type: 'separator', id: 'after size' },
          {
            type: 'check',
            id: 'view-only',
            label: t('View only'),
            checked: state.viewOnly,
            onChange: viewOnly => session.setViewOnly(viewOnly),
          },
          { type: 'separator', id: 'after view only' },
          {
            type: 'item',
            id: 'picture',
            label: kind === 'text' ? t('Save as text') : t('Save a screenshot'),
            icon: 'download',
            reason: connected ? undefined : t('The console is not connected.'),
            onSelect: props.onPicture,
          },
        ]}
      />
      {other && (
        <Button
          size="s"
          tone="quiet"
          icon={other === 'text' ? 'console' : 'vm'}
          onClick={() => props.onKind(other)}
        >
          {other === 'text' ? t('Text console') : t('Graphical console')}
        </Button>
      )}
      {props.tools}
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

function qualityEntry({ quality, onQuality }: ConsoleToolbarProps): MenuEntry {
  return {
    type: 'choices',
    id: 'quality',
    label: t('Picture quality'),
    value: quality,
    options: [
      { value: 'best', label: t('Best') },
      { value: 'balanced', label: t('Balanced') },
      { value: 'slow', label: t('For slow lines') },
    ],
    onChange: value => onQuality(value === 'best' || value === 'slow' ? value : 'balanced'),
  }
}

function keyEntries(session: ConsoleSession, kind: ConsoleKind, reason: string | undefined): MenuEntry[] {
  let group: string | undefined
  const offered = kind === 'text' ? lineCombinations : combinations
  return offered.flatMap((combination): MenuEntry[] => {
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
