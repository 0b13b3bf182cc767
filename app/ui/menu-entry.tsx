'use client'

import { Menu as Base } from '@base-ui/react/menu'
import { useId } from 'react'
import { t } from '@/server/shared/text'
import { cx } from './cx'
import { Kbd } from './kbd'
import type { MenuEntry } from './menu'
import { Icon, type IconName } from './symbol'

export const line =
  'flex min-h-control-s items-center gap-2 rounded-control px-2 text-default outline-none data-highlighted:bg-hover'

export function Lead({ icon }: { icon: IconName | undefined }) {
  return <span className="flex w-4 shrink-0 justify-center text-muted">{icon && <Icon name={icon} />}</span>
}

function ItemView({ entry }: { entry: Extract<MenuEntry, { type: 'item' }> }) {
  const reasonId = useId()
  const off = entry.reason !== undefined
  const remedy = off ? entry.remedy : undefined
  const reason = remedy
    ? t('{reason} Press to {label}.', { reason: entry.reason ?? '', label: remedy.label })
    : entry.reason
  return (
    <>
      <Base.Item
        label={entry.label}
        disabled={off && !remedy}
        data-reason={reason}
        aria-describedby={off ? reasonId : undefined}
        aria-haspopup={remedy ? 'dialog' : undefined}
        onClick={remedy?.onPress ?? (off ? undefined : entry.onSelect)}
        className={cx(
          line,
          remedy ? 'text-muted' : off ? 'text-disabled' : entry.tone === 'danger' && 'text-trouble',
        )}
      >
        <Lead icon={entry.icon} />
        <span className="grow">{entry.label}</span>
        {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
      </Base.Item>
      {off && (
        <span id={reasonId} hidden>
          {reason}
        </span>
      )}
    </>
  )
}

function CheckView({ entry }: { entry: Extract<MenuEntry, { type: 'check' }> }) {
  const reasonId = useId()
  const off = entry.reason !== undefined
  return (
    <>
      <Base.CheckboxItem
        label={entry.label}
        checked={entry.checked}
        disabled={off}
        data-reason={entry.reason}
        aria-describedby={off ? reasonId : undefined}
        onCheckedChange={entry.onChange}
        closeOnClick={false}
        className={cx(line, off && 'text-disabled')}
      >
        <span className="flex w-4 shrink-0 justify-center">
          <Base.CheckboxItemIndicator>
            <Icon name="check" className="text-accent" />
          </Base.CheckboxItemIndicator>
        </span>
        {entry.label}
      </Base.CheckboxItem>
      {off && (
        <span id={reasonId} hidden>
          {entry.reason}
        </span>
      )}
    </>
  )
}

function ChoicesView({ entry }: { entry: Extract<MenuEntry, { type: 'choices' }> }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1 pb-0.5 text-faint text-s">{entry.label}</Base.GroupLabel>
      <Base.RadioGroup
        aria-label={entry.label}
        value={entry.value}
        onValueChange={value => {
          if (typeof value === 'string') entry.onChange(value)
        }}
      >
        {entry.options.map(option => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            label={option.label}
            closeOnClick={entry.closes ?? false}
            className={line}
          >
            <Lead icon={option.icon} />
            <span className="grow">{option.label}</span>
            <Base.RadioItemIndicator>
              <Icon name="check" size={14} className="text-accent" />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

export function MenuEntryView({ entry }: { entry: Exclude<MenuEntry, { type: 'submenu' }> }) {
  switch (entry.type) {
    case 'item':
      return <ItemView entry={entry} />
    case 'check':
      return <CheckView entry={entry} />
    case 'choices':
      return <ChoicesView entry={entry} />
    case 'link':
      return (
        <Base.LinkItem label={entry.label} closeOnClick render={entry.render} className={line}>
          <Lead icon={entry.icon} />
          <span className="grow">{entry.label}</span>
          {entry.shortcut !== undefined && <Kbd keys={entry.shortcut} />}
        </Base.LinkItem>
      )
    case 'note':
      return <div className="px-2 py-1">{entry.children}</div>
    case 'separator':
      return <Base.Separator className="mx-1 my-1 h-px shrink-0 bg-line-subtle" />
  }
}
