/** All that this browser keeps, saved to one file and read back; and the texts that could not be read. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { statusQuery } from '../api/status-query.ts'
import {
  type DamagedText,
  deleteDamagedText,
  markDamageTold,
  useDamagedTexts,
} from '../preferences/damaged-texts.ts'
import { NetworksButton } from '../preferences/networks-dialog.tsx'
import { usePreferences } from '../preferences/preferences.ts'
import { useViewPreferences } from '../preferences/view-preferences.ts'
import { Button } from '../ui/button.tsx'
import { Link } from '../ui/links/link.tsx'
import { formatTextSize } from '../ui/text/format-size.ts'
import { downloadText } from './download-text.ts'
import { ImportButton, ImportReportBox } from './import-button.tsx'
import type { ImportReport } from './import-file.ts'
import { KeptSealsLine } from './kept-seals-line.tsx'
import { toPortableSettings } from './portable-settings.ts'
import { formatBrowserFile } from './saved-file.ts'
import { useSaved } from './saved-store.ts'

export function BrowserState() {
  const { queries } = useSaved()
  const preferences = usePreferences()
  const view = useViewPreferences()
  const { data: status } = useQuery({ ...statusQuery, enabled: false })
  const [report, setReport] = useState<ImportReport>()
  const damaged = useDamagedTexts()

  function save() {
    const settings = toPortableSettings(preferences, view)
    const writtenBy = `Gumshoe ${status?.version || 'of an unknown version'}`
    downloadText('gumshoe-browser.json', formatBrowserFile(queries, settings, writtenBy))
  }

  return (
    <section aria-labelledby="browser" className="space-y-3">
      <div className="flex flex-wrap items-center gap-2">
        <h2 id="browser" className="mr-auto font-semibold text-lg">
          This browser
        </h2>
        <Button size="sm" variant="secondary" onClick={save}>
          Save all to a file
        </Button>
        <NetworksButton />
        <ImportButton
          label="Read back from a file…"
          fileLabel="File of this browser’s settings"
          onReport={setReport}
        />
      </div>
      <p className="max-w-2xl text-kumo-strong">
        One file with your saved queries, theme, time zone, named networks, columns, facets, density
        and the rules that are switched off. Reading it back adds queries and replaces settings;
        queries that are here stay. Own rules travel as a ZIP, from the{' '}
        <Link to="/rules" className="text-kumo-link underline">
          page of rules
        </Link>
        .
      </p>
      <KeptSealsLine />
      {report && <ImportReportBox report={report} onUndone={() => setReport(undefined)} />}
      {damaged.length > 0 && <DamagedList damaged={damaged} />}
    </section>
  )
}

const storedNames: Readonly<Record<string, string>> = {
  'gumshoe.saved': 'Saved queries',
  'gumshoe.preferences': 'Preferences',
  'gumshoe.view': 'Columns, facets and density',
  'gumshoe.ranges': 'Recent time ranges',
  'gumshoe.rules': 'Own rules',
}

function DamagedList({ damaged }: { damaged: readonly DamagedText[] }) {
  // This list is what the notice on the other pages leads to.
  useEffect(markDamageTold, [])
  return (
    <section aria-labelledby="damaged" className="rounded-lg bg-kumo-warning/10 p-3 space-y-2">
      <h3 id="damaged" className="font-medium">
        Not readable by this version of Gumshoe
      </h3>
      <p className="max-w-2xl text-kumo-strong">
        Something stored in this browser was damaged, or a newer Gumshoe wrote it. What could be
        read is in use. The original text is kept here: download it, repair it or open it with the
        newer Gumshoe, then delete it.
      </p>
      <ul className="space-y-1">
        {damaged.map(({ key, storageKey, foundMs, text }) => {
          const name = storedNames[storageKey] ?? storageKey
          const found = new Date(foundMs).toISOString().slice(0, 19)
          const fileName = `${storageKey}-${found.replaceAll(':', '')}.txt`
          return (
            <li key={key} className="flex flex-wrap items-center gap-2">
              <span className="mr-auto">
                {name}, found {found.replace('T', ' ')} UTC, {formatTextSize(text)}
              </span>
              <Button
                size="sm"
                variant="secondary"
                aria-label={`Download the text of ${name}`}
                onClick={() => downloadText(fileName, text, 'text/plain')}
              >
                Download
              </Button>
              <Button
                size="sm"
                variant="ghost"
                aria-label={`Delete the text of ${name}`}
                onClick={() => deleteDamagedText(key)}
              >
                Delete
              </Button>
            </li>
          )
        })}
      </ul>
    </section>
  )
}
