/** The stages of an export, for the dialog. */
import { useEffect, useRef, useState } from 'react'
import type { ExportSource } from '../export-source.ts'
import type { HandedFile } from '../file-sink.ts'
import type { ExportChoice } from '../plan-files.ts'
import { type ExportOutcome, runExport } from '../run-export.ts'
import type { WriteProgress } from '../write-files.ts'

/** The stage of the export. */
export type ExportStage =
  | { at: 'choosing' }
  | ({ at: 'writing' } & WriteProgress & { of: number })
  | Exclude<ExportOutcome, { at: 'dismissed' }>

/** The stage, and the functions that change it. */
export type ExportControl = {
  stage: ExportStage
  start: (choice: ExportChoice) => void
  cancel: () => void
  /** Returns to the options. */
  again: () => void
}

/**
 * Runs one export at a time; unmounting cancels it. What was handed to the browser can be saved again until the
 * dialog closes or another export is chosen.
 */
export function useExport(source: ExportSource): ExportControl {
  const [stage, setStage] = useState<ExportStage>({ at: 'choosing' })
  const running = useRef<AbortController>(undefined)
  const handed = useRef<HandedFile>(undefined)
  useEffect(
    () => () => {
      running.current?.abort()
      handed.current?.release()
    },
    [],
  )

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
    if (outcome.at === 'handed') {
      if (signal.aborted) outcome.handed.release()
      else handed.current = outcome.handed
    }
    setStage(outcome.at === 'dismissed' ? { at: 'choosing' } : outcome)
  }

  return {
    stage,
    start: (choice) => void run(choice),
    cancel: () => running.current?.abort(new DOMException('Cancelled.', 'AbortError')),
    again() {
      handed.current?.release()
      handed.current = undefined
      setStage({ at: 'choosing' })
    },
  }
}
