import type { Metadata } from 'next'
import { KitActions } from './kit-actions'
import { KitChart } from './kit-chart'
import { KitForms } from './kit-forms'
import { KitPieces } from './kit-pieces'
import { KitTable } from './kit-table'
import { KitTree } from './kit-tree'
import { KitWizard } from './kit-wizard'

export const metadata: Metadata = { title: 'Kit' }

function Both({ theme }: { theme: 'light' | 'dark' }) {
  return (
    <section
      data-theme={theme}
      aria-label={`${theme} theme`}
      className="flex min-w-0 flex-1 flex-col gap-6 bg-base p-4 text-default"
    >
      <h2 className="title-m">{theme === 'light' ? 'Light' : 'Dark'}</h2>
      <KitPieces theme={theme} />
      <KitActions theme={theme} />
      <KitChart theme={theme} />
      <KitForms theme={theme} />
      <KitWizard theme={theme} />
      <KitTree theme={theme} />
      <KitTable theme={theme} />
    </section>
  )
}

/** Every piece of the kit in both themes, to be looked at and to be checked by axe. */
export default function KitPage() {
  return (
    <main className="min-h-dvh bg-base">
      <h1 className="title-m px-4 pt-4">Kit</h1>
      <div className="flex max-xl:flex-col">
        <Both theme="light" />
        <Both theme="dark" />
      </div>
    </main>
  )
}
