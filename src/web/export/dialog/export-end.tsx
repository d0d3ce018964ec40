/** The outcome of an export: the file with its digest, or the reason why there is none. */

import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { formatSize } from '../../ui/text/format-size.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ExportOutcome } from '../run-export.ts'
import { ClaimBox } from './claim-box.tsx'
import { FileName } from './file-name-line.tsx'
import { focusNow } from './focus-now.ts'

type End = Exclude<ExportOutcome, { at: 'dismissed' }>

export function ExportEnd({
  outcome,
  onAgain,
  onClose,
}: {
  outcome: End
  onAgain: () => void
  onClose: () => void
}) {
  return (
    <>
      {outcome.at === 'written' ? <Written outcome={outcome} /> : <NotWritten outcome={outcome} />}
      <div className="flex justify-end gap-2">
        <Button size="sm" variant="secondary" onClick={onAgain}>
          {outcome.at === 'written' ? 'Another export' : 'Back to the choice'}
        </Button>
        <Button ref={focusNow} size="sm" variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  )
}

function Written({ outcome }: { outcome: Extract<End, { at: 'written' }> }) {
  const { name, manifestName, file, words, claim, saveManifest } = outcome
  return (
    <div className="min-h-0 space-y-3 overflow-y-auto p-0.5">
      <p className="[overflow-wrap:anywhere]">
        Written: {toCounted(file.entries, 'entry', 'entries')}, {formatSize(file.bytes)}.
        <FileName name={name} />
      </p>
      <ClaimBox claim={claim} />
      {words.length > 0 && (
        <ul className="list-disc space-y-1 pl-4">
          {words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <dl>
        <dt className="flex items-center gap-2 text-kumo-strong">
          SHA-256 of the file
          <CopyButton label="Copy the SHA-256" isIconOnly getText={() => file.sha256} />
        </dt>
        <dd className="break-all font-mono text-[12px]">{file.sha256}</dd>
      </dl>
      <p className="text-kumo-strong [overflow-wrap:anywhere]">
        The manifest is a second download; a browser may ask before that, or refuse it.
        <FileName name={manifestName} />
      </p>
      <Button size="sm" variant="secondary" onClick={saveManifest}>
        Save the manifest again
      </Button>
    </div>
  )
}

function NotWritten({ outcome }: { outcome: Extract<End, { isGone: boolean }> }) {
  const remains = outcome.isGone
    ? 'Nothing was kept of the file.'
    : 'The browser could not take the file away: one without content may be left under its name.'
  return outcome.at === 'cancelled' ? (
    <p>The export was cancelled. {remains}</p>
  ) : (
    <p>
      The export failed: <VisibleText text={outcome.words} />. {remains}
    </p>
  )
}
