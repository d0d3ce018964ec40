/** AG Grid Community, growing by transactions, its documented way to add rows. */
import { AllCommunityModule, createGrid, ModuleRegistry } from 'ag-grid-community'
import { columns, type Entry, readCell, untilDrawn } from './columns.ts'

ModuleRegistry.registerModules([AllCommunityModule])
const root = document.getElementById('root') as HTMLElement
const api = createGrid<Entry>(root, {
  columnDefs: columns.map((path) => ({
    headerName: path,
    valueGetter: ({ data }) => readCell(data, path),
  })),
  rowData: [],
  rowHeight: 33,
  suppressColumnVirtualisation: true,
})
window.appendPage = async (entries) => {
  api.applyTransaction({ add: entries })
  await untilDrawn()
}
window.isReady = true
