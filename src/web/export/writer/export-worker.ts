/** The worker that formats exported files; formatting and digesting a gigabyte would block the page for seconds. */
import { expose, transfer } from 'comlink'
import { getDataset } from '../../../catalog/index.ts'
import { createExportService } from './export-service.ts'

const service = createExportService(getDataset)

expose({
  ...service,
  start(...args: Parameters<typeof service.start>) {
    const bytes = service.start(...args)
    return transfer(bytes, [bytes.buffer])
  },
  write(...args: Parameters<typeof service.write>) {
    const result = service.write(...args)
    return transfer(result, [result.chunk.buffer, result.textsBuffer])
  },
})
