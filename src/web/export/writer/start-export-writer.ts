/** Starts the worker that writes one exported file. */
import { transfer, wrap } from 'comlink'
import { createWorkerStarter, guardWorker } from '../../workers/start-worker.ts'
import type { ExportService } from './export-service.ts'
import exportWorkerUrl from './export-worker.ts?worker&url'

/** The service in another thread. */
export type ExportWriter = {
  [Name in keyof ExportService]: (
    ...args: Parameters<ExportService[Name]>
  ) => Promise<ReturnType<ExportService[Name]>>
} & { dispose: () => void }

const startWorker = createWorkerStarter(exportWorkerUrl)

/** Starts a writer; `dispose` ends it. Calls reject once it has failed. */
export function startExportWriter(): ExportWriter {
  const worker = startWorker()
  const orFail = guardWorker(worker)
  const remote = wrap<ExportService>(worker)
  return {
    start: (...args) => orFail(remote.start(...args)),
    write: (texts, room) =>
      orFail(remote.write(transfer(texts, [texts.bytes.buffer]), room && transfer(room, [room]))),
    end: () => orFail(remote.end()),
    dispose: () => worker.terminate(),
  }
}
