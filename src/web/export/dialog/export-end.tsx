/** The outcome of an export: where the file went, with the digest of its data, or the reason why there is none. */

import type { ReactNode } from 'react'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { toCounted } from '../../ui/text/count-text.ts'
import { formatSize } from '../../ui/text/format-size.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import type { ExportOutcome, FinishedExport } from '../run-export.ts'
import type { EndedFile } from '../write-files.ts'
import { ClaimBox } from './claim-box.tsx'
import { FileName } from './file-name-line.tsx'
import { focusNow } from './focus-now.ts'
import { ReceiptPart } from './receipt-part.tsx'

type End = Exclude<ExportOutcome, { at: 'dismissed' }>

export function ExportEnd({
  outcome,
  onAgain,
  onClose,
}: {
  outcome: End
  /** Returns to the options; absent where there are none. */
  onAgain?: (() => void) | undefined
  onClose: () => void
}) {
  return (
    <>
      <Outcome outcome={outcome} />
      <div className="flex justify-end gap-2">
        {onAgain && (
          <Button size="sm" variant="secondary" onClick={onAgain}>
            {'contents' in outcome ? 'Another export' : 'Back to the choice'}
          </Button>
        )}
        <Button ref={focusNow} size="sm" variant="primary" onClick={onClose}>
          Done
        </Button>
      </div>
    </>
  )
}

function Outcome({ outcome }: { outcome: End }) {
  switch (outcome.at) {
    case 'written':
      return (
        <Finished finished={outcome}>
          Written: {toSizeWords(outcome)}.
          <FileName name={outcome.name} />
        </Finished>
      )
    case 'handed':
      return (
        <Finished finished={outcome}>
          Handed to the browser as
          <FileName name={outcome.name} />
          <span className="mt-0.5 block">
            {toSizeWords(outcome)}. Gumshoe cannot see whether the browser saved it: check the
            browser’s downloads before you close this dialog.
          </span>
          <Button
            size="sm"
            variant="secondary"
            className="mt-1.5"
            onClick={outcome.handed.saveAgain}
          >
            Save again
          </Button>
        </Finished>
      )
    case 'refused':
      return <p>Nothing was exported. {outcome.words}</p>
    default:
      return <NotWritten outcome={outcome} />
  }
}

function toSizeWords({ bytes, entries }: FinishedExport): string {
  return `${toCounted(entries, 'entry', 'entries')}, ${formatSize(bytes)}`
}

/**
 * The names of the files in the ZIP, without several data files, which are listed with their digests. Of a folder only
 * the number of files: a long search has thousands of pages.
 */
function listOthers({ contents, files }: FinishedExport): readonly string[] {
  const others =
    files.length > 1
      ? contents.filter((name) => files.every((file) => file.name !== name))
      : contents
  const folders = new Map<string, number>()
  for (const name of others) {
    const [folder = '', inside] = name.split('/', 2)
    if (inside !== undefined) folders.set(folder, (folders.get(folder) ?? 0) + 1)
  }
  return [
    ...others.filter((name) => !name.includes('/')),
    ...[...folders].map(([folder, count]) => `${folder}/ (${toCounted(count, 'file')})`),
  ]
}

/** The remarks on the data files; each begins with the name of its file where there are several. */
function listWords(files: readonly EndedFile[]): readonly string[] {
  return files.flatMap(({ name, words }) =>
    words.map((sentence) => (files.length > 1 ? `${name}: ${sentence}` : sentence)),
  )
}

/** `children` say where the file went. */
function Finished({ finished, children }: { finished: FinishedExport; children: ReactNode }) {
  const { contents, files, claim, receipt } = finished
  const words = listWords(files)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls has to be reachable by keyboard.
    <section aria-label="Result" tabIndex={0} className="min-h-0 space-y-3 overflow-y-auto p-0.5">
      <div className="[overflow-wrap:anywhere]">{children}</div>
      <ClaimBox claim={claim} />
      {words.length > 0 && (
        <ul className="list-disc space-y-1 pl-4">
          {words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <dl className="space-y-2">
        {files.map(({ name, entries, sha256 }) => (
          <div key={name}>
            <dt className="flex items-center gap-2 text-kumo-strong">
              <span className="[overflow-wrap:anywhere]">
                {files.length > 1
                  ? `SHA-256 of ${name}, ${toCounted(entries, 'entry', 'entries')}`
                  : `SHA-256 of the ${contents.length > 0 ? 'data file' : 'file'}`}
              </span>
              <CopyButton
                label={files.length > 1 ? `Copy the SHA-256 of ${name}` : 'Copy the SHA-256'}
                isIconOnly
                getText={() => sha256}
              />
            </dt>
            <dd className="break-all font-mono text-[12px]">{sha256}</dd>
          </div>
        ))}
      </dl>
      {receipt && <ReceiptPart receipt={receipt} />}
      {contents.length > 0 ? (
        <div className="text-kumo-strong">
          The ZIP contains the data, the manifest, the receipt and the SHA-256 of all of them.
          Unpacked, <code className="font-mono text-[12px]">sh verify.sh</code> checks digests and
          signatures; README.txt says what that proves. The page{' '}
          <a href="/verify" target="_blank" rel="noreferrer" className="text-kumo-link underline">
            Verify evidence
          </a>{' '}
          checks the whole ZIP, also whether the signatures are over its entries. It needs no
          session, and nothing is uploaded.
          {listOthers(finished).map((name) => (
            <FileName key={name} name={name} />
          ))}
        </div>
      ) : (
        <p className="text-kumo-strong">
          This file has no manifest and no receipt: only its name says whether entries are missing.
        </p>
      )}
    </section>
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
