/** The places of what stands above the list, before it is there. */
import { useViewPreferences } from '../preferences/view-preferences.ts'

/** The line above the result; a narrow page has two. */
export const toolbarClass =
  'isolate min-h-9 shrink-0 border-kumo-line border-b bg-kumo-base px-2 py-1 text-[12px] max-[560px]:min-h-16'

const bar = 'h-6.5 shrink-0 rounded-md bg-kumo-tint'

/** As high as line and histogram are. */
export function ResultHeadSkeleton() {
  const { hasHistogram } = useViewPreferences()
  return (
    <>
      <div className={`flex gap-1 ${toolbarClass}`}>
        <span className={`w-16 ${bar}`} />
        <span className={`w-20 ${bar}`} />
        <span className={`w-48 ${bar}`} />
      </div>
      {hasHistogram && <HistogramSkeleton />}
    </>
  )
}

/** As high as the histogram is. */
export function HistogramSkeleton() {
  return (
    <div className="h-26.25 shrink-0 border-kumo-line border-b bg-kumo-base px-3 pt-7 pb-5">
      <div className="h-full rounded-md bg-kumo-tint" />
    </div>
  )
}
