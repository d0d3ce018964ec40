/** TanStack Table, Virtual and Query joined as in the official example of infinite scrolling. */
import { QueryClient, QueryClientProvider, useInfiniteQuery } from '@tanstack/react-query'
import { type ColumnDef, tableFeatures, useTable } from '@tanstack/react-table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { createElement, useEffect, useMemo, useRef } from 'react'
import { createRoot } from 'react-dom/client'
import { columns, type Entry, readCell, untilDrawn } from './columns.ts'

const features = tableFeatures({})
const definitions: ColumnDef<typeof features, Entry>[] = columns.map((path) => ({
  id: path,
  accessorFn: (entry) => readCell(entry, path),
}))
let nextPage: Entry[] = []

function List() {
  const scroller = useRef<HTMLDivElement>(null)
  const { data, fetchNextPage } = useInfiniteQuery({
    queryKey: ['entries'],
    queryFn: async () => nextPage,
    initialPageParam: 0,
    getNextPageParam: (_, pages) => pages.length,
  })
  const flat = useMemo(() => data?.pages.flat() ?? [], [data])
  const table = useTable({ features, data: flat, columns: definitions })
  const { rows } = table.getRowModel()
  const virtualizer = useVirtualizer({
    count: rows.length,
    estimateSize: () => 33,
    getScrollElement: () => scroller.current,
    overscan: 5,
  })
  useEffect(() => {
    window.appendPage = async (entries) => {
      nextPage = entries
      await fetchNextPage()
      await untilDrawn()
    }
    window.isReady = true
  }, [fetchNextPage])
  return createElement(
    'div',
    { ref: scroller, style: { height: 700, overflow: 'auto' } },
    createElement(
      'div',
      { style: { height: virtualizer.getTotalSize(), position: 'relative' } },
      virtualizer
        .getVirtualItems()
        .map(({ index, start, key }) =>
          createElement(
            'div',
            { key, style: { position: 'absolute', transform: `translateY(${start}px)` } },
            rows[index]
              ?.getVisibleCells?.()
              .map((cell) => createElement('span', { key: cell.id }, String(cell.getValue()))) ??
              rows[index]
                ?.getAllCells()
                .map((cell) => createElement('span', { key: cell.id }, String(cell.getValue()))),
          ),
        ),
    ),
  )
}

createRoot(document.getElementById('root') as HTMLElement).render(
  createElement(QueryClientProvider, { client: new QueryClient() }, createElement(List)),
)
