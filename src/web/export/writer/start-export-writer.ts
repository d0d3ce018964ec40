/** Starts the worker that formats one exported file. */
import { transfer, wrap } from 'comlink'
import { createWorkerStarter, guardWorker } from '../../workers/start-worker.ts'
import type { ExportService } from './export-service.ts'
import exportWorkerUrl from './export-worker.ts?worker&url'

/** The export service, called in its worker. */
export type ExportWriter = {
  [Name in keyof ExportService]: (
    ...args: Parameters<ExportService[Name]>
  ) => Promise<ReturnType<ExportService[Name]>>
} & { dispose: () => void }

const startWorker = createWorkerStarter(exportWorkerUrl)

/** Starts a worker; `dispose` terminates it. All calls reject after it has failed. */
export function startExportWriter(): ExportWriter {
  const worker = startWorker()
  const orFail = guardWorker(worker)
  const remote = wrap<ExportService>(worker)
  return {
    start: (...args) => orFail(remote.start(...args)),
    write: (texts, buffer) =>
      orFail(
        remote.write(transfer(texts, [texts.bytes.buffer]), buffer && transfer(buffer, [buffer])),
      ),
    end: () => orFail(remote.end()),
    dispose: () => worker.terminate(),
  }
}
