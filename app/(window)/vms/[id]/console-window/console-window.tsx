'use client'

import { useEffect } from 'react'
import { useGone, useLoaded, useRowOf } from '@/app/lib/inventory'
import { FreshnessBanner } from '@/app/parts/freshness-banner'
import { VmConsoleView } from '@/app/parts/vm-console-view'
import { EmptyState } from '@/app/ui/empty-state'
import type { ObjectId } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** One VM's console and nothing else; the window is called by the VM's name. */
export function ConsoleWindow({ id }: { id: ObjectId }) {
  const vm = useRowOf('VM', id)
  const gone = useGone(id)
  const loaded = useLoaded()
  const name = vm?.name_label
  useEffect(() => {
    if (name) document.title = `${name} · Console`
  }, [name])
  if (!vm) {
    return loaded ? (
      <EmptyState
        kind="nothing-yet"
        title={gone ? t('{name} has been deleted', { name: gone.name }) : t('There is no such VM')}
      />
    ) : (
      <h1 className="sr-only">{t('Loading the console')}</h1>
    )
  }
  return (
    <>
      <h1 className="sr-only">{t('Console of {name}', { name: vm.name_label })}</h1>
      <FreshnessBanner pool={vm.pool} />
      <div className="min-h-0 grow">
        <VmConsoleView vm={vm} />
      </div>
    </>
  )
}
