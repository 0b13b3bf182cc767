import type { AuditRow } from '@/server/api/types'
import { t } from '@/server/shared/text'

/** What a deed changed, field by field: what it was, and what it is. */
export function AuditChanges({ changes }: { changes: AuditRow['changes'] }) {
  if (changes.length === 0) return null
  return (
    <section className="mt-4">
      <h3 className="title-s mb-1" id="audit-changes">
        {t('What changed')}
      </h3>
      <table aria-labelledby="audit-changes" className="w-full table-fixed text-left text-m">
        <thead>
          <tr className="border-line-subtle border-b text-muted text-s">
            <th className="py-1 font-medium">{t('Field')}</th>
            <th className="py-1 font-medium">{t('Before')}</th>
            <th className="py-1 font-medium">{t('After')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.map(({ field, before, after }) => (
            <tr key={field} className="border-line-subtle border-b align-top">
              <th scope="row" className="wrap-anywhere py-1 pr-2 font-normal font-mono">
                {field}
              </th>
              <Value value={before} />
              <Value value={after} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Value({ value }: { value: unknown }) {
  return (
    <td className="wrap-anywhere whitespace-pre-wrap py-1 pr-2">
      {value === undefined || value === null || value === '' ? (
        <span className="text-faint">–</span>
      ) : typeof value === 'string' ? (
        value
      ) : (
        <code className="font-mono">{JSON.stringify(value, null, 1)}</code>
      )}
    </td>
  )
}
