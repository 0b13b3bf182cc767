'use client'

import { Component, type ReactNode } from 'react'
import { t } from '@/server/shared/text'
import { Button } from './button'
import { cx } from './cx'
import { IconButton } from './icon-button'

interface PanelBoundaryProps {
  /** What broke, in the sentence: "The tree broke." Absent: "This part". */
  what?: string
  /** Where there is room for a button only: what happened is its name. */
  small?: boolean
  /** Where nothing else draws a border around it. */
  framed?: boolean
  children: ReactNode
}

/** Keeps what breaks while it is drawn to itself: the rest of the page goes on, and it can be tried again. */
export class PanelBoundary extends Component<PanelBoundaryProps, { error: Error | null }> {
  override state: { error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override componentDidCatch(error: unknown): void {
    console.error('A part of the page broke:', error)
  }

  override render(): ReactNode {
    const { error } = this.state
    if (!error) return this.props.children
    const what = t('{what} broke while it was drawn', { what: this.props.what ?? t('This part') })
    const again = () => this.setState({ error: null })
    if (this.props.small) {
      const label = `${what}. ${t('Show it again')}`
      return <IconButton size="s" icon="warning" label={label} onClick={again} />
    }
    return (
      <div
        role="alert"
        className={cx('min-w-0 p-3 text-m', this.props.framed && 'rounded-panel border border-line bg-base')}
      >
        <p className="font-medium text-strong">{what}</p>
        <p className="text-muted">
          {t(
            'That is a fault of Domus, not of the pool: nothing was changed there. The rest of the page goes on.',
          )}
        </p>
        <p className="wrap-anywhere my-2 font-mono text-muted">{error.message}</p>
        <Button size="s" onClick={again}>
          {t('Show it again')}
        </Button>
      </div>
    )
  }
}
