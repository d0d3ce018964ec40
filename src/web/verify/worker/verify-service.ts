/** Checks files that were chosen in the page. */
import type { Answer } from '../../../evidence/check/answer.ts'
import { type CheckOptions, checkEvidence } from '../../../evidence/check/check-evidence.ts'
import { createBlobSource, UnreadableError } from '../../../evidence/files/byte-source.ts'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'

/** The answer, or why there is none, in a sentence for the reader. */
export type Verification =
  | { readonly answer: Answer; readonly message?: never }
  | { readonly answer?: never; readonly message: string }

/** The page is told of progress at most this often. */
const minProgressMs = 100

/** The certificates of timestamps need a library, which few exports do. */
const checkTimestamp: CheckOptions['checkTimestamp'] = async (response, sha256) => {
  const { createTimestampCheck } = await import('../../../evidence/check/check-timestamp.ts')
  return createTimestampCheck()(response, sha256)
}

/** The calls of the page. */
export const verifyService = {
  async verify(
    files: readonly ChosenFile[],
    name: string,
    onProgress: (doneBytes: number, totalBytes: number) => void,
  ): Promise<Verification> {
    let toldMs = 0
    const tell = (doneBytes: number, totalBytes: number) => {
      const nowMs = performance.now()
      if (nowMs - toldMs < minProgressMs) return
      toldMs = nowMs
      onProgress(doneBytes, totalBytes)
    }
    try {
      const sources = files.map(({ path, file }) => createBlobSource(path, file))
      return { answer: await checkEvidence(sources, name, { onProgress: tell, checkTimestamp }) }
    } catch (error) {
      if (error instanceof UnreadableError) return { message: error.message }
      throw error
    }
  },
}

/** The type of the service, for its proxy in the page. */
export type VerifyService = typeof verifyService
