/** Starts the worker that makes one exported file. */
import { transfer, wrap } from 'comlink'
import { createWorkerStarter, guardWorker } from '../../workers/start-worker.ts'
import type { ExportService } from './export-service.ts'
import exportWorkerUrl from './export-worker.ts?worker&url'

/** The export service, called in its worker. */
export type ExportWriter = {
  [Name in keyof ExportService]: (
    ...args: Parameters<ExportService[Name]>
  ) => Promise<Awaited<ReturnType<ExportService[Name]>>>
} & { dispose: () => void }

const startWorker = createWorkerStarter(exportWorkerUrl)

/** Starts a worker; `dispose` terminates it. All calls reject after it has failed. */
export function startExportWriter(): ExportWriter {
  const worker = startWorker()
  const orFail = guardWorker(worker)
  const remote = wrap<ExportService>(worker)
  return {
    measure: (...args) => orFail(remote.measure(...args)),
    open: (...args) => orFail(remote.open(...args)),
    start: (...args) => orFail(remote.start(...args)),
    write: (texts, facts, buffer) =>
      orFail(
        remote.write(
          transfer(texts, [texts.bytes.buffer]),
          facts,
          buffer && transfer(buffer, [buffer]),
        ),
      ),
    endData: () => orFail(remote.endData()),
    tree: () => orFail(remote.tree()),
    begin: (file) => orFail(remote.begin(file)),
    append: (bytes) => orFail(remote.append(transfer(bytes, [bytes.buffer]))),
    end: () => orFail(remote.end()),
    finish: (files) => orFail(remote.finish(files)),
    dispose: () => worker.terminate(),
  }
}
