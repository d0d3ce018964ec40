/** Runs checks, one at a time; a further one replaces that which is under way. */
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../evidence/check/answer.ts'
import type { ChosenFile } from '../ui/files/dropped-files.ts'
import { startVerifier, type Verifier } from './worker/start-verifier.ts'

/** What the page shows. */
export type VerificationStage =
  | { readonly at: 'choosing' }
  | {
      readonly at: 'checking'
      readonly name: string
      readonly doneBytes: number
      readonly totalBytes: number
    }
  /** `number` counts the answers, so that each starts with nothing opened or typed. */
  | { readonly at: 'checked'; readonly answer: Answer; readonly number: number }
  | { readonly at: 'unreadable'; readonly message: string }

/** The stage, and what changes it. */
export function useVerification() {
  const [stage, setStage] = useState<VerificationStage>({ at: 'choosing' })
  const running = useRef<Verifier>(undefined)
  const number = useRef(0)
  useEffect(() => () => running.current?.dispose(), [])

  function end(): void {
    running.current?.dispose()
    running.current = undefined
  }

  async function check(files: readonly ChosenFile[]): Promise<void> {
    end()
    const verifier = startVerifier()
    running.current = verifier
    const name = toGivenName(files)
    setStage({ at: 'checking', name, doneBytes: 0, totalBytes: 0 })
    const isCurrent = () => running.current === verifier
    const onProgress = (doneBytes: number, totalBytes: number) => {
      if (isCurrent()) setStage({ at: 'checking', name, doneBytes, totalBytes })
    }
    try {
      const result = await verifier.verify(files, name, onProgress)
      if (!isCurrent()) return
      if (result.answer) {
        number.current++
        setStage({ at: 'checked', answer: result.answer, number: number.current })
      } else setStage({ at: 'unreadable', message: result.message })
    } catch {
      if (isCurrent()) {
        const message = `The check of ${name} ended unexpectedly. Reload the page and try it again, or run “npm run verify”.`
        setStage({ at: 'unreadable', message })
      }
    } finally {
      if (isCurrent()) end()
    }
  }

  function startOver(): void {
    end()
    setStage({ at: 'choosing' })
  }

  return { stage, check, cancel: startOver, startOver }
}

/** The name of what was given: of the one file, or of the folder of all. */
function toGivenName(files: readonly ChosenFile[]): string {
  const [first] = files
  if (!first) return 'What was given'
  if (files.length === 1) return first.path
  const top = first.path.split('/')[0] ?? ''
  const isFolder = files.every(({ path }) => path.startsWith(`${top}/`))
  return isFolder ? `The folder ${top}` : `${files.length} files`
}
