import { absoluteTime } from '@/app/lib/format'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import type { Explanation, GrantInfo, Why } from '@/server/api/types'
import { t, told } from '@/server/shared/text'
import { scopeText } from './grant-scope'

interface WhyAnswerProps {
  explanation: Explanation
  /** What was asked: "Shut down". */
  question: string
  /** The object's name. */
  object: string
  /** Absent: there is nothing to give from here. */
  onGive: (() => void) | undefined
}

/** Whether somebody may do something, by which grants, or what is missing and who could give it. */
export function WhyAnswer({ explanation, question, object, onGive }: WhyAnswerProps) {
  const { allowed, who, by, without, idle, roles, couldGive } = explanation
  return (
    <div className="flex flex-col gap-3 text-m">
      <Banner
        tone={allowed ? 'ok' : 'warn'}
        live="status"
        title={
          allowed
            ? t('Yes: {name} may do this to {object}.', { name: who.name, object })
            : t('No: {name} may not do this to {object}.', { name: who.name, object })
        }
        actions={
          onGive && (
            <Button size="s" onClick={onGive}>
              {t('Give it…')}
            </Button>
          )
        }
      >
        {t('“{question}” takes the permission {permission}: {words}.', {
          question,
          permission: explanation.permission,
          words: lowerFirst(told(explanation.words)),
        })}
        {allowed && ` ${t('Whether its state allows it at the moment is another matter.')}`}
        {who.disabled && ` ${t('The account is disabled: nobody can sign in with it.')}`}
      </Banner>
      <Grants title={allowed ? t('What says so') : undefined} why={by} />
      {!allowed && (
        <>
          <p>
            <span className="text-strong">{t('Roles that hold it:')}</span> {roles.join(', ') || t('none')}
          </p>
          <p>
            <span className="text-strong">{t('Who could give it here:')}</span>{' '}
            {couldGive.join(', ') || t('nobody who can sign in')}
          </p>
          <Grants title={t('Would say so, and gives nothing now')} why={idle} />
          <Grants title={t('What they have here without it')} why={without} />
        </>
      )}
    </div>
  )
}

function Grants({ title, why }: { title: string | undefined; why: readonly Why[] }) {
  if (why.length === 0 || title === undefined) return null
  return (
    <section aria-label={title}>
      <h3 className="title-s">{title}</h3>
      <ul className="mt-1 flex flex-col gap-2">
        {why.map(({ grant, through, chain }) => (
          <li key={grant.id} className="rounded-panel border border-line-subtle px-3 py-2">
            <GrantLine grant={grant} />
            {through.length > 0 && (
              <p className="text-muted">
                {t('Through the group {list}', {
                  list: through.map(name => `“${name}”`).join(t(', and in it ')),
                })}
              </p>
            )}
            {chain.map((above, at) => (
              <div key={above.id} style={{ marginLeft: `${at}rem` }} className="flex gap-2 text-muted">
                <span aria-hidden>└</span>
                <div>
                  <span className="sr-only">{t('Built on')} </span>
                  <GrantLine grant={above} quiet />
                </div>
              </div>
            ))}
          </li>
        ))}
      </ul>
    </section>
  )
}

function GrantLine({ grant, quiet = false }: { grant: GrantInfo; quiet?: boolean }) {
  return (
    <p>
      <span className={quiet ? '' : 'text-strong'}>
        {t('{name} of {name2}', { name: grant.role.name, name2: grant.to.name })}
      </span>
      , {scopeText(grant.scope)}, {t('given by {name}', { name: grant.givenBy })}
      {grant.until &&
        `, ${
          grant.stands
            ? t('until {time}', { time: absoluteTime(grant.until) })
            : t('ended {time}', { time: absoluteTime(grant.until) })
        }`}
      {!grant.stands && !grant.until && `, ${t('gives nothing: what it was built on no longer stands')}`}
    </p>
  )
}

const lowerFirst = (text: string) =>
  /^[A-Z][a-z]/.test(text) ? text[0]?.toLowerCase() + text.slice(1) : text
