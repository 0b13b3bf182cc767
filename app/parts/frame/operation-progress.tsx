import { percent } from '@/app/lib/format'
import { t } from '@/server/shared/text'

/** How far an operation is: a bar and a number, or only a moving ring's word while nothing is known. */
export function OperationProgress({ title, progress }: { title: string; progress: number | null }) {
  if (progress === null) return <span className="text-faint">{t('under way')}</span>
  return (
    <span className="inline-flex items-center gap-2">
      <progress
        aria-label={t('Progress of “{title}”', { title })}
        max={1}
        value={progress}
        className="h-1 w-16 appearance-none overflow-hidden rounded-full bg-press [&::-moz-progress-bar]:bg-moving-mark [&::-webkit-progress-bar]:bg-press [&::-webkit-progress-value]:bg-moving-mark"
      />
      <span className="tabular-nums">{percent(progress)}</span>
    </span>
  )
}
