/** The skeleton of the controls, shown until they are loaded and hidden from screen readers. */
import { CaretDownIcon } from '@phosphor-icons/react/dist/csr/CaretDown'
import type { Dataset } from '../../../catalog/define-dataset.ts'
import { FilterBarSkeleton } from '../../filters/bar/filter-bar-skeleton.tsx'
import { Button } from '../../ui/button.tsx'
import type { LogQueryControl } from '../address/use-log-query.ts'
import { ControlsFrame } from './controls-frame.tsx'
import { BrandName, brandClass, HeaderFrame } from './header-frame.tsx'

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
  return (
    <div aria-hidden inert className="contents">
      <ControlsFrame
        header={
          <HeaderFrame
            rangeKind={query.timeRange.kind}
            brand={
              <div className={brandClass}>
                <span className={`size-5.5 ${bar}`} />
                <BrandName />
              </div>
            }
            pickers={
              <>
                <span className="shrink-0 px-2 font-medium text-xs">{dataset.title}</span>
                <span className={`h-6.5 w-44 ${bar}`} />
                <span className={`h-6.5 w-32 ${bar}`} />
              </>
            }
            end={<span className={`h-6.5 w-24 ${bar}`} />}
          />
        }
        queryLine={
          <>
            <FilterBarSkeleton log={{ dataset, loaded, shown }} query={query} />
            <Button variant="ghost" size="md">
              Saved
              <CaretDownIcon size={10} />
            </Button>
          </>
        }
      />
    </div>
  )
}
