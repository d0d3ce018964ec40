/** Runs a hook as React does in a page, without a browser. */
import type { ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { vi } from 'vitest'

/** A hook that runs: its last result, and what it is given next. */
export type RenderedHook<Props, Result> = {
  readonly result: Result
  render: (props: Props) => void
  unmount: () => void
}

/** As much of an element as React needs to draw nothing into it. */
function createContainer() {
  const listen = { addEventListener: () => undefined, removeEventListener: () => undefined }
  const document = { ...listen, nodeType: 9, activeElement: null, body: null }
  vi.stubGlobal('window', { document, event: undefined, HTMLIFrameElement: class {} })
  return { ...listen, nodeType: 1, nodeName: 'DIV', tagName: 'DIV', ownerDocument: document }
}

/** Renders a component that only calls the hook, in `wrap`; the first result is there after a moment. */
export function renderHook<Props extends object, Result>(
  hook: (props: Props) => Result,
  props: Props,
  wrap: (child: ReactNode) => ReactNode,
): RenderedHook<Props, Result | undefined> {
  let result: Result | undefined
  function Caller(given: Props) {
    result = hook(given)
    return null
  }
  const root = createRoot(createContainer() as unknown as Element)
  const render = (next: Props) => root.render(wrap(<Caller {...next} />))
  render(props)
  return {
    get result() {
      return result
    },
    render,
    unmount: () => root.unmount(),
  }
}

/**
 * Waits until React has ended what it has scheduled, while `window` is still there. React schedules with `setImmediate`
 * and the query cache with a timer; each may schedule more.
 */
export async function endReactWork(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) {
    await new Promise((resolve) => setTimeout(resolve))
    await new Promise((resolve) => setImmediate(resolve))
  }
}
