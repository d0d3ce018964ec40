/** The stages of an export as the dialog shows them. */
import { useEffect, useRef, useState } from 'react'
import type { ExportSource } from '../export-source.ts'
import { type ExportChoice, type ExportOutcome, runExport } from '../run-export.ts'
import type { WriteProgress } from '../write-file.ts'

/** Where the export is. */
export type ExportStage =
  | { at: 'choosing' }
  | ({ at: 'writing' } & WriteProgress & { of: number })
  | Exclude<ExportOutcome, { at: 'dismissed' }>

/** The stage, and what leads to another one. */
export type ExportControl = {
  stage: ExportStage
  start: (choice: ExportChoice) => void
  cancel: () => void
  /** Back to the choice. */
  again: () => void
}

/** Runs one export at a time; it is cancelled when the dialog goes. */
export function useExport(source: ExportSource): ExportControl {
  const [stage, setStage] = useState<ExportStage>({ at: 'choosing' })
  const running = useRef<AbortController>(undefined)
  useEffect(() => () => running.current?.abort(), [])

  async function run(choice: ExportChoice) {
    if (running.current) return
    const controller = new AbortController()
    running.current = controller
    const { signal } = controller
    const onProgress = (progress: WriteProgress & { of: number }) => {
      if (!signal.aborted) setStage({ at: 'writing', ...progress })
    }
    const outcome = await runExport(source, choice, onProgress, signal)
    running.current = undefined
    setStage(outcome.at === 'dismissed' ? { at: 'choosing' } : outcome)
  }

  return {
    stage,
    start: (choice) => void run(choice),
    cancel: () => running.current?.abort(new DOMException('Cancelled.', 'AbortError')),
    again: () => setStage({ at: 'choosing' }),
  }
}
