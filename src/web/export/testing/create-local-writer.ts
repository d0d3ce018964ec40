/** The export service in this thread instead of its worker. */
import { getDataset } from '../../../catalog/index.ts'
import { createExportService } from '../writer/export-service.ts'
import type { ExportWriter } from '../writer/start-export-writer.ts'

export function createLocalWriter(): Omit<ExportWriter, 'dispose'> {
  const service = createExportService(getDataset)
  return {
    ...service,
    measure: async (...args) => service.measure(...args),
    open: async (delivery) => service.open(delivery),
    endData: async () => service.endData(),
    tree: async () => service.tree(),
    end: async () => service.end(),
  }
}
