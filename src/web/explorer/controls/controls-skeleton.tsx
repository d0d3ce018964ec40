/** The skeleton of the controls, shown until they are loaded and hidden from screen readers. */
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { FilterBarSkeleton } from '../../filters/bar/filter-bar-skeleton.tsx'
import { Button } from '../../ui/button.tsx'
import { useMedia } from '../../ui/use-media.ts'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { chipLineClass } from '../sources/chip-line.ts'
import { ControlsFrame, narrowMedia } from './controls-frame.tsx'
import { BrandName, brandClass, HeaderFrame } from './header-frame.tsx'
import { SheetButtonFace } from './sheet-button-face.tsx'

/** A bar in place of content that is not known yet. */
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
  const isNarrow = useMedia(narrowMedia)
  const brand = (
    <div className={`${brandClass} px-1.5`}>
      <span className={`size-5 ${bar}`} />
      <BrandName />
    </div>
  )
  return (
    <div aria-hidden inert className="contents">
      {isNarrow ? (
        <HeaderFrame
          brand={brand}
          pickers={
            <Button variant="secondary" size="sm" className="min-w-0">
              <SheetButtonFace filterCount={0} range="" />
            </Button>
          }
          end={<span className={`h-6.5 w-14 ${bar}`} />}
        />
      ) : (
        <ControlsFrame
          header={
            <HeaderFrame
              brand={brand}
              pickers={
                <>
                  <span className="shrink-0 px-2 font-medium text-[13px]">{dataset.title}</span>
                  <span className={`h-6.5 w-40 ${bar}`} />
                  <span className={`h-6.5 w-32 ${bar}`} />
                </>
              }
              end={<span className={`h-6.5 w-48 ${bar}`} />}
            />
          }
          queryLine={<FilterBarSkeleton log={{ dataset, loaded, shown }} query={query} />}
        />
      )}
      {query.sources && query.sources.length > 0 && <div className={chipLineClass} />}
    </div>
  )
}
