/** Buttons to export saved queries to a file, and to import one. An import succeeds completely or changes nothing. */
import { type ChangeEvent, useRef, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { VisibleText } from '../ui/text/visible-text.tsx'
import { addImported } from './add-imported.ts'
import { formatSavedFile, maxFileBytes, parseSavedFile, tooLargeMessage } from './saved-file.ts'
import type { SavedQuery } from './saved-query.ts'
import { changeSaved } from './saved-store.ts'

type Report = { messages: readonly string[]; isFailure: boolean }

export function FileButtons({ queries }: { queries: readonly SavedQuery[] }) {
  const picker = useRef<HTMLInputElement>(null)
  const [report, setReport] = useState<Report>()

  async function importFile({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? []
    // Without this, choosing the same file again, after correcting it, causes no change event.
    target.value = ''
    if (file) setReport(await readFile(file))
  }

  return (
    <>
      <input
        ref={picker}
        type="file"
        accept="application/json,.json"
        aria-label="File of saved queries"
        className="sr-only"
        tabIndex={-1}
        onChange={importFile}
      />
      <Button size="sm" variant="secondary" onClick={() => picker.current?.click()}>
        Import…
      </Button>
      <Button
        size="sm"
        variant="secondary"
        disabled={queries.length === 0}
        onClick={() => download(formatSavedFile(queries))}
      >
        Export
      </Button>
      {report && (
        <div
          role={report.isFailure ? 'alert' : 'status'}
          className="w-full rounded-lg bg-kumo-tint px-3 py-2"
        >
          {report.isFailure && <p className="font-medium">Nothing was imported.</p>}
          <ul className="space-y-0.5">
            {report.messages.map((message, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: messages may repeat and never move.
              <li key={i} className="break-words">
                <VisibleText text={message} />
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  )
}

async function readFile(file: File): Promise<Report> {
  const fail = (messages: readonly string[]): Report => ({ messages, isFailure: true })
  if (file.size > maxFileBytes) return fail([tooLargeMessage(file.size)])
  let text: string
  try {
    text = await file.text()
  } catch {
    return fail(['The browser could not read the file.'])
  }
  const parsed = parseSavedFile(text)
  if ('problems' in parsed) return fail(parsed.problems)
  let report: string[] = []
  const problem = changeSaved((saved) => {
    const result = addImported(saved, parsed.queries)
    report = result.report
    return result.queries
  })
  return problem ? fail([problem]) : { messages: report, isFailure: false }
}

function download(text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'gumshoe-saved-queries.json'
  link.click()
  URL.revokeObjectURL(url)
}
