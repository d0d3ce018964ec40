/** The buttons that change all filters at once (invert, clear), and undo and redo. */
import { ArrowUUpLeftIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpLeft'
import { ArrowUUpRightIcon } from '@phosphor-icons/react/dist/csr/ArrowUUpRight'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { clearFilters, invertFilters } from '../../../query/filters.ts'
import type { LogQuery } from '../../../query/log-query.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'

/** Undoes and redoes changes of the query; each is absent when there is nothing to undo or redo. */
export type QueryHistory = { undo: (() => void) | undefined; redo: (() => void) | undefined }

export function BarActions({
  dataset,
  query,
  history,
  onChange,
}: {
  dataset: Dataset
  query: LogQuery
  history: QueryHistory
  onChange: (next: LogQuery) => void
}) {
  const { filters, localFilters, disabledFilters, disabledLocalFilters } = query
  const lists = [filters, localFilters, disabledFilters, disabledLocalFilters]
  const count = lists.flat().length
  const inverted = invertFilters(query, dataset)
  const canInvert =
    localFilters.length > 0 ||
    filters.some((filter, index) => filter.mode !== inverted.filters[index]?.mode)
  const { undo, redo } = history
  return (
    <span className="flex items-center gap-0.5">
      {canInvert && (
        <Button
          variant="ghost"
          size="md"
          title="Exclude what is included, and the other way round, where the API has both"
          onClick={() => onChange(inverted)}
        >
          Invert
        </Button>
      )}
      {count > 1 && (
        <Button variant="ghost" size="md" onClick={() => onChange(clearFilters(query))}>
          Clear all
        </Button>
      )}
      {(undo || redo) && (
        <>
          <IconButton
            size="md"
            label="Undo the last change of the query"
            aria-keyshortcuts="Control+Z Meta+Z"
            title="Undo (Ctrl or ⌘ Z)"
            icon={<ArrowUUpLeftIcon aria-hidden />}
            aria-disabled={!undo}
            onClick={undo}
          />
          <IconButton
            size="md"
            label="Redo the change"
            aria-keyshortcuts="Control+Shift+Z Meta+Shift+Z"
            title="Redo (Ctrl or ⌘ Shift Z)"
            icon={<ArrowUUpRightIcon aria-hidden />}
            aria-disabled={!redo}
            onClick={redo}
          />
        </>
      )}
    </span>
  )
}
