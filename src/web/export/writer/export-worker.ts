/** The worker that writes exported files: to format and digest a gigabyte would hold up the page for seconds. */
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
    const written = service.write(...args)
    return transfer(written, [written.part.buffer, written.spent])
  },
})
