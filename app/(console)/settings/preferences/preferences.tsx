'use client'

import { appError } from '@/app/lib/app-error'
import { bytesText, number } from '@/app/lib/format'
import { usePreferencesUnsaved } from '@/app/lib/preferences'
import { Banner } from '@/app/ui/banner'
import { Button } from '@/app/ui/button'
import { Card } from '@/app/ui/card'
import { forget, useRemembered } from '@/app/ui/remembered'
import { confirmDone } from '@/app/ui/toast'
import { preferenceChoices } from '@/server/shared/preferences'
import { BrowserNotices } from './browser-notices'
import { ChoiceField } from './choice-field'
import { TimeZoneField } from './time-zone-field'

const themes = { system: 'As the system', light: 'Light', dark: 'Dark' }
const contrasts = { system: 'As the system', more: 'More contrast' }
const densities = { normal: 'Normal', compact: 'Compact', comfortable: 'Comfortable' }
const formats = {
  iso: 'ISO (2026-08-21 14:03)',
  browser: 'As this browser',
  'en-GB': 'English (United Kingdom)',
  'en-US': 'English (United States)',
  'de-DE': 'German (Germany)',
  'fr-FR': 'French (France)',
  'ja-JP': 'Japanese (Japan)',
  'zh-CN': 'Chinese (China)',
}
const startPages = {
  overview: 'Overview',
  pools: 'Pools',
  hosts: 'Hosts',
  vms: 'VMs',
  storage: 'Storage',
  networks: 'Networks',
  tasks: 'Tasks',
}
const confirmations = {
  all: 'Before everything that can disturb someone',
  danger: 'Only before what can lose something',
}
const asText = (found: unknown) => (typeof found === 'string' ? found : undefined)

/** How Domus looks and behaves for oneself, in every browser one signs in with. */
export function Preferences() {
  const unsaved = usePreferencesUnsaved()
  return (
    <div className="flex flex-col gap-4 p-4">
      {unsaved !== null && (
        <Banner tone="warn" live="status" title="Your last choices are kept in this browser only so far">
          {appError(unsaved).message} Domus tries again by itself.
        </Banner>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="Appearance">
          <div className="flex flex-col gap-4">
            <ChoiceField preference="theme" label="Theme" choices={preferenceChoices.theme} labels={themes} />
            <ChoiceField
              preference="contrast"
              label="Contrast"
              choices={preferenceChoices.contrast}
              labels={contrasts}
              help="More contrast: darker or brighter words, lines that can be seen, a thicker ring around the focus."
            />
            <ChoiceField
              preference="density"
              label="Row height"
              choices={preferenceChoices.density}
              labels={densities}
              help="Of all tables."
            />
          </div>
        </Card>
        <Card title="Dates and numbers">
          <div className="flex flex-col gap-4">
            <FormatField />
            <TimeZoneField />
          </div>
        </Card>
        <Card title="Working">
          <div className="flex flex-col gap-4">
            <ChoiceField
              preference="start-page"
              label="Start page"
              choices={preferenceChoices['start-page']}
              labels={startPages}
              help="What opens when you come to Domus by its bare address."
            />
            <ChoiceField
              preference="confirmations"
              label="Ask before acting"
              choices={preferenceChoices.confirmations}
              labels={confirmations}
              help="What cannot be undone is always asked for."
            />
            <BrowserNotices />
          </div>
        </Card>
        <Card title="Layout">
          <p className="mb-3 text-muted">
            Domus remembers the width of panes, the columns, widths and sorting of every table, and what is
            open in the tree.
          </p>
          <Button
            onClick={() => {
              forget(key => /^(table|split|tree|tab)\./.test(key))
              confirmDone('The layout is as it was at first')
            }}
          >
            Reset the layout
          </Button>
        </Card>
      </div>
    </div>
  )
}

function FormatField() {
  // Drawn anew when it changes, so that the example is.
  useRemembered('formats', '', asText)
  return (
    <ChoiceField
      preference="formats"
      label="Format"
      choices={preferenceChoices.formats}
      labels={formats}
      help={`For example ${number(1234.5, 1)} or ${bytesText(1.5 * 1024 ** 3)}.`}
    />
  )
}
