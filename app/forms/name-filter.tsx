import { Input } from '@/app/ui/input'
import { t } from '@/server/shared/text'

/** Narrows what a form offers to choose from to what has these words in its name. */
export function NameFilter({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  return (
    <Input
      type="search"
      aria-label={t('Filter')}
      placeholder={t('Filter by name')}
      value={value}
      autoComplete="off"
      onChange={event => onChange(event.target.value)}
    />
  )
}
