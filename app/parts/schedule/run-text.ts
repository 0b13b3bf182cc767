import type { Status } from '@/app/ui/status-mark'
import { t } from '@/server/shared/text'

/** How a run of a schedule went, as the pool has noted it. */
export interface RunText {
  status: Status
  title: string
  /** Each VM it failed for, with the pool's refusal. */
  failures: readonly { vm: string; code: string; params: readonly string[] }[]
}

const line = /^VM:(.*?)UUID:(.*?)Error:\s*\[(.*)\],?\s*$/

/** Undefined: the message is not about a run. */
export function runText(name: string, body: string): RunText | undefined {
  switch (name) {
    case 'VMSS_SNAPSHOT_SUCCEEDED':
      return { status: 'ok', title: t('All snapshots were taken'), failures: [] }
    case 'VMSS_SNAPSHOT_FAILED': {
      const failures = failuresIn(body)
      return {
        status: 'trouble',
        title:
          failures.length === 0
            ? t('Snapshots failed')
            : t('Failed for {vms}', { vms: failures.map(({ vm }) => vm).join(', ') }),
        failures,
      }
    }
    case 'VMSS_SNAPSHOT_LOCK_FAILED':
      return { status: 'warn', title: t('Not begun: it was at work already'), failures: [] }
    case 'VMSS_SNAPSHOT_MISSED_EVENT':
      return { status: 'warn', title: t('Missed: the run before had not ended'), failures: [] }
    case 'VMSS_XAPI_LOGON_FAILURE':
      return { status: 'trouble', title: t('The pool’s own plugin could not sign in'), failures: [] }
    case 'VMSS_LICENSE_ERROR':
      return {
        status: 'trouble',
        title: t('The licence of the pool does not include schedules'),
        failures: [],
      }
    default:
      return undefined
  }
}

function failuresIn(body: string): RunText['failures'][number][] {
  return body.split('\n').flatMap(text => {
    const found = line.exec(text.trim())
    if (!found) return []
    const [code = '', ...params] = [...(found[3] ?? '').matchAll(/'((?:[^'\\]|\\.)*)'/g)].map(
      one => one[1] ?? '',
    )
    return [
      { vm: (found[1] ?? '').trim(), code: /^[A-Z][A-Z0-9_]*$/.test(code) ? code : 'INTERNAL_ERROR', params },
    ]
  })
}
