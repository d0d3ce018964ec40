/** Colors of the theme as a canvas needs them: read from elements that have them, again when the theme changes. */
import { type RefObject, useLayoutEffect, useState } from 'react'
import type { SeriesStyle } from './series-style.ts'

/** The color of text, that of lines, then those of the legend's swatches. */
export function useCanvasColors(
  legend: RefObject<HTMLElement | null>,
  looks: readonly SeriesStyle[],
): readonly string[] | undefined {
  const [colors, setColors] = useState<readonly string[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other `looks` have other swatches.
  useLayoutEffect(() => {
    const { current } = legend
    if (!current) return
    const read = () => {
      const { color, outlineColor } = getComputedStyle(current)
      const swatches = [...current.querySelectorAll('[data-swatch]')]
      const next = [
        color,
        outlineColor,
        ...swatches.map((swatch) => getComputedStyle(swatch).backgroundColor),
      ]
      setColors((before) => (before?.join() === next.join() ? before : next))
    }
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['data-mode'] })
    return () => observer.disconnect()
  }, [legend, looks])
  return colors
}
