/** The controls before they are there: as high as they will be, for the eye alone. */
import type { Dataset } from '../../catalog/define-dataset.ts'
import { FilterBarSkeleton } from '../filters/filter-bar-skeleton.tsx'
import { headerLines } from './header-lines.ts'
import type { LogQueryControl } from './use-log-query.ts'

/** In the place of what is not known yet. */
const bar = 'shrink-0 rounded-md bg-kumo-tint'

export function ControlsSkeleton({
  control: { query },
  dataset,
  loaded,
  shown,
}: {
  control: Pick<LogQueryControl, 'query'>
  dataset: Dataset
  /** How many entries are loaded. */
  loaded: number
  /** How many of them pass the local filters. */
  shown: number
}) {
  const { line, pickers, scroller } = headerLines[query.timeRange.kind]
  return (
    <div aria-hidden inert className="contents">
      <div className={line}>
        <div className="mr-2 flex h-12 items-center gap-2">
          <span className={`size-5.5 ${bar}`} />
          <span className="font-semibold text-[15px] text-kumo-default">Gumshoe</span>
        </div>
        <div className={`overflow-hidden ${pickers} ${scroller}`}>
          <span className="shrink-0 px-2 font-medium text-xs">{dataset.title}</span>
          <span className={`h-6.5 w-44 ${bar}`} />
          <span className={`h-6.5 w-32 ${bar}`} />
        </div>
        <span className={`h-6.5 w-24 ${bar}`} />
      </div>
      <div className="flex shrink-0 flex-col gap-1.5 border-kumo-line border-b bg-kumo-base px-4 py-1.5">
        <div className="flex h-8 items-center rounded-md bg-kumo-control px-8 text-kumo-subtle ring ring-kumo-line">
          <span className="truncate">type a filter, or paste a curl …</span>
        </div>
        <FilterBarSkeleton log={{ dataset, loaded, shown }} query={query} />
      </div>
    </div>
  )
}
