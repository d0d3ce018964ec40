/** The skeleton of toolbar and histogram, shown until they are loaded. */
import { HistogramSkeleton } from '../../histogram/histogram-frame.tsx'
import { useViewPreferences } from '../../preferences/view-preferences.ts'
import { ToolbarFrame } from './toolbar-frame.tsx'

const bar = 'h-5 shrink-0 rounded-md bg-kumo-tint'

export function ResultHeadSkeleton() {
  const { hasHistogram } = useViewPreferences()
  return (
    <>
      <ToolbarFrame>
        <span className={`w-16 ${bar}`} />
        <span className={`w-20 ${bar}`} />
        <span className={`w-48 ${bar}`} />
      </ToolbarFrame>
      {hasHistogram && <HistogramSkeleton />}
    </>
  )
}
