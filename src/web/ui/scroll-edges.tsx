/** A scrolled row or box: an edge with hidden content fades, and has a button that scrolls on. */
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The direction of scrolling. */
type Axis = 'x' | 'y'

/** Whether there is hidden content before and after the visible part. */
type Edges = { before: boolean; after: boolean }

const none: Edges = { before: false, after: false }

/** Draws the scroller in its frame. The edges overlap it and take no room. */
export function ScrollEdges({
  axis,
  frame,
  className,
  ground,
  children,
}: {
  axis: Axis
  /** Classes for position and size. */
  frame: string
  /** Classes for the layout of the content. */
  className: string
  /** The color that the edges fade to, as a class of a gradient. */
  ground: string
  children: ReactNode
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const { before, after } = useEdges(scroller, axis)
  const edgeProps = { axis, ground, scroller }
  const scrolls =
    axis === 'x'
      ? 'overflow-x-auto overflow-y-hidden scroll-px-12'
      : 'overflow-y-auto overflow-x-hidden scroll-py-7'
  return (
    <div className={`relative flex ${frame}`}>
      <div
        ref={scroller}
        className={`min-w-0 flex-1 [scrollbar-width:none] [&::-webkit-scrollbar]:hidden ${scrolls} ${className}`}
      >
        {children}
      </div>
      {before && <ScrollButton {...edgeProps} direction={-1} />}
      {after && <ScrollButton {...edgeProps} direction={1} />}
    </div>
  )
}

const positionClasses = {
  x: {
    '-1': 'inset-y-0 left-0 w-10 justify-start bg-linear-to-r pl-1',
    1: 'inset-y-0 right-0 w-10 justify-end bg-linear-to-l pr-1',
  },
  y: {
    '-1': 'inset-x-0 top-0 h-6 items-start justify-end bg-linear-to-b pt-1 pr-3',
    1: 'inset-x-0 bottom-0 h-6 items-end justify-end bg-linear-to-t pb-1 pr-3',
  },
} as const

const arrowClasses = {
  x: { '-1': 'rotate-180', 1: '' },
  y: { '-1': '-rotate-90', 1: 'rotate-90' },
} as const

/** The button at an edge. It is for the pointer only: keyboard focus scrolls by itself. */
function ScrollButton({
  axis,
  direction,
  ground,
  scroller,
}: {
  axis: Axis
  direction: -1 | 1
  ground: string
  scroller: RefObject<HTMLDivElement | null>
}) {
  return (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      data-more={axis}
      className={`absolute z-1 flex cursor-pointer items-center from-50% to-transparent text-kumo-default ${ground} ${positionClasses[axis][direction]}`}
      // The press must not take the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        const { current } = scroller
        if (!current) return
        const pageLength = axis === 'x' ? current.clientWidth : current.clientHeight
        const distance = pageLength * 0.85 * direction
        current.scrollBy({ [axis === 'x' ? 'left' : 'top']: distance, behavior: 'smooth' })
      }}
    >
      <svg
        aria-hidden="true"
        width={12}
        height={12}
        viewBox="0 0 12 12"
        className={arrowClasses[axis][direction]}
      >
        <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth={1.75} />
      </svg>
    </button>
  )
}

/** Updates the edges on every scroll, and when the size of the scroller or of its content changes. */
function useEdges(scroller: RefObject<HTMLDivElement | null>, axis: Axis): Edges {
  const [edges, setEdges] = useState(none)
  useLayoutEffect(() => {
    const { current } = scroller
    if (!current) return
    const update = () => {
      const { scrollLeft, scrollWidth, clientWidth, scrollTop, scrollHeight, clientHeight } =
        current
      const [scrolled, contentLength, visibleLength] =
        axis === 'x'
          ? [scrollLeft, scrollWidth, clientWidth]
          : [scrollTop, scrollHeight, clientHeight]
      // Zoomed pages scroll by fractions of a pixel.
      const next = { before: scrolled > 1, after: scrolled + visibleLength < contentLength - 1 }
      setEdges((now) => (now.before === next.before && now.after === next.after ? now : next))
    }
    const sizeObserver = new ResizeObserver(update)
    const observeSizes = () => {
      sizeObserver.disconnect()
      for (const element of [current, ...current.children]) sizeObserver.observe(element)
    }
    const childObserver = new MutationObserver(observeSizes)
    observeSizes()
    childObserver.observe(current, { childList: true })
    current.addEventListener('scroll', update, { passive: true })
    return () => {
      sizeObserver.disconnect()
      childObserver.disconnect()
      current.removeEventListener('scroll', update)
    }
  }, [scroller, axis])
  return edges
}
