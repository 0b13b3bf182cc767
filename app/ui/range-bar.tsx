'use client'

import { Slider } from '@base-ui/react/slider'

interface RangeBarProps {
  /** What each handle sets, the lower one first: "Least", "Most"; or the only one. */
  labels: readonly string[]
  /** As many as there are labels, in order. */
  values: readonly number[]
  max: number
  step: number
  /** The value as people read it: "4 GiB". */
  textOf: (value: number) => string
  /** Below this the handles do not go. */
  floor?: number
  /** Something else on the same scale that stands still: what is in use now. */
  mark?: { label: string; value: number } | undefined
  onChange: (values: readonly number[]) => void
}

/** A scale from nothing to `max` with one or two handles, by mouse, touch and arrow keys. Fields beside it take the exact number. */
export function RangeBar({ labels, values, max, step, textOf, floor = 0, mark, onChange }: RangeBarProps) {
  const within = (value: number) => Math.min(max, Math.max(floor, value))
  return (
    <Slider.Root
      value={values.map(within)}
      min={0}
      max={max}
      step={step}
      largeStep={step * 8}
      thumbCollisionBehavior="none"
      onValueChange={next => onChange(next.map(within))}
    >
      <Slider.Control className="flex h-7 w-full touch-none items-center px-2">
        <Slider.Track className="relative h-2 w-full rounded-full bg-press forced-colors:border">
          <Slider.Indicator className="rounded-full bg-chart-1 forced-colors:bg-[CanvasText]" />
          {mark && (
            <span
              role="img"
              aria-label={`${mark.label}: ${textOf(mark.value)}`}
              title={`${mark.label}: ${textOf(mark.value)}`}
              className="absolute -top-1 h-4 w-0.5 bg-strong forced-colors:bg-[CanvasText]"
              style={{ left: `${(within(mark.value) / max) * 100}%` }}
            />
          )}
          {labels.map((label, index) => (
            <Slider.Thumb
              key={label}
              index={index}
              getAriaLabel={() => label}
              getAriaValueText={(_, value) => textOf(value)}
              className="size-4 rounded-full border-2 border-chart-1 bg-base has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
            />
          ))}
        </Slider.Track>
      </Slider.Control>
      <div className="flex justify-between px-2 text-faint text-s tabular-nums">
        <span>0</span>
        <span>{textOf(max)}</span>
      </div>
    </Slider.Root>
  )
}
