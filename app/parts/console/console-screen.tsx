'use client'

import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { cx } from '@/app/ui/cx'
import { useRemembered } from '@/app/ui/remembered'
import type { VmRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { ClipboardPanel } from './clipboard-panel'
import type { ConsoleScale } from './console-session'
import { situationOf } from './console-situation'
import { ConsoleToolbar } from './console-toolbar'
import { useFullScreen } from './full-screen'
import { useGuestClipboard } from './guest-clipboard'
import { look, type OpenConsole } from './open-consoles'
import { openConsoleWindow } from './own-window'
import { type ConsoleAction, SituationCard } from './situation-card'

interface ConsoleScreenProps {
  vm: VmRow
  console: OpenConsole
  actions: readonly ConsoleAction[]
  onAction: (id: string) => void
  windowPath?: string
}

const isScale = (found: unknown): ConsoleScale | undefined =>
  found === 'fit' || found === 'actual' ? found : undefined

/** Toolbar and screen of a console that exists; over the screen, what there is to say instead of a picture. */
export function ConsoleScreen({
  vm,
  console: { session, driver },
  actions,
  onAction,
  windowPath,
}: ConsoleScreenProps) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot, session.snapshot)
  const [scale, setScale] = useRemembered<ConsoleScale>('console.scale', 'fit', isScale)
  const [captured, setCaptured] = useState(false)
  const [clipboardOpen, setClipboardOpen] = useState(false)
  const fullScreen = useFullScreen()
  const firstButton = useRef<HTMLButtonElement>(null)
  const copied = useGuestClipboard(state.guestText)
  const { id, power_state, hasConsole, host } = vm

  const mount = useCallback(
    (place: HTMLDivElement | null) => {
      if (!place) return
      place.prepend(driver.element)
      driver.onRelease = () => firstButton.current?.focus()
      driver.onCapture = setCaptured
      const leave = look(id)
      return () => {
        driver.element.remove()
        leave()
      }
    },
    [driver, id],
  )

  // The session follows the VM: another host or a console that appears is a reason to try at once.
  useEffect(() => {
    if (power_state !== 'Running') session.stop()
    else if (hasConsole) {
      session.start()
      session.nudge()
    }
  }, [session, power_state, hasConsole, host])

  useEffect(() => session.setScale(scale), [session, scale])

  const connected = state.phase === 'connected'
  const ownWindow = windowPath === undefined
  // A window of its own is opened to work in the guest.
  useEffect(() => {
    if (connected && ownWindow) session.focus()
  }, [session, connected, ownWindow])

  const situation = situationOf(vm, state)
  return (
    <section
      aria-label={t('Console of {name}', { name: vm.name_label })}
      className={cx(
        'flex flex-col overflow-hidden bg-sunken',
        fullScreen.on ? 'fixed inset-0 z-dialog' : 'h-full min-h-80',
      )}
    >
      <ConsoleToolbar
        session={session}
        state={state}
        scale={scale}
        onScale={setScale}
        captured={captured}
        clipboardOpen={clipboardOpen}
        onClipboard={() => setClipboardOpen(!clipboardOpen)}
        fullScreen={fullScreen.on}
        onFullScreen={() => void fullScreen.toggle()}
        onOwnWindow={ownWindow ? undefined : () => openConsoleWindow(windowPath)}
        firstRef={firstButton}
      />
      {clipboardOpen && (
        <ClipboardPanel
          guestText={state.guestText}
          reason={connected ? undefined : t('The console is not connected.')}
          onSend={text => {
            session.paste(text)
            session.focus()
          }}
          onClose={() => setClipboardOpen(false)}
        />
      )}
      <p role="status" className="sr-only">
        {connected ? t('Connected to {name}.', { name: vm.name_label }) : ''}
        {copied === 'copied' && t(' The guest copied text. It is on your clipboard.')}
        {copied === 'waiting' && t(' The guest copied text. Take it from the clipboard panel.')}
      </p>
      <div ref={mount} className="relative min-h-0 grow">
        {situation && (
          <SituationCard
            situation={situation}
            actions={actions}
            onAction={onAction}
            onRetry={() => session.retry()}
          />
        )}
      </div>
    </section>
  )
}
