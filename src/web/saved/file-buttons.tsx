/** Buttons to export saved queries to a file, and to import one. */
import { useState } from 'react'
import { Button } from '../ui/button.tsx'
import { downloadText } from './download-text.ts'
import { ImportButton, ImportReportBox } from './import-button.tsx'
import type { ImportReport } from './import-file.ts'
import { formatSavedFile } from './saved-file.ts'
import type { SavedQuery } from './saved-query.ts'

export function FileButtons({ queries }: { queries: readonly SavedQuery[] }) {
  const [report, setReport] = useState<ImportReport>()
  return (
    <>
      <ImportButton label="Import…" fileLabel="File of saved queries" onReport={setReport} />
      <Button
        size="sm"
        variant="secondary"
        disabled={queries.length === 0}
        onClick={() => downloadText('gumshoe-saved-queries.json', formatSavedFile(queries))}
      >
        Export
      </Button>
      {report && <ImportReportBox report={report} onUndone={() => setReport(undefined)} />}
    </>
  )
}
