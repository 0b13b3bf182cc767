'use client'

import { type KeyboardEvent, useRef, useState } from 'react'
import { OperationProgress } from '@/app/parts/frame/operation-progress'
import { Ago } from '@/app/parts/quantity'
import { ObjectState } from '@/app/parts/vm-state'
import { Badge } from '@/app/ui/badge'
import { cx } from '@/app/ui/cx'
import { StatusMark } from '@/app/ui/status-mark'
import { Icon } from '@/app/ui/symbol'
import type { ObjectId, OperationRow, VmRow } from '@/server/api/types'
import { t } from '@/server/shared/text'
import { type LaneRow, withMaking } from './snapshot-lanes'
import { type AtWork, kindWord, nameOf, workOn, workOnNew } from './snapshot-words'

const height = 40
const laneWidth = 20

interface SnapshotTreeProps {
  vm: VmRow
  rows: readonly LaneRow[]
  chosen: ReadonlySet<ObjectId>
  onChoose: (chosen: ReadonlySet<ObjectId>) => void
  /** What is being done with the snapshots of this VM. */
  operations: readonly OperationRow[]
}

const keyOf = (row: LaneRow) => row.snapshot?.id ?? (row.making ? 'making' : 'now')

/**
 * What came from what. Arrows move, ← goes to what it came from, Space chooses, with Ctrl or x besides others. A press
 * chooses one.
 */
export function SnapshotTree({ vm, rows: kept, chosen, onChoose, operations }: SnapshotTreeProps) {
  const making = workOnNew(vm, operations)
  const rows = making ? withMaking(kept) : kept
  const [wanted, setWanted] = useState('now')
  const list = useRef<HTMLDivElement>(null)
  const found = rows.findIndex(row => keyOf(row) === wanted)
  const active = found < 0 ? rows.length - 1 : found

  const focus = (at: number) => {
    const row = rows[Math.max(0, Math.min(rows.length - 1, at))]
    if (!row) return
    setWanted(keyOf(row))
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(keyOf(row))}"]`)?.focus()
  }
  const choose = (row: LaneRow, besides: boolean) => {
    const id = row.snapshot?.id
    setWanted(keyOf(row))
    if (id === undefined) return onChoose(new Set())
    if (!besides) return onChoose(new Set([id]))
    const next = new Set(chosen)
    if (!next.delete(id)) next.add(id)
    onChoose(next)
  }
  const key = (event: KeyboardEvent) => {
    const row = rows[active]
    if (!row || event.altKey || event.metaKey) return
    const moves: Partial<Record<string, number>> = {
      ArrowDown: active + 1,
      j: active + 1,
      ArrowUp: active - 1,
      k: active - 1,
      Home: 0,
      End: rows.length - 1,
      ArrowLeft: rows.findIndex(one => keyOf(one) === row.parent),
      ArrowRight: rows.findIndex(one => one.parent !== null && one.parent === row.snapshot?.id),
    }
    const to = moves[event.key]
    if (to !== undefined) {
      if (to >= 0) focus(to)
    } else if (event.key === ' ' || event.key === 'Enter') choose(row, event.ctrlKey)
    else if (event.key === 'x') choose(row, true)
    else return
    event.preventDefault()
  }
  return (
    <div
      ref={list}
      role="tree"
      aria-label={t('Snapshots')}
      aria-multiselectable
      className="min-h-0 grow overflow-auto px-2 py-2"
      onKeyDown={key}
    >
      {rows.map((row, at) => {
        const { snapshot, level } = row
        const id = keyOf(row)
        const work = snapshot === null ? undefined : workOn(snapshot, operations)
        const isChosen = snapshot !== null && chosen.has(snapshot.id)
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree takes the keys
          <div
            key={id}
            role="treeitem"
            data-node={id}
            tabIndex={at === active ? 0 : -1}
            aria-level={level}
            aria-selected={snapshot === null ? undefined : isChosen}
            onClick={event => choose(row, event.ctrlKey || event.metaKey)}
            style={{ height }}
            className={cx(
              'ring-inside flex cursor-default items-center gap-2 rounded-control pr-3 text-m',
              isChosen ? 'bg-selected' : 'hover:bg-hover',
            )}
          >
            <Lanes row={row} now={snapshot === null && !row.making} />
            {row.making && making ? (
              <>
                <Icon name="snapshot" size={16} className="text-faint" />
                <span className="min-w-0 truncate font-medium text-strong">{t('New snapshot')}</span>
                <span className="grow" />
                <Work {...making} />
              </>
            ) : snapshot === null ? (
              <>
                <span className="font-medium text-strong">{t('Now')}</span>
                <ObjectState row={vm} />
              </>
            ) : (
              <>
                <Icon
                  name={snapshot.kind === 'memory' ? 'memory' : 'snapshot'}
                  size={16}
                  className="text-faint"
                />
                <span className="min-w-0 truncate font-medium text-strong">{nameOf(snapshot)}</span>
                <span className="sr-only">{kindWord(snapshot)}</span>
                {snapshot.kind === 'quiesced' && <Badge>{t('quiesced')}</Badge>}
                {snapshot.scheduled && <Badge>{t('scheduled')}</Badge>}
                <span className="grow" />
                {work ? (
                  <Work {...work} />
                ) : (
                  <span className="shrink-0 text-muted">
                    <Ago time={snapshot.time} />
                  </span>
                )}
              </>
            )}
          </div>
        )
      })}
    </div>
  )
}

/** What is being done, and how far that is where it is known. */
function Work({ word, progress }: AtWork) {
  return (
    <span className="inline-flex shrink-0 items-center gap-2">
      <StatusMark status="moving" word={word} />
      {progress !== null && <OperationProgress title={word} progress={progress} />}
    </span>
  )
}

/** The lines left of a name. */
function Lanes({ row: { lane, past, from, goesOn }, now }: { row: LaneRow; now: boolean }) {
  const x = (at: number) => at * laneWidth + laneWidth / 2
  const middle = height / 2
  const here = x(lane)
  return (
    <svg
      aria-hidden
      width={(lane + 1) * laneWidth}
      height={height}
      className="shrink-0 text-line-control"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
    >
      {past.map(at => (
        <path key={at} d={`M${x(at)} 0V${height}`} />
      ))}
      {from === 'above' && <path d={`M${here} 0V${middle}`} />}
      {from === 'left' && (
        <path d={`M${x(lane - 1)} 0C${x(lane - 1)} ${middle} ${here} 0 ${here} ${middle}`} />
      )}
      {goesOn && <path d={`M${here} ${middle}V${height}`} />}
      <circle
        cx={here}
        cy={middle}
        r={5}
        className={now ? 'fill-accent-solid stroke-accent-solid' : 'fill-base stroke-line-control'}
      />
    </svg>
  )
}
