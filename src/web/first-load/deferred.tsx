/** Defers its children until the first row is painted; shows a skeleton meanwhile. */
import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useIsFirstLoadOver } from './first-load.ts'
import { type Command, recordCommands } from './pending-command.ts'

const none: readonly Command[] = []

/**
 * `children` must be lazy. Keys of their `commands` that are pressed before they are mounted are recorded;
 * `commands` must be the same array on every render.
 */
export function Deferred({
  commands = none,
  skeleton,
  children,
}: {
  commands?: readonly Command[]
  skeleton?: ReactNode
  children: ReactNode
}) {
  const isFirstLoadOver = useIsFirstLoadOver()
  const [isMounted, setIsMounted] = useState(false)
  const stopRecording = useRef<() => void>(undefined)
  // A layout effect runs before the effect of `Mounted`, even if the children are loaded already.
  useLayoutEffect(() => {
    if (isMounted) return
    stopRecording.current = recordCommands(commands)
    return () => stopRecording.current?.()
  }, [isMounted, commands])
  if (!isFirstLoadOver) return skeleton
  return (
    <Suspense fallback={skeleton}>
      {children}
      {!isMounted && (
        <Mounted
          onMount={() => {
            // Stop before the next render: no part would take a key recorded until then.
            stopRecording.current?.()
            setIsMounted(true)
          }}
        />
      )}
    </Suspense>
  )
}

/** Its effect runs after the effects of its preceding siblings, which take a pending command. */
function Mounted({ onMount }: { onMount: () => void }) {
  const latest = useRef(onMount)
  useEffect(() => latest.current(), [])
  return null
}
