/** The headings of the columns with all that can be done with them. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { ColumnHeading } from './column-heading.tsx'
import type { ShownColumn } from './columns.ts'
import { useColumns } from './use-columns.ts'

/** Draws one for each column, in the order of the rows. */
export function ColumnHeadings({
  dataset,
  columns,
}: {
  dataset: Dataset
  columns: readonly ShownColumn[]
}) {
  const { model } = useColumns(dataset)
  return columns.map(({ source: { field }, width }) => {
    const column = model.getColumn(field)
    return column && <ColumnHeading key={field} column={column} width={width} />
  })
}
