import type { DiskUse } from './load'

/** What is measured of a disk, and of all disks of an SR on a host. */
export interface DiskMeasure {
  readonly name: string
  readonly units: string
  readonly describe: (what: string) => string
  readonly value: (use: DiskUse) => number
}

const MiB = 1024 * 1024

/** Seconds spent waiting in each second. */
const waiting = (use: DiskUse) => (use.reads * use.readLatency + use.writes * use.writeLatency) / 1e6

const latency = ({ reads, writes, readLatency, writeLatency }: DiskUse) =>
  reads + writes === 0 ? 0 : (reads * readLatency + writes * writeLatency) / (reads + writes)

const measure = (
  name: string,
  units: string,
  describe: DiskMeasure['describe'],
  value: DiskMeasure['value'],
): DiskMeasure => ({ name, units, describe, value })

export const diskMeasures: readonly DiskMeasure[] = [
  measure('avgqu_sz', 'requests', what => `Average I/O queue size of ${what}`, waiting),
  measure(
    'inflight',
    'requests',
    what => `Number of I/O requests currently in flight to ${what}`,
    use => Math.round(waiting(use)),
  ),
  measure(
    'io_throughput_read',
    'MiB/s',
    what => `Data read from ${what}, in MiB/s`,
    use => use.read / MiB,
  ),
  measure(
    'io_throughput_total',
    'MiB/s',
    what => `All I/O of ${what}, in MiB/s`,
    use => (use.read + use.written) / MiB,
  ),
  measure(
    'io_throughput_write',
    'MiB/s',
    what => `Data written to ${what}, in MiB/s`,
    use => use.written / MiB,
  ),
  measure(
    'iops_read',
    'requests/s',
    what => `Read requests per second to ${what}`,
    use => use.reads,
  ),
  measure(
    'iops_total',
    'requests/s',
    what => `I/O requests per second to ${what}`,
    use => use.reads + use.writes,
  ),
  measure(
    'iops_write',
    'requests/s',
    what => `Write requests per second to ${what}`,
    use => use.writes,
  ),
  measure(
    'iowait',
    's/s',
    what => `Total I/O wait time of ${what}, in seconds per second`,
    use => Math.min(1, waiting(use) / 4),
  ),
  measure('latency', 'μs', what => `Average I/O latency of ${what}, in microseconds`, latency),
  measure(
    'read',
    'B/s',
    what => `Reads from ${what}, in B/s`,
    use => use.read,
  ),
  measure(
    'read_latency',
    'μs',
    what => `Average read latency of ${what}, in microseconds`,
    use => use.readLatency,
  ),
  measure(
    'write',
    'B/s',
    what => `Writes to ${what}, in B/s`,
    use => use.written,
  ),
  measure(
    'write_latency',
    'μs',
    what => `Average write latency of ${what}, in microseconds`,
    use => use.writeLatency,
  ),
]
