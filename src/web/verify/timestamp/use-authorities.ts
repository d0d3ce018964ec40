/** Checks the timestamp of an answer again with certificates that the reader gives. Nothing of them is stored. */
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../../evidence/check/answer.ts'
import { type ChosenFile, listDroppedFiles } from '../../ui/files/dropped-files.ts'
import { startVerifier, type Verifier } from '../worker/start-verifier.ts'
import type { TrustedAnswer } from '../worker/verify-service.ts'

const maxFiles = 20

/** The answer with the certificates, what they are called, and what changes them. */
export function useAuthorities(answer: Answer) {
  const [trusted, setTrusted] = useState<TrustedAnswer>()
  const running = useRef<Verifier>(undefined)
  useEffect(() => () => running.current?.dispose(), [])

  /** Shows this instead of what a check that is under way would. */
  function show(result: TrustedAnswer | undefined): void {
    running.current?.dispose()
    running.current = undefined
    setTrusted(result)
  }

  async function give(files: readonly ChosenFile[]): Promise<void> {
    if (files.length > maxFiles) {
      const problem = `These are more than ${maxFiles} files; at most ${maxFiles} are read at once. Choose those of the authority.`
      return show({ problem })
    }
    running.current?.dispose()
    const verifier = startVerifier()
    running.current = verifier
    const result = await verifier
      .trust(answer, files)
      .catch(() => ({ problem: 'The certificates could not be checked. Reload the page.' }))
    if (running.current === verifier) show(result)
  }

  /** Has to be called while the event of the drop is handled. */
  async function drop(data: DataTransfer): Promise<void> {
    // A folder that cannot be read is like one without files.
    const files = await listDroppedFiles(data, maxFiles).catch(() => [])
    if (files.length > 0) return give(files)
    const problem =
      'No certificate can be read from what you dropped. Drop the files themselves, or choose them.'
    show({ problem })
  }

  const { answer: own = answer, names = [], problem } = trusted ?? {}
  return { answer: own, names, problem, give, drop, remove: () => show(undefined) }
}
