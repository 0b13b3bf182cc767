'use client'

import { Fragment, type ReactNode, useEffect } from 'react'
import { usePageLanguage } from './lib/language'
import { ApiProvider } from './lib/trpc'
import { prepareAtFirstSign } from './ui/on-demand'
import { ThemeKeeper } from './ui/theme'
import { ToastHost } from './ui/toast'

/** What every page needs around it, signed in or not. */
export function Providers({ children }: { children: ReactNode }) {
  useEffect(prepareAtFirstSign, [])
  return (
    <ApiProvider>
      <ThemeKeeper />
      <Fragment key={usePageLanguage()}>
        {children}
        <ToastHost />
      </Fragment>
    </ApiProvider>
  )
}
