import { absoluteTime } from '@/app/lib/format'
import { useNow } from '@/app/lib/now'
import { Card } from '@/app/ui/card'
import { Copyable } from '@/app/ui/copyable'
import type { PoolCertificate } from '@/server/api/types'
import { say, t, told } from '@/server/shared/text'
import { NotSaid } from './changed-fact'

const kinds: Readonly<Record<string, string>> = {
  ca: say('Authority'),
  host: say('For browsers and consoles'),
  host_internal: say('Within the pool'),
}

/** Certificates as a pool keeps them. Null: its release does not say. */
export function CertificatesCard({
  certificates,
  none,
}: {
  certificates: readonly PoolCertificate[] | null
  /** What is said where there is none. */
  none: string
}) {
  return (
    <Card title={t('Certificates')}>
      {certificates === null ? (
        <NotSaid />
      ) : certificates.length === 0 ? (
        <p className="text-muted">{none}</p>
      ) : (
        <ul className="flex flex-col gap-3 text-m">
          {certificates.map(one => (
            <li key={`${one.kind} ${one.sha256}`} className="flex min-w-0 flex-col">
              <span className="text-strong">{one.name || told(kinds[one.kind] ?? say('Certificate'))}</span>
              <Until time={one.until} />
              {one.sha256 && <Copyable value={one.sha256} label={t('fingerprint')} mono />}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** XenCenter begins to warn then. */
const soonMs = 30 * 24 * 3_600_000

function Until({ time }: { time: string | null }) {
  const now = useNow()
  if (time === null) return null
  const left = Date.parse(time) - now
  return (
    <span className={left < 0 ? 'text-trouble' : left < soonMs ? 'text-warn' : 'text-muted'}>
      {left < 0
        ? t('Expired {time}', { time: absoluteTime(time) })
        : t('Valid until {time}', { time: absoluteTime(time) })}
    </span>
  )
}
