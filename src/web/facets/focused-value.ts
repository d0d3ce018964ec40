/**
 * The value of a facet that has the focus. Another search replaces the whole panel, so its next list gives the value the
 * focus again.
 */

/** The value by the path of its field; `undefined` while the focus is elsewhere. */
export const focusedValue: { current: { path: string; value: string } | undefined } = {
  current: undefined,
}
