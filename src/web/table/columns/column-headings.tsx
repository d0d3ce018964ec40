/** The headings of the columns with their menus. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { ColumnHeading } from './column-heading.tsx'
import type { ShownColumn } from './columns.ts'
import { useColumns } from './use-columns.ts'

export function ColumnHeadings({
  dataset,
  columns,
  timeZone,
}: {
  dataset: Dataset
  columns: readonly ShownColumn[]
  timeZone: string
}) {
  const { model } = useColumns(dataset)
  return columns.map(({ source: { field }, width }) => {
    const column = model.getColumn(field)
    return (
      column && (
        <ColumnHeading
          key={field}
          column={column}
          width={width}
          timeZone={field === dataset.timePath ? timeZone : undefined}
        />
      )
    )
  })
}
