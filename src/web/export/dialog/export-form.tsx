/** The options of an export, with the claim about its entries, before anything is written. */
import { Checkbox } from '@cloudflare/kumo/components/checkbox'
import { Radio } from '@cloudflare/kumo/components/radio'
import { timelineId } from '../../../catalog/timeline/timeline.ts'
import { Button } from '../../ui/button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { toClaim } from '../claim.ts'
import type { ExportSource } from '../export-source.ts'
import {
  type ExportChoice,
  getFileNames,
  isAlone,
  isSplitByLog,
  listAllPaths,
} from '../plan-files.ts'
import { ClaimBox } from './claim-box.tsx'
import { toSelectedWords, toShownWords } from './entry-words.ts'
import { FileName } from './file-name-line.tsx'
import { useSelection } from './use-selection.ts'

export function ExportForm({
  source,
  choice,
  onChange,
  onStart,
  onClose,
}: {
  source: ExportSource
  choice: ExportChoice
  onChange: (choice: ExportChoice) => void
  onStart: () => void
  onClose: () => void
}) {
  const facts = source.readFacts()
  const selected = source.selectedRows.size
  const which = selected > 0 ? choice.which : 'shown'
  const selection = useSelection(source, facts)
  const count = which === 'selected' ? selection.entries : facts.shown
  const chosen = { ...choice, which }
  const names = getFileNames(source, facts, chosen)

  function loadAll() {
    source.loadAll?.()
    onClose()
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard. */}
      <section aria-label="Choice" tabIndex={0} className="min-h-0 space-y-3 overflow-y-auto p-0.5">
        <Radio.Group
          legend="Entries"
          value={which}
          onValueChange={(next) => onChange({ ...choice, which: next })}
        >
          <Radio.Item value="shown" label={`Shown in the list: ${toShownWords(facts)}`} />
          {selected > 0 && (
            <Radio.Item value="selected" label={`Selected: ${toSelectedWords(selection)}`} />
          )}
        </Radio.Group>
        <Radio.Group
          legend="Format"
          value={choice.kind}
          onValueChange={(kind) => onChange({ ...choice, kind })}
        >
          <Radio.Item value="ndjson" label="NDJSON, evidence: each line an entry as it was sent" />
          <Radio.Item value="csv" label="CSV, a table for spreadsheets" />
        </Radio.Group>
        {choice.kind === 'csv' ? (
          <CsvChoices source={source} choice={choice} onChange={onChange} />
        ) : (
          <p className="text-kumo-strong">
            {isSplitByLog(source, choice.kind) &&
              `A file for each log, ${source.logs.length} in all. One without entries is only in the manifest. `}
            Byte for byte as the API sent it. Nothing is masked: secrets that entries hold are in
            the file.
          </p>
        )}
        <ClaimBox
          claim={toClaim(facts, which, count)}
          onLoadAll={source.loadAll && facts.verdict !== 'complete' ? loadAll : undefined}
        />
        <p className="text-kumo-strong">
          The export is a snapshot.{' '}
          {isAlone(chosen)
            ? 'It has no receipt. Without a manifest, only the name says whether entries are missing.'
            : 'One ZIP contains the data, a manifest (what was asked and what was read), a receipt that the proxy’s signatures support, and verify.sh, which checks digests and signatures. The page /verify checks all of it.'}
          <FileName name={isAlone(chosen) ? (names.data[0] ?? '') : names.zip} />
        </p>
      </section>
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="secondary" onClick={onClose}>
          Close
        </Button>
        <Button
          size="sm"
          variant="primary"
          disabled={count === 0 || (which === 'selected' && !selection.isCounted)}
          onClick={onStart}
        >
          Export {toCounted(count, 'entry', 'entries')}
        </Button>
      </div>
    </>
  )
}

function CsvChoices({
  source: { dataset, paths, timeZone },
  choice,
  onChange,
}: {
  source: ExportSource
  choice: ExportChoice
  onChange: (choice: ExportChoice) => void
}) {
  return (
    <>
      <Radio.Group
        legend="Columns"
        value={choice.columns}
        onValueChange={(columns) => onChange({ ...choice, columns })}
      >
        <Radio.Item value="shown" label={`As on the screen: ${paths.length}`} />
        <Radio.Item
          value="all"
          label={`All fields of the ${dataset.id === timelineId ? 'timeline' : 'log'}: ${listAllPaths({ dataset }).length}`}
        />
      </Radio.Group>
      <Checkbox
        label="Mask what looks like a secret"
        checked={!choice.showsSecrets}
        onCheckedChange={(isMasked) => onChange({ ...choice, showsSecrets: !isMasked })}
      />
      <Checkbox
        label="CSV file alone, without ZIP and manifest"
        checked={choice.isCsvAlone}
        onCheckedChange={(isCsvAlone) => onChange({ ...choice, isCsvAlone })}
      />
      <p className="text-kumo-strong">
        Times are written in {timeZone} with the offset, and once more as they were sent. An
        apostrophe precedes what a spreadsheet would compute, and invisible characters become marks.
        For evidence take NDJSON.
      </p>
    </>
  )
}
