'use client'

import type { ReactNode } from 'react'
import { ApiProvider } from './lib/trpc'
import { ThemeKeeper } from './ui/theme'
import { ToastHost } from './ui/toast'
import { TooltipProvider } from './ui/tooltip'

/** What every page needs around it, signed in or not. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <ApiProvider>
      <ThemeKeeper />
      <TooltipProvider>
        <ToastHost>{children}</ToastHost>
      </TooltipProvider>
    </ApiProvider>
  )
}
