'use client'

import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { cx } from '@/app/ui/cx'
import { useRemembered } from '@/app/ui/remembered'
import { fileName, saveFile } from '@/app/ui/save-file'
import type { ConsoleKind } from '@/server/shared/console-kind'
import { t } from '@/server/shared/text'
import { ClipboardPanel } from './clipboard-panel'
import type { ConsoleQuality, ConsoleScale } from './console-session'
import type { ConsoleTarget } from './console-target'
import { ConsoleToolbar } from './console-toolbar'
import { ConsoleViewers } from './console-viewers'
import { useFullScreen } from './full-screen'
import { useGuestClipboard } from './guest-clipboard'
import { look, type OpenConsole } from './open-consoles'
import { openConsoleWindow } from './own-window'
import { type ConsoleAction, SituationCard } from './situation-card'

interface ConsoleScreenProps {
  target: ConsoleTarget
  kind: ConsoleKind
  onKind: (kind: ConsoleKind) => void
  console: OpenConsole
  actions: readonly ConsoleAction[]
  onAction: (id: string) => void
  windowPath?: string | undefined
  tools?: ReactNode
  /** Stands beside others: its controls are where it stands alone. */
  compact: boolean
  /** Takes the keys as soon as there is a picture: where it was opened to work in the guest. */
  takesKeys: boolean
}

const isScale = (found: unknown): ConsoleScale | undefined =>
  found === 'fit' || found === 'actual' ? found : undefined
const isQuality = (found: unknown): ConsoleQuality | undefined =>
  found === 'best' || found === 'balanced' || found === 'slow' ? found : undefined

/** Toolbar and screen of a console that exists; over the screen, what there is to say instead of a picture. */
export function ConsoleScreen({
  target,
  kind,
  onKind,
  console: { key, session, driver },
  actions,
  onAction,
  windowPath,
  tools,
  compact,
  takesKeys,
}: ConsoleScreenProps) {
  const state = useSyncExternalStore(session.subscribe, session.snapshot, session.snapshot)
  const [scale, setScale] = useRemembered<ConsoleScale>('console.scale', 'fit', isScale)
  const [quality, setQuality] = useRemembered<ConsoleQuality>('console.quality', 'balanced', isQuality)
  const [captured, setCaptured] = useState(false)
  const [clipboardOpen, setClipboardOpen] = useState(false)
  const fullScreen = useFullScreen()
  const firstButton = useRef<HTMLButtonElement>(null)
  const own = useRef<HTMLElement>(null)
  const copied = useGuestClipboard(state.guestText)
  const { name, runs, place } = target
  const offered = target.kinds.includes(kind)

  const mount = useCallback(
    (where: HTMLDivElement | null) => {
      if (!where) return
      where.prepend(driver.element)
      // Where there are no controls, the next thing that takes the focus is what stands before the console.
      driver.onRelease = () => (firstButton.current ?? own.current)?.focus()
      driver.onCapture = setCaptured
      const leave = look(key)
      return () => {
        driver.element.remove()
        leave()
      }
    },
    [driver, key],
  )

  // The session follows its object: another host or a console that appears is a reason to try at once.
  useEffect(() => {
    if (!runs) session.stop()
    else if (offered) {
      session.start()
      session.nudge()
    }
  }, [session, runs, offered, place])

  useEffect(() => session.setScale(scale), [session, scale])
  useEffect(() => session.setQuality(quality), [session, quality])

  const connected = state.phase === 'connected'
  useEffect(() => {
    if (connected && takesKeys) session.focus()
  }, [session, connected, takesKeys])

  const savePicture = async () => {
    const picture = await session.capture()
    if (picture) saveFile(fileName(name, new Date(), kind === 'text' ? 'txt' : 'png'), picture)
  }

  const situation = target.situation(state)
  return (
    <section
      ref={own}
      tabIndex={-1}
      aria-label={t('Console of {name}', { name })}
      className={cx(
        'flex flex-col overflow-hidden bg-sunken',
        fullScreen.on && !compact ? 'fixed inset-0 z-dialog' : compact ? 'h-full' : 'h-full min-h-80',
      )}
    >
      {!compact && (
        <ConsoleToolbar
          session={session}
          state={state}
          kind={kind}
          kinds={target.kinds}
          onKind={onKind}
          scale={scale}
          onScale={setScale}
          quality={quality}
          onQuality={setQuality}
          captured={captured}
          clipboardOpen={clipboardOpen}
          onClipboard={() => setClipboardOpen(!clipboardOpen)}
          onPicture={savePicture}
          fullScreen={fullScreen.on}
          onFullScreen={() => void fullScreen.toggle()}
          onOwnWindow={windowPath === undefined ? undefined : () => openConsoleWindow(windowPath)}
          tools={tools}
          firstRef={firstButton}
        />
      )}
      {clipboardOpen && (
        <ClipboardPanel
          kind={kind}
          guestText={state.guestText}
          typing={state.typing}
          reason={
            connected
              ? state.viewOnly
                ? t('View only is on.')
                : undefined
              : t('The console is not connected.')
          }
          onSend={text => {
            session.paste(text)
            session.focus()
          }}
          onType={chords => session.type(chords)}
          onStop={() => session.stopTyping()}
          onClose={() => setClipboardOpen(false)}
        />
      )}
      <ConsoleViewers session={session} state={state} />
      <p role="status" className="sr-only">
        {connected ? t('Connected to {name}.', { name }) : ''}
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
