import type { ReactNode } from 'react'
import { Icon } from '@/app/ui/symbol'

/** The frame of pages outside the console: one column in the middle of the window. */
export function AuthPage({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex min-h-screen items-center justify-center bg-canvas p-4">
      <main className="w-full max-w-90 rounded-panel border border-line bg-base p-6">
        <p className="mb-4 flex items-center gap-2 font-semibold text-accent text-l">
          <Icon name="host" />
          Domus
        </p>
        <h1 className="title-m mb-4">{title}</h1>
        {children}
      </main>
    </div>
  )
}
