'use client'

import { clockTime, percent } from '@/app/lib/format'
import { Chart } from '@/app/ui/chart'
import { KitPart } from './kit-part'

const noon = Date.UTC(2026, 7, 21, 12) / 1000
const times = Array.from({ length: 60 }, (_, at) => noon + at * 10)
const wave = (phase: number, height: number) =>
  times.map((_, at) => (at > 22 && at < 27 ? null : 0.5 + height * Math.sin(at / 6 + phase)))
const lines = ['CPU', 'Memory', 'Storage', 'Network', 'Disk', 'Other'].map((name, at) => ({
  name,
  values: wave(at, 0.45 - at / 20),
}))
const timeOf = (seconds: number) => clockTime(new Date(seconds * 1000).toISOString())

export function KitChart({ theme }: { theme: string }) {
  return (
    <KitPart title="Chart">
      <div className="w-full">
        <Chart
          label={`Sample chart, ${theme}`}
          times={times}
          lines={lines}
          max={1}
          format={percent}
          formatTime={timeOf}
        />
      </div>
    </KitPart>
  )
}
