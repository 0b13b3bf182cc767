'use client'

import { IconButton } from '@/app/ui/icon-button'
import { Breadcrumbs } from './breadcrumbs'
import type { Place } from './place'
import { UserMenu } from './user-menu'

interface TopBarProps {
  place: Place
  treeOpen: boolean
  onToggleTree: () => void
  onShortcuts: () => void
}

export function TopBar({ place, treeOpen, onToggleTree, onShortcuts }: TopBarProps) {
  return (
    <header className="z-bar flex h-bar shrink-0 items-center gap-1 border-line border-b bg-canvas px-1">
      <IconButton
        icon={treeOpen ? 'panel-left-close' : 'panel-left'}
        label={treeOpen ? 'Hide the sidebar' : 'Show the sidebar'}
        aria-expanded={treeOpen}
        onClick={onToggleTree}
      />
      <Breadcrumbs place={place} />
      <UserMenu onShortcuts={onShortcuts} />
    </header>
  )
}
