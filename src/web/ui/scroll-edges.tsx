/** A line or a box that is scrolled where it has no room: an edge behind which it goes on fades, and a press leads on. */
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** Which way it scrolls. */
type Axis = 'x' | 'y'

/** Whether it goes on before what is seen, and behind it. */
type Edges = { before: boolean; after: boolean }

const none: Edges = { before: false, after: false }

/** Draws the scroller in its frame; the cues lie over it and take no room. */
export function ScrollEdges({
  axis,
  frame,
  className,
  ground,
  children,
}: {
  axis: Axis
  /** Where it stands and how large it is. */
  frame: string
  /** How its content is laid out. */
  className: string
  /** The color that it fades to, as a class of a gradient. */
  ground: string
  children: ReactNode
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const { before, after } = useEdges(scroller, axis)
  const cue = { axis, ground, scroller }
  const scrolls =
    axis === 'x'
      ? 'overflow-x-auto overflow-y-hidden scroll-px-12'
      : 'overflow-y-auto overflow-x-hidden scroll-py-7'
  return (
    <div className={`relative flex ${frame}`}>
      <div
        ref={scroller}
        className={`min-w-0 flex-1 [scrollbar-width:none] ${scrolls} ${className}`}
      >
        {children}
      </div>
      {before && <Cue {...cue} way={-1} />}
      {after && <Cue {...cue} way={1} />}
    </div>
  )
}

const places = {
  x: {
    '-1': 'inset-y-0 left-0 w-10 justify-start bg-linear-to-r pl-1',
    1: 'inset-y-0 right-0 w-10 justify-end bg-linear-to-l pr-1',
  },
  y: {
    '-1': 'inset-x-0 top-0 h-6 items-start justify-end bg-linear-to-b pt-1 pr-3',
    1: 'inset-x-0 bottom-0 h-6 items-end justify-end bg-linear-to-t pb-1 pr-3',
  },
} as const

const turns = {
  x: { '-1': 'rotate-180', 1: '' },
  y: { '-1': '-rotate-90', 1: 'rotate-90' },
} as const

/** For the pointer: the focus of a keyboard scrolls by itself. */
function Cue({
  axis,
  way,
  ground,
  scroller,
}: {
  axis: Axis
  way: -1 | 1
  ground: string
  scroller: RefObject<HTMLDivElement | null>
}) {
  return (
    <button
      type="button"
      aria-hidden
      tabIndex={-1}
      data-more={axis}
      className={`absolute z-1 flex cursor-pointer items-center from-50% to-transparent text-kumo-default ${ground} ${places[axis][way]}`}
      // The press must not take the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => {
        const { current } = scroller
        if (!current) return
        const by = (axis === 'x' ? current.clientWidth : current.clientHeight) * 0.85 * way
        current.scrollBy({ [axis === 'x' ? 'left' : 'top']: by, behavior: 'smooth' })
      }}
    >
      <svg
        aria-hidden="true"
        width={12}
        height={12}
        viewBox="0 0 12 12"
        className={turns[axis][way]}
      >
        <path d="M4 2l4 4-4 4" fill="none" stroke="currentColor" strokeWidth={1.75} />
      </svg>
    </button>
  )
}

/** Looks again whenever it is scrolled, or it or its content takes another size. */
function useEdges(scroller: RefObject<HTMLDivElement | null>, axis: Axis): Edges {
  const [edges, setEdges] = useState(none)
  useLayoutEffect(() => {
    const { current } = scroller
    if (!current) return
    const look = () => {
      const { scrollLeft, scrollWidth, clientWidth, scrollTop, scrollHeight, clientHeight } =
        current
      const [at, whole, seen] =
        axis === 'x'
          ? [scrollLeft, scrollWidth, clientWidth]
          : [scrollTop, scrollHeight, clientHeight]
      // Zoomed pages scroll by parts of a pixel.
      const next = { before: at > 1, after: at + seen < whole - 1 }
      setEdges((now) => (now.before === next.before && now.after === next.after ? now : next))
    }
    const sizes = new ResizeObserver(look)
    const watch = () => {
      sizes.disconnect()
      for (const element of [current, ...current.children]) sizes.observe(element)
    }
    const contents = new MutationObserver(watch)
    watch()
    contents.observe(current, { childList: true })
    current.addEventListener('scroll', look, { passive: true })
    return () => {
      sizes.disconnect()
      contents.disconnect()
      current.removeEventListener('scroll', look)
    }
  }, [scroller, axis])
  return edges
}
