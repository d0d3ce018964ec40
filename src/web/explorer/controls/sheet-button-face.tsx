/** The face of the button that opens the sheet, shared with its skeleton. */
import { SlidersHorizontalIcon } from '@phosphor-icons/react/dist/csr/SlidersHorizontal'

/** Draws the number of filters and the time range, which a narrow page shows nowhere else. */
export function SheetButtonFace({ filterCount, range }: { filterCount: number; range: string }) {
  return (
    <>
      <SlidersHorizontalIcon aria-hidden size={14} className="shrink-0" />
      <span className="shrink-0">Filters & time</span>
      {filterCount > 0 && (
        <span className="shrink-0 rounded-full bg-kumo-brand px-1.5 text-[11px] text-white leading-4 tabular-nums">
          {filterCount}
          <span className="sr-only"> {filterCount === 1 ? 'filter' : 'filters'}</span>
        </span>
      )}
      <span className="min-w-0 truncate font-normal text-kumo-strong">{range}</span>
    </>
  )
}
