/** Draws what the first row does not need once that row stands, and something in its place until then. */
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useIsFirstLoadOver } from './first-load.ts'
import { useEarlyKey } from './use-early-key.ts'

/** `children` are lazy; a key of theirs that is pressed before they are loaded is not lost. */
export function Later({
  keys = [],
  place,
  children,
}: {
  keys?: readonly string[]
  place?: ReactNode
  children: ReactNode
}) {
  const isWanted = useIsFirstLoadOver()
  const [isThere, setThere] = useState(false)
  useEarlyKey(keys, !isThere)
  if (!isWanted) return place
  return (
    <Suspense fallback={place}>
      {children}
      {!isThere && <Mounted onMount={setThere} />}
    </Suspense>
  )
}

function Mounted({ onMount }: { onMount: (isThere: boolean) => void }) {
  useEffect(() => onMount(true), [onMount])
  return null
}
