/** Shortens ids of 32 digits. */

/** The first and last digits of an id: `2bd47c…e631`. */
export function toIdEnds(id: string): string {
  return `${id.slice(0, 6)}…${id.slice(-4)}`
}
