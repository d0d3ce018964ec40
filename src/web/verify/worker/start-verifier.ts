/** Starts the worker that checks evidence. */
import { proxy, wrap } from 'comlink'
import type { Answer } from '../../../evidence/check/answer.ts'
import type { ChosenFile } from '../../ui/files/dropped-files.ts'
import { createWorkerStarter, guardWorker } from '../../workers/start-worker.ts'
import type { TrustedAnswer, Verification, VerifyService } from './verify-service.ts'
import verifyWorkerUrl from './verify-worker.ts?worker&url'

/** A worker for one check; `dispose` ends it, whatever it is doing. */
export type Verifier = {
  verify: (
    files: readonly ChosenFile[],
    name: string,
    onProgress: (doneBytes: number, totalBytes: number) => void,
  ) => Promise<Verification>
  trust: (answer: Answer, files: readonly ChosenFile[]) => Promise<TrustedAnswer>
  dispose: () => void
}

const startWorker = createWorkerStarter(verifyWorkerUrl)

/** Starts a worker. Calls reject after it has failed. */
export function startVerifier(): Verifier {
  const worker = startWorker()
  const orFail = guardWorker(worker)
  const remote = wrap<VerifyService>(worker)
  return {
    verify: (files, name, onProgress) =>
      orFail<Verification>(remote.verify(files, name, proxy(onProgress))),
    trust: (answer, files) => orFail<TrustedAnswer>(remote.trust(answer, files)),
    dispose: () => worker.terminate(),
  }
}
