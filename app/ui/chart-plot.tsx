'use client'

import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { niceTop } from './chart-summary'
import { type ChartProps, chartColours } from './chart-types'

interface ChartPlotProps extends ChartProps {
  height: number
  /** The place that is looked at, an index of `times`; null: none. */
  at: number | null
  onAt: (at: number | null) => void
}

/** What the drawing takes from the page, which has no styles of its own on a canvas. */
function lookOf(element: HTMLElement) {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name).trim()
  return {
    text: read('--text-muted'),
    grid: read('--line-subtle'),
    lines: chartColours.map(read),
    font: `12px ${style.fontFamily}`,
  }
}

/** Calls back when the theme or the contrast has changed. */
function onLook(listener: () => void): () => void {
  const observer = new MutationObserver(listener)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme', 'data-contrast'] })
  const forced = matchMedia('(forced-colors: active)')
  forced.addEventListener('change', listener)
  return () => {
    observer.disconnect()
    forced.removeEventListener('change', listener)
  }
}

function dataOf({ times, lines }: Pick<ChartProps, 'times' | 'lines'>): UPlot.AlignedData {
  return [[...times], ...lines.map(({ values }) => [...values])]
}

function optionsOf(
  { lines, max, format, formatTime, timeZone, height, onAt }: ChartPlotProps,
  element: HTMLElement,
): UPlot.Options {
  const look = lookOf(element)
  const axis = {
    stroke: look.text,
    font: look.font,
    grid: { stroke: look.grid, width: 1 },
    ticks: { show: false },
  }
  return {
    width: element.clientWidth,
    height,
    padding: [8, 8, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false, setScale: false }, points: { size: 7 } },
    ...(timeZone ? { tzDate: seconds => UPlot.tzDate(new Date(seconds * 1000), timeZone) } : {}),
    scales: { x: { time: true }, y: { range: (_, __, highest) => [0, max ?? niceTop(highest)] } },
    axes: [
      { ...axis, grid: { show: false }, size: 28, space: 96, values: (_, splits) => splits.map(formatTime) },
      { ...axis, size: 64, space: 32, values: (_, splits) => splits.map(format) },
    ],
    series: [
      {},
      ...lines.map(({ name }, index) => ({
        label: name,
        stroke: look.lines[index % look.lines.length] ?? look.text,
        width: 1.5,
        points: { show: false },
      })),
    ],
    hooks: { setCursor: [plot => onAt(plot.cursor.idx ?? null)] },
  }
}

/** The drawing itself. It says nothing to screen readers: what stands around it does. */
export function ChartPlot(props: ChartPlotProps) {
  const place = useRef<HTMLDivElement>(null)
  const drawn = useRef<UPlot | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const { times, lines, at, height, max, format, formatTime, timeZone } = props
  const names = lines.map(line => line.name).join('\n')

  // New names, scales and words want a new drawing; new values do not.
  useEffect(() => {
    const element = place.current
    if (!element) return
    const draw = () => {
      drawn.current?.destroy()
      const now = latest.current
      const onAt = (index: number | null) => latest.current.onAt(index)
      drawn.current = new UPlot(optionsOf({ ...now, onAt }, element), dataOf(now), element)
    }
    draw()
    const stopLook = onLook(draw)
    const resized = new ResizeObserver(() =>
      drawn.current?.setSize({ width: element.clientWidth, height: latest.current.height }),
    )
    resized.observe(element)
    return () => {
      resized.disconnect()
      stopLook()
      drawn.current?.destroy()
      drawn.current = null
    }
  }, [names, max, format, formatTime, timeZone, height])

  useEffect(() => drawn.current?.setData(dataOf({ times, lines })), [times, lines])

  useEffect(() => {
    const plot = drawn.current
    const time = at === null ? undefined : times[at]
    if (!plot || plot.cursor.idx === at || (plot.cursor.idx === undefined && at === null)) return
    plot.setCursor({ left: time === undefined ? -10 : plot.valToPos(time, 'x'), top: 0 }, false)
  }, [at, times])

  return <div ref={place} aria-hidden style={{ height }} className="min-w-0 overflow-hidden" />
}
