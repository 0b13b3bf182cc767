'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { useEffect } from 'react'
import { IconButton } from './icon-button'
import { Icon } from './symbol'

const manager = Base.createToastManager()

function List() {
  const { toasts } = Base.useToastManager()
  return toasts.map(toast => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="flex items-center gap-2 rounded-panel border border-float-line bg-raised py-1 pr-1 pl-3 text-default text-m shadow-float transition-opacity duration-panel data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Icon name="check" className="text-ok-mark" />
      <Base.Title className="grow" render={<p />} />
      <Base.Close render={<IconButton plain size="s" icon="close" label="Dismiss" />} />
    </Base.Root>
  ))
}

/** Shows `texts`, and calls `onShown` with how many it has taken. They come after the region that announces them. */
export function ToastList({
  texts,
  onShown,
}: {
  texts: readonly string[]
  onShown: (count: number) => void
}) {
  useEffect(() => {
    if (texts.length === 0) return
    for (const title of texts) manager.add({ title })
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
