'use client'

import { IconButton } from '@/app/ui/icon-button'
import { Kbd } from '@/app/ui/kbd'
import { PanelBoundary } from '@/app/ui/panel-boundary'
import { Icon } from '@/app/ui/symbol'
import { t } from '@/server/shared/text'
import { AlertBell } from './alert-bell'
import { Breadcrumbs } from './breadcrumbs'
import type { Place } from './place'
import { RequestBell } from './request-bell'
import { UserMenu } from './user-menu'

interface TopBarProps {
  place: Place
  treeOpen: boolean
  onToggleTree: () => void
  onShortcuts: () => void
  onSearch: () => void
}

export function TopBar({ place, treeOpen, onToggleTree, onShortcuts, onSearch }: TopBarProps) {
  return (
    <header
      data-region
      className="z-bar flex h-bar shrink-0 items-center gap-1 border-line border-b bg-canvas px-1"
    >
      <IconButton
        icon={treeOpen ? 'panel-left-close' : 'panel-left'}
        label={treeOpen ? t('Hide the sidebar') : t('Show the sidebar')}
        aria-expanded={treeOpen}
        onClick={onToggleTree}
      />
      <Breadcrumbs place={place} />
      <button
        type="button"
        aria-keyshortcuts="Control+K"
        onClick={onSearch}
        className="inline-flex h-control-s shrink-0 items-center gap-2 rounded-control border border-line-control bg-base px-2 text-m text-muted hover:border-muted hover:text-strong"
      >
        <Icon name="search" size={14} />
        {t('Search')}
        <span aria-hidden className="max-md:hidden">
          <Kbd keys="Ctrl K" />
        </span>
      </button>
      <PanelBoundary what={t('The count of alerts')} small>
        <AlertBell />
        <RequestBell />
      </PanelBoundary>
      <UserMenu onShortcuts={onShortcuts} />
    </header>
  )
}
