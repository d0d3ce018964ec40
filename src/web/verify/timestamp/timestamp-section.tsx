/** What the timestamp of an export shows, and a field for certificates of the authority, which the reader got from it. */
import { type ChangeEvent, useRef } from 'react'
import type { Check } from '../../../evidence/verify/check.ts'
import { Button } from '../../ui/button.tsx'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'
import { VisibleText } from '../../ui/text/visible-text.tsx'
import { certificateNames } from './certificate-files.ts'

const colors = {
  holds: 'text-kumo-success',
  unknown: 'text-kumo-strong',
  fails: 'text-kumo-danger',
} as const

export function TimestampSection({
  check,
  names,
  problem,
  onFiles,
  onRemove,
}: {
  check: Check | undefined
  /** The certificates that were given, by their subjects. */
  names: readonly string[]
  /** Why the files that were given have no certificates. */
  problem: string | undefined
  onFiles: (files: readonly ChosenFile[]) => void
  onRemove: () => void
}) {
  const input = useRef<HTMLInputElement>(null)

  function read({ target }: ChangeEvent<HTMLInputElement>) {
    const chosen = [...(target.files ?? [])].map((file) => ({ path: file.name, file }))
    // Without this, choosing the same file again causes no change event.
    target.value = ''
    if (chosen.length > 0) onFiles(chosen)
  }

  return (
    <section aria-labelledby="timestamp" className="space-y-2">
      <h2 id="timestamp" className="font-semibold text-lg">
        Timestamp
      </h2>
      <p role="status" className="font-medium [overflow-wrap:anywhere]">
        {check && (
          <span className={colors[check.result]}>
            <VisibleText text={check.words} />
          </span>
        )}
      </p>
      <div className="space-y-1.5 print:hidden">
        <p id="timestamp-hint" className="text-kumo-strong">
          Choose or drop the certificate of the authority (PEM or DER). Get it from the authority,
          not from this export. It is used for this check only, and neither stored nor sent.
        </p>
        <input
          ref={input}
          type="file"
          multiple
          accept={certificateNames}
          aria-label="Certificates of the timestamp authority"
          aria-describedby="timestamp-hint"
          className="sr-only"
          tabIndex={-1}
          onChange={read}
        />
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="secondary" onClick={() => input.current?.click()}>
            Choose certificates…
          </Button>
          {(names.length > 0 || problem !== undefined) && (
            <Button size="sm" variant="ghost" onClick={onRemove}>
              Check without certificates
            </Button>
          )}
        </div>
        {problem !== undefined && (
          <p role="alert" className="text-kumo-danger [overflow-wrap:anywhere]">
            <VisibleText text={problem} />
          </p>
        )}
      </div>
      {names.length > 0 && (
        <p className="text-kumo-strong [overflow-wrap:anywhere]">
          Checked with {names.length === 1 ? 'the certificate' : `${names.length} certificates`} of{' '}
          <VisibleText text={[...new Set(names)].join('; ')} />.
        </p>
      )}
    </section>
  )
}
