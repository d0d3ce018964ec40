/** The worker that makes exported files; formatting and digesting a gigabyte would block the page for seconds. */
import { expose, transfer } from 'comlink'
import { getDataset } from '../../../catalog/index.ts'
import { createExportService } from './export-service.ts'

const service = createExportService(getDataset)

expose({
  ...service,
  async start(...args: Parameters<typeof service.start>) {
    const bytes = await service.start(...args)
    return transfer(bytes, [bytes.buffer])
  },
  async write(...args: Parameters<typeof service.write>) {
    const result = await service.write(...args)
    return transfer(result, [result.chunk.buffer, result.textsBuffer])
  },
  async begin(...args: Parameters<typeof service.begin>) {
    const bytes = await service.begin(...args)
    return transfer(bytes, [bytes.buffer])
  },
  async append(...args: Parameters<typeof service.append>) {
    const bytes = await service.append(...args)
    return transfer(bytes, [bytes.buffer])
  },
  async finish(...args: Parameters<typeof service.finish>) {
    const bytes = await service.finish(...args)
    return transfer(bytes, [bytes.buffer])
  },
})
