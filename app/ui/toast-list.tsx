'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { t } from '@/server/shared/text'
import { Button } from './button'
import { IconButton } from './icon-button'
import { Icon } from './symbol'
import type { Notice } from './toast'

const manager = Base.createToastManager()

function List() {
  const { toasts } = Base.useToastManager()
  return toasts.map(toast => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="flex items-center gap-2 rounded-panel border border-float-line bg-raised py-1 pr-1 pl-3 text-default text-m shadow-float transition-opacity duration-panel data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      {toast.type === 'trouble' ? (
        <Icon name="error" className="text-trouble-mark" />
      ) : (
        <Icon name="check" className="text-ok-mark" />
      )}
      <Base.Title className="grow" render={<p />} />
      {toast.actionProps && <Base.Action render={<Button size="s" />} />}
      <Base.Close render={<IconButton plain size="s" icon="close" label={t('Dismiss')} />} />
    </Base.Root>
  ))
}

/** Long enough to read it and to reach the button. */
const longMs = 12_000

function add({ text: title, trouble, action }: Notice): void {
  const id = manager.add({
    title,
    ...(trouble || action ? { timeout: longMs } : {}),
    ...(trouble ? { type: 'trouble', priority: 'high' as const } : {}),
    ...(action
      ? {
          actionProps: {
            children: action.label,
            onClick: () => {
              manager.close(id)
              action.onPress()
            },
          },
        }
      : {}),
  })
}

/** Shows `texts`, and calls `onShown` with how many it has taken. They come after the region that announces them. */
export function ToastList({
  texts,
  onShown,
}: {
  texts: readonly Notice[]
  onShown: (count: number) => void
}) {
  useEffect(() => {
    if (texts.length === 0) return
    for (const notice of texts) add(notice)
    onShown(texts.length)
  }, [texts, onShown])
  return (
    <Base.Provider toastManager={manager} timeout={4_000}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-10 z-toast flex w-80 max-w-[calc(100vw-2rem)] flex-col gap-2">
          <List />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}
