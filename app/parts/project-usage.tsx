import { bytesText, number } from '@/app/lib/format'
import { Meter } from '@/app/ui/meter'
import { type Amounts, type Limits, type QuotaName, quotaNames, quotaWords } from '@/server/shared/project'
import { t, told } from '@/server/shared/text'

function amount(quota: QuotaName, value: number): string {
  return quotaWords[quota].unit === 1 ? number(value) : bytesText(value)
}

/** "3 of 5", or "3" where there is no limit. */
export function usageText(quota: QuotaName, used: number, limit: number | null): string {
  return limit === null
    ? amount(quota, used)
    : t('{amount} of {amount2}', { amount: amount(quota, used), amount2: amount(quota, limit) })
}

interface QuotaMeterProps {
  project: { name: string; used: Amounts; limits: Limits }
  quota: QuotaName
  /** As wide as its place instead of 48 px. */
  wide?: boolean
}

/** How much of a limit is used. Full, it speaks up; without a limit there is only the number. */
export function QuotaMeter({ project: { name, used, limits }, quota, wide = false }: QuotaMeterProps) {
  const limit = limits[quota]
  const share = limit === null ? null : limit === 0 ? 1 : used[quota] / limit
  const text = usageText(quota, used[quota], limit)
  if (share === null) return <span className="tabular-nums">{text}</span>
  return (
    <Meter
      label={t('{label} of {name}', { label: told(quotaWords[quota].label), name })}
      share={share}
      text={text}
      warnAt={0.8}
      troubleAt={1}
      wide={wide}
      {...(wide ? { textClass: 'min-w-32 text-right' } : {})}
    />
  )
}

/** All limits of a project, each with what is used of it. */
export function ProjectUsage({ project }: { project: QuotaMeterProps['project'] }) {
  return (
    <dl className="grid grid-cols-[max-content_1fr] items-center gap-x-4 gap-y-2 text-m">
      {quotaNames.map(quota => (
        <div key={quota} className="contents">
          <dt className="text-muted">{told(quotaWords[quota].label)}</dt>
          <dd>
            <QuotaMeter project={project} quota={quota} wide />
            {project.limits[quota] === null && <span className="text-faint"> {t('· no limit')}</span>}
            {project.limits[quota] !== null && project.used[quota] >= (project.limits[quota] ?? 0) && (
              <span className="block text-trouble">
                {t('The limit is reached: nothing more can be made.')}
              </span>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}
