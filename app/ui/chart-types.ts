/** One line of a chart. */
export interface ChartLine {
  name: string
  /** For each time of the chart; null: not known, the line is broken there. */
  values: readonly (number | null)[]
}

export interface ChartProps {
  /** What it shows: "Use of Frankfurt in the last ten minutes". */
  label: string
  /** Seconds of Unix time, rising. */
  times: readonly number[]
  /** At most six, which the colours tell apart. */
  lines: readonly ChartLine[]
  /** The top of the scale; absent: a little above the highest value. */
  max?: number
  /** A value as people read it; give the same function between renders. */
  format: (value: number) => string
  /** A time as people read it; give the same function between renders. */
  formatTime: (seconds: number) => string
  /** An IANA name by which hours and days begin; absent: this computer's. */
  timeZone?: string | undefined
  /** Pixels. */
  height?: number
}

export const chartColours = [1, 2, 3, 4, 5, 6].map(number => `--chart-${number}` as const)
