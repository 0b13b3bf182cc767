'use client'

import { type KeyboardEvent, useId, useState } from 'react'
import { t } from '@/server/shared/text'
import { Button } from './button'
import { summaryOf } from './chart-summary'
import { type ChartProps, chartColours } from './chart-types'
import { onDemandPart } from './on-demand-part'

const Plot = onDemandPart(async () => (await import('./chart-plot')).ChartPlot)

const usualHeight = 160
const page = 10

/**
 * Values over time as lines. The library that draws is fetched when the first chart is shown; its place is kept. By
 * keyboard one goes along the time (arrows, Page Up and Down, Home, End) and hears the values there; a table has them all.
 */
export function Chart(props: ChartProps) {
  const { label, times, lines, format, formatTime, height = usualHeight } = props
  const [at, setAt] = useState<number | null>(null)
  const [asTable, setAsTable] = useState(false)
  const hintId = useId()
  const last = times.length - 1
  const shown = at === null || at > last ? null : at
  const textOf = (value: number | null | undefined) =>
    value === null || value === undefined ? t('not known') : format(value)

  const key = (event: KeyboardEvent) => {
    const from = shown ?? last
    const to = {
      ArrowLeft: from - 1,
      ArrowDown: from - 1,
      ArrowRight: from + 1,
      ArrowUp: from + 1,
      PageUp: from - page,
      PageDown: from + page,
      Home: 0,
      End: last,
    }[event.key]
    if (to === undefined && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    setAt(to === undefined ? null : Math.min(last, Math.max(0, to)))
  }
  const time = times[shown ?? last]
  const timeText = time === undefined ? '' : formatTime(time)
  const spoken = lines.map(({ name, values }) => `${name} ${textOf(values[shown ?? last])}`).join(', ')
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div
        role="slider"
        aria-label={label}
        aria-describedby={hintId}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, last)}
        aria-valuenow={Math.max(0, shown ?? last)}
        aria-valuetext={`${timeText}: ${spoken}`}
        tabIndex={0}
        onKeyDown={key}
        onBlur={() => setAt(null)}
        onPointerLeave={() => setAt(null)}
        className="min-w-0 rounded-control"
        style={{ minHeight: height }}
      >
        <Plot {...props} height={height} at={shown} onAt={setAt} />
      </div>
      <p id={hintId} className="sr-only">
        {lines.map(line => sentenceOf(line.name, summaryOf(line), times, format, formatTime)).join(' ')}
      </p>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-s">
        {lines.map(({ name, values }, index) => (
          <span key={name} className="flex items-center gap-1.5">
            <span
              aria-hidden
              className="h-0.5 w-3 rounded-full"
              style={{ background: `var(${chartColours[index % chartColours.length]})` }}
            />
            <span className="text-muted">{name}</span>
            <span className="text-strong tabular-nums">{textOf(values[shown ?? last])}</span>
          </span>
        ))}
        <span className="text-faint tabular-nums">{shown === null ? '' : timeText}</span>
        <span className="grow" />
        <Button size="s" tone="quiet" aria-expanded={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t('Hide values') : t('Values')}
        </Button>
      </div>
      {asTable && <Values {...props} textOf={textOf} />}
    </div>
  )
}

function sentenceOf(
  name: string,
  { latest, least, most }: ReturnType<typeof summaryOf>,
  times: readonly number[],
  format: (value: number) => string,
  formatTime: (seconds: number) => string,
): string {
  if (latest === null || least === null || most === null) return t('{name}: not known.', { name })
  const when = (at: number) => formatTime(times[at] ?? 0)
  return t('{name}: {latest} now, at least {least} ({leastAt}), at most {most} ({mostAt}).', {
    name,
    latest: format(latest),
    least: format(least.value),
    leastAt: when(least.at),
    most: format(most.value),
    mostAt: when(most.at),
  })
}

/** All values, the newest first. */
function Values({
  label,
  times,
  lines,
  formatTime,
  textOf,
}: ChartProps & { textOf: (value: number | null | undefined) => string }) {
  return (
    <section
      aria-label={t('Values: {label}', { label })}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by keyboard
      tabIndex={0}
      className="max-h-48 overflow-auto border border-line"
    >
      <table className="w-full text-s tabular-nums">
        <thead className="sticky top-0 bg-sunken text-muted">
          <tr>
            <th scope="col" className="px-2 py-1 text-start font-medium">
              {t('Time')}
            </th>
            {lines.map(({ name }) => (
              <th key={name} scope="col" className="px-2 py-1 text-end font-medium">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {times
            .map((time, at) => (
              <tr key={time} className="border-line-subtle border-t">
                <th scope="row" className="px-2 py-0.5 text-start font-normal text-muted">
                  {formatTime(time)}
                </th>
                {lines.map(({ name, values }) => (
                  <td key={name} className="px-2 py-0.5 text-end">
                    {textOf(values[at])}
                  </td>
                ))}
              </tr>
            ))
            .reverse()}
        </tbody>
      </table>
    </section>
  )
}
