/** Reads colors of the theme for the canvas from the computed styles of elements, also when the theme changes. */
import { type RefObject, useLayoutEffect, useState } from 'react'
import type { SeriesStyle } from './series-style.ts'

/** The colors of text, lines, and then of the legend's swatches; `undefined` until they are read. */
export function useCanvasColors(
  legend: RefObject<HTMLElement | null>,
  styles: readonly SeriesStyle[],
): readonly string[] | undefined {
  const [colors, setColors] = useState<readonly string[]>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: other styles have other swatches.
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
      setColors((current) => (current?.join() === next.join() ? current : next))
    }
    read()
    const observer = new MutationObserver(read)
    observer.observe(document.documentElement, { attributeFilter: ['data-mode'] })
    return () => observer.disconnect()
  }, [legend, styles])
  return colors
}
