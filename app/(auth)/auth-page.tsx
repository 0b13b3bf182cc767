import type { ReactNode } from 'react'
import { cx } from '@/app/ui/cx'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'

/** The frame of pages outside the console: one column in the middle of the window. */
export function AuthPage({
  title,
  wide = false,
  children,
}: {
  title: string
  /** For lists and pictures. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div className="flex min-h-screen items-center justify-center bg-canvas p-4">
      <main
        className={cx('w-full rounded-panel border border-line bg-base p-6', wide ? 'max-w-130' : 'max-w-90')}
      >
        <p className="mb-4 flex items-center gap-2 font-semibold text-accent text-l">
          <Icon name="host" />
          {t('Domus')}
        </p>
        <h1 className="title-m mb-4">{title}</h1>
        {children}
      </main>
    </div>
  )
}
