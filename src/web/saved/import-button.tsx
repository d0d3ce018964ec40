/** A button that imports a file, and the report of the last import. */
import { type ChangeEvent, useRef } from 'react'
import { Button } from '../ui/button.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { type ImportReport, importFile } from './import-file.ts'

export function ImportButton({
  label,
  fileLabel,
  onReport,
}: {
  label: string
  /** The accessible name of the file input. */
  fileLabel: string
  onReport: (report: ImportReport) => void
}) {
  const picker = useRef<HTMLInputElement>(null)

  async function read({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    // Without this, choosing the same file again, after correcting it, causes no change event.
    target.value = ''
    if (file) onReport(await importFile(file))
  }

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        aria-label={fileLabel}
        className="sr-only"
        tabIndex={-1}
        onChange={read}
      />
      <Button size="sm" variant="secondary" onClick={() => picker.current?.click()}>
        {label}
      </Button>
    </>
  )
}

export function ImportReportBox({
  report,
  onUndone,
}: {
  report: ImportReport
  onUndone: () => void
}) {
  const { messages, isFailure, undoSettings } = report
  return (
    <div role={isFailure ? 'alert' : 'status'} className="w-full rounded-lg bg-kumo-tint px-3 py-2">
      {isFailure && <p className="font-medium">Nothing was imported.</p>}
      <ul className="space-y-0.5">
        {messages.map((message, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: messages may repeat and never move.
          <li key={i} className="break-words">
            <VisibleText text={message} />
          </li>
        ))}
      </ul>
      {undoSettings && (
        <Button
          size="sm"
          variant="secondary"
          className="mt-2"
          onClick={() => {
            undoSettings()
            onUndone()
          }}
        >
          Restore the settings from before
        </Button>
      )}
    </div>
  )
}
