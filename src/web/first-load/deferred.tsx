/** Defers its children until the first row is painted; shows a skeleton meanwhile. */
import { type ReactNode, Suspense, useEffect, useState } from 'react'
import { useIsFirstLoadOver } from './first-load.ts'
import { useEarlyKey } from './use-early-key.ts'

/** `children` are lazy; a key of theirs that is pressed before they are loaded is not lost. */
export function Deferred({
  keys = [],
  skeleton,
  children,
}: {
  keys?: readonly string[]
  skeleton?: ReactNode
  children: ReactNode
}) {
  const isWanted = useIsFirstLoadOver()
  const [isMounted, setIsMounted] = useState(false)
  useEarlyKey(keys, !isMounted)
  if (!isWanted) return skeleton
  return (
    <Suspense fallback={skeleton}>
      {children}
      {!isMounted && <Mounted onMount={setIsMounted} />}
    </Suspense>
  )
}

function Mounted({ onMount }: { onMount: (isMounted: boolean) => void }) {
  useEffect(() => onMount(true), [onMount])
  return null
}
