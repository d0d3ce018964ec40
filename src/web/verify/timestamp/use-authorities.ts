/** Checks the timestamp of an answer again with certificates that the reader gives. Nothing of them is stored. */
import { useEffect, useRef, useState } from 'react'
import type { Answer } from '../../../evidence/check/answer.ts'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'
import { startVerifier, type Verifier } from '../worker/start-verifier.ts'
import type { TrustedAnswer } from '../worker/verify-service.ts'

/** The answer with the certificates, what they are called, and what changes them. */
export function useAuthorities(answer: Answer) {
  const [trusted, setTrusted] = useState<TrustedAnswer>()
  const running = useRef<Verifier>(undefined)
  useEffect(() => () => running.current?.dispose(), [])

  async function give(files: readonly ChosenFile[]): Promise<void> {
    running.current?.dispose()
    const verifier = startVerifier()
    running.current = verifier
    const result = await verifier
      .trust(answer, files)
      .catch(() => ({ problem: 'The certificates could not be checked. Reload the page.' }))
    if (running.current === verifier) setTrusted(result)
    verifier.dispose()
  }

  const { answer: own = answer, names = [], problem } = trusted ?? {}
  return { answer: own, names, problem, give, remove: () => setTrusted(undefined) }
}
