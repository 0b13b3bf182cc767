'use client'

import { usePathname, useRouter } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { paths } from '@/app/lib/paths'
import { type ShortcutHandlers, useShortcuts } from '@/app/lib/shortcuts'
import { useMedia } from '@/app/ui/media'
import { onDemandPart } from '@/app/ui/on-demand-part'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { isBoolean, useRemembered } from '@/app/ui/remembered'
import { SplitPane } from '@/app/ui/split-pane'
import { t } from '@/server/shared/text'
import { pressFavourite } from '../favourite-button'
import { focusFilter } from '../filter-box'
import { AskDialogHost } from './ask-dialog-host'
import { OutcomeAnnouncer } from './outcome-announcer'
import { placeOf } from './place'
import { PreviewBanner } from './preview-banner'
import { focusRegion } from './regions'
import { SignedOutBanner } from './session-gate'
import { Sidebar } from './sidebar'
import { TaskStrip } from './task-strip'
import { TopBar } from './top-bar'

// Fetched when they are first opened: the first page is quicker without them.
const SearchDialog = onDemandPart(() => import('../search/search-dialog').then(found => found.SearchDialog))
const ShortcutsDialog = onDemandPart(() => import('./shortcuts-dialog').then(found => found.ShortcutsDialog))

const treeSize = { initial: 256, min: 200, max: 420 }
/** Below this the sidebar lies over the page and is closed until asked for. At 200 % zoom most screens are here. */
const narrowQuery = '(max-width: 47.99rem)'

/** The shell around every page: bar, sidebar, content, task strip. The window itself never scrolls. */
export function Frame({ children }: { children: ReactNode }) {
  const pathname = usePathname()
  const router = useRouter()
  const place = placeOf(pathname)
  const narrow = useMedia(narrowQuery)
  const [wideOpen, setWideOpen] = useRemembered('tree.open', true, isBoolean)
  const [narrowOpen, setNarrowOpen] = useState(false)
  const [help, setHelp] = useState(false)
  const [searching, setSearching] = useState(false)
  const [searched, setSearched] = useState(false)
  const treeOpen = narrow ? narrowOpen : wideOpen

  // The sidebar that covers the page has done its work when one has gone somewhere
  useEffect(() => setNarrowOpen(false), [pathname])

  // Stays once it was opened: a question that an action asks outlives the palette.
  const search = () => {
    setSearched(true)
    setSearching(true)
  }
  const handlers: ShortcutHandlers = {
    search,
    help: () => setHelp(true),
    filter: () => focusFilter(),
    'go.home': () => router.push(paths.home),
    'go.vms': () => router.push(paths.vms),
    'go.hosts': () => router.push(paths.hosts),
    'go.storage': () => router.push(paths.storage),
    'go.networks': () => router.push(paths.networks),
    'go.pools': () => router.push(paths.pools),
    'go.tasks': () => router.push(paths.tasks),
    'go.audit': () => router.push(paths.audit),
    'go.preferences': () => router.push(paths.preferences),
    'go.help': () => router.push(paths.help),
    'region.next': () => focusRegion(1),
    'region.before': () => focusRegion(-1),
    favourite: () => pressFavourite(),
  }
  useShortcuts(handlers)
  // Those handled where they are pressed stand in the list too.
  const works = (id: string) => id in handlers || /^(list\.|close$|console\.)/.test(id)

  const content = (
    <main
      id="content"
      data-region
      tabIndex={-1}
      className="relative flex min-h-0 min-w-0 grow flex-col overflow-y-auto bg-base outline-none"
    >
      {children}
    </main>
  )
  return (
    <div className="isolate flex h-dvh min-h-0 flex-col overflow-hidden">
      <a
        href="#content"
        className="sr-only z-toast rounded-control bg-raised px-3 py-1.5 font-medium text-accent focus:not-sr-only focus:absolute focus:top-1 focus:left-1"
      >
        {t('Skip to content')}
      </a>
      <TopBar
        place={place}
        treeOpen={treeOpen}
        onToggleTree={() => (narrow ? setNarrowOpen(!narrowOpen) : setWideOpen(!wideOpen))}
        onShortcuts={() => setHelp(true)}
        onSearch={search}
      />
      <SignedOutBanner />
      <PreviewBanner />
      <div className="relative flex min-h-0 grow">
        <SplitPane
          storageKey="tree"
          label={t('Sidebar')}
          side="left"
          size={treeSize}
          open={wideOpen && !narrow}
          pane={<Sidebar place={place} />}
        >
          {content}
        </SplitPane>
        {narrow && narrowOpen && (
          <section
            aria-label={t('Sidebar')}
            data-region
            className="absolute inset-y-0 left-0 z-panel flex w-72 max-w-full flex-col border-line border-r shadow-float"
          >
            <Sidebar place={place} />
          </section>
        )}
      </div>
      <PanelBoundary what={t('The task strip')}>
        <TaskStrip />
        <OutcomeAnnouncer />
      </PanelBoundary>
      <AskDialogHost />
      {searched && (
        <SearchDialog
          open={searching}
          onClose={() => setSearching(false)}
          subject={place.object?.id ?? peeked()}
        />
      )}
      {help && <ShortcutsDialog open onClose={() => setHelp(false)} works={works} />}
    </div>
  )
}

/** The object whose row is shown beside a list. */
function peeked(): string | null {
  return new URLSearchParams(window.location.search).get('peek')
}
