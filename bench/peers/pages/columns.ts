/** The columns that every peer shows, as the product does at first. */
export const columns = [
  'action.time',
  'actor.email',
  'action.description',
  'action.result',
  'resource.product',
  'zone.name',
  'actor.context',
  'actor.ip_address',
  'action.type',
  'resource.type',
]

export type Entry = Record<string, Record<string, unknown> | undefined>

export function readCell(entry: Entry | undefined, path: string): string {
  const [group = '', name = ''] = path.split('.')
  return String(entry?.[group]?.[name] ?? '')
}

declare global {
  interface Window {
    /** Adds a page and resolves when it is drawn. */
    appendPage: (entries: Entry[]) => Promise<void>
    /** True when pages can be added. */
    isReady: boolean
  }
}

/** After the next frame was drawn. */
export function untilDrawn(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => resolve()
      port2.postMessage(0)
    })
  })
}
