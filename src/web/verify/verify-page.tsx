/**
 * The page that checks evidence: an export, an entry with its proof, or an audit log. It reads files in a worker of this
 * page and sends nothing, so it needs no session.
 */
import { type DragEvent, useState } from 'react'
import { maxEvidenceFiles } from '../../evidence/files/zip-problems.ts'
import { listDroppedFiles } from '../ui/files/dropped-files.ts'
import { BackToLogs } from '../ui/links/back-to-logs.tsx'
import { AnswerView } from './answer-view.tsx'
import { CheckProgress } from './check-progress.tsx'
import { ChooseEvidence } from './choose-evidence.tsx'
import { useVerification } from './use-verification.ts'

/** Draws the page. */
export function VerifyPage() {
  const { stage, check, cancel, startOver } = useVerification()
  const [isDragged, setDragged] = useState(false)

  function drop(event: DragEvent) {
    // The answer takes certificates.
    const isTaken = event.isDefaultPrevented()
    event.preventDefault()
    setDragged(false)
    if (isTaken) return
    // A folder that cannot be read is like one without files, which the check refuses.
    void listDroppedFiles(event.dataTransfer, maxEvidenceFiles).then(check, () => check([]))
  }

  return (
    <main
      data-print-page
      className="h-full overflow-auto print:h-auto print:overflow-visible"
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes('Files')) return
        event.preventDefault()
        setDragged(true)
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        if (!currentTarget.contains(relatedTarget as Node | null)) setDragged(false)
      }}
      onDrop={drop}
    >
      <title>Verify evidence · Gumshoe</title>
      <div className="mx-auto max-w-4xl space-y-6 px-4 py-8 sm:px-6">
        <header className="space-y-1">
          <span className="print:hidden">
            <BackToLogs />
          </span>
          <h1 className="font-semibold text-xl">Verify evidence</h1>
          <p className="max-w-2xl text-kumo-strong">
            Checks what Gumshoe exported: whether anything was changed, and who signed what was
            received. The file is read in this page and not uploaded: nothing leaves this computer.
          </p>
        </header>
        {stage.at === 'checking' && <CheckProgress {...stage} onCancel={cancel} />}
        {stage.at === 'checked' && (
          <AnswerView key={stage.number} answer={stage.answer} onStartOver={startOver} />
        )}
        {stage.at === 'unreadable' && (
          <div role="alert" className="rounded-lg bg-kumo-warning/10 px-4 py-3">
            <p className="font-semibold text-[15px] leading-6">This cannot be checked.</p>
            <p className="break-words">{stage.message}</p>
          </div>
        )}
        {stage.at !== 'checking' && (
          <ChooseEvidence
            isDragged={isDragged}
            isAnother={stage.at === 'checked'}
            onFiles={check}
          />
        )}
      </div>
    </main>
  )
}
