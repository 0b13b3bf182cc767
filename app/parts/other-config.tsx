import { Card } from '@/app/ui/card'
import { t } from '@/server/shared/text'

/** XAPI's other_config as it stands: keys that tools and people keep with an object. */
export function OtherConfig({ values }: { values: Readonly<Record<string, string>> }) {
  const entries = Object.entries(values).sort(([a], [b]) => a.localeCompare(b))
  if (entries.length === 0) return null
  return (
    <Card title={t('other_config')} aside={<span className="text-faint tabular-nums">{entries.length}</span>}>
      <dl className="max-h-60 overflow-y-auto">
        {entries.map(([key, value]) => (
          <div key={key} className="wrap-anywhere border-line-subtle py-1 [&+&]:border-t">
            <dt className="font-mono text-muted">{key}</dt>
            <dd className="font-mono">{value || <span className="text-faint">{t('(empty)')}</span>}</dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
