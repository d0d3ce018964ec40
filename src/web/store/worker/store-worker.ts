/** The worker that holds the entries of one search. */
import { expose } from 'comlink'
import { getDataset } from '../../../catalog/index.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import { createPageTaskPool } from '../pages/page-task-pool.ts'
import { createStoreService } from './store-service.ts'

expose(
  createStoreService((sources, counterparts) =>
    createColumnEntryStore(
      sources.map(({ datasetId, ...source }) => ({ ...source, dataset: getDataset(datasetId) })),
      createPageTaskPool(navigator.hardwareConcurrency),
      counterparts,
    ),
  ),
)
