/** Creates a store behind a message channel, as it is in a worker. */
import { expose } from 'comlink'
import { getDataset } from '../../../catalog/index.ts'
import { createColumnEntryStore } from '../column-entry-store.ts'
import type { EntryStore, StoreSource } from '../entry-store.ts'
import type { Counterparts } from '../stored-pair.ts'
import { createRemoteEntryStore } from '../worker/remote-entry-store.ts'
import { createStoreService } from '../worker/store-service.ts'

/** An empty store that answers through messages. */
export function createRemoteStore(
  sources: readonly StoreSource[],
  counterparts: Counterparts = [],
): EntryStore {
  const { port1, port2 } = new MessageChannel()
  const service = createStoreService((named, counterpartIds) =>
    createColumnEntryStore(
      named.map(({ datasetId, ...source }) => ({ ...source, dataset: getDataset(datasetId) })),
      undefined,
      counterpartIds,
    ),
  )
  expose(service, port1)
  port1.start()
  const close = () => {
    port1.close()
    port2.close()
  }
  return createRemoteEntryStore(
    { endpoint: port2, orFail: (answer) => answer, close },
    sources,
    counterparts,
  )
}
