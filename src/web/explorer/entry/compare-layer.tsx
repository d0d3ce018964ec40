/** The comparison over the list: the chosen entries beside each other, or why they could not be read. */
import { Suspense, useMemo } from 'react'
import { toFailureDetail } from '../../api/api-failure.ts'
import { lazyPart } from '../../first-load/lazy-part.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureNotice } from '../notices/failure-notice.tsx'
import { toCompared } from './to-compared.ts'
import type { Compare } from './use-compare.ts'

const CompareView = lazyPart(() =>
  import('../../drawer/compare/compare-view.tsx').then(({ CompareView }) => CompareView),
)

/** Draws nothing while no comparison is open. */
export function CompareLayer({ compare, timeZone }: { compare: Compare; timeZone: string }) {
  const { entries } = compare
  const compared = useMemo(() => entries && toCompared(entries), [entries])
  return (
    <>
      {compare.failure && (
        <div className="absolute inset-0 z-30 flex flex-col items-start gap-4 bg-kumo-base p-6">
          <FailureNotice failure={toFailureDetail(compare.failure.error)} onRetry={compare.retry} />
          <Button size="sm" variant="secondary" onClick={compare.close}>
            Close
          </Button>
        </div>
      )}
      {compared && (
        <div className="absolute inset-0 z-30">
          <Suspense>
            <CompareView {...compared} timeZone={timeZone} onClose={compare.close} />
          </Suspense>
        </div>
      )}
    </>
  )
}
