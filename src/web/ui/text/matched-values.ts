/** The values of the open entry because of which a rule matches, for marking them where the entry is shown. */
import { createContext, useContext } from 'react'

/** The titles of the rules, by the JSON Pointer of the value. */
export type MatchedValues = ReadonlyMap<string, readonly string[]>

/** Provided around the drawer. */
export const MatchedValuesContext = createContext<MatchedValues>(new Map())

/** The style of a matched value: another color than that of a text that was searched for, and a line below it. */
export const matchedClass =
  'rounded-sm bg-kumo-info/20 text-inherit underline decoration-2 decoration-kumo-info underline-offset-2'

/** The titles of the rules that match the value at a pointer, or a value inside of it. */
export function useMatchedBy(pointer: string): readonly string[] {
  const matched = useContext(MatchedValuesContext)
  const titles = [...matched].flatMap(([at, rules]) =>
    at === pointer || at.startsWith(`${pointer}/`) ? rules : [],
  )
  return [...new Set(titles)]
}
