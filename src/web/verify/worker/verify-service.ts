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
const checkTimestamp: CheckOptions['checkTimestamp'] = async (timestamp) => {
  const { createTimestampCheck } = await import('../../../evidence/check/check-timestamp.ts')
  return createTimestampCheck()(timestamp)
}

/** The answer with certificates of authorities, and the names of these; or what is wrong with a file. */
export type TrustedAnswer =
  | { readonly answer: Answer; readonly names: readonly string[]; readonly problem?: never }
  | { readonly answer?: never; readonly names?: never; readonly problem: string }

/** The calls of the page. */
export const verifyService = {
  /** Checks the timestamp of an answer again, with the certificates in these files. */
  async trust(answer: Answer, files: readonly ChosenFile[]): Promise<TrustedAnswer> {
    const { readAuthorities, withAuthorities } = await import(
      '../../../evidence/check/with-authorities.ts'
    )
    try {
      const sources = files.map(({ path, file }) => createBlobSource(path, file))
      const { pems, names, problem } = await readAuthorities(sources)
      if (problem !== undefined) return { problem }
      return { answer: await withAuthorities(answer, pems), names }
    } catch (error) {
      if (error instanceof UnreadableError) return { problem: error.message }
      throw error
    }
  },
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
