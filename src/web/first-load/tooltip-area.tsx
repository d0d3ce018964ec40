/** Shows the label of the icon under the pointer or with the focus. The popup is loaded when it is first shown. */
import { Suspense, useEffect, useState } from 'react'
import { watchTooltips } from '../ui/tooltip/watch-tooltips.ts'
import { lazyPart } from './lazy-part.tsx'

const TooltipPopup = lazyPart(() =>
  import('../ui/tooltip/tooltip-popup.tsx').then(({ TooltipPopup }) => TooltipPopup),
)

/** Draws the popup while there is a label to show; one for the whole page. */
export function TooltipArea() {
  const [element, setElement] = useState<HTMLElement>()
  useEffect(() => watchTooltips(setElement), [])
  return (
    element && (
      <Suspense>
        <TooltipPopup element={element} />
      </Suspense>
    )
  )
}
