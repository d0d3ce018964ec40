/** Defers its children until the first row is painted; shows a skeleton meanwhile. */
import { type ReactNode, Suspense, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useIsFirstLoadOver } from './first-load.ts'
import { type Command, recordCommands } from './pending-command.ts'

const none: readonly Command[] = []

/** `children` are lazy; a key of their `commands` (always the same list) that is pressed before is not lost. */
export function Deferred({
  commands = none,
  skeleton,
  children,
}: {
  commands?: readonly Command[]
  skeleton?: ReactNode
  children: ReactNode
}) {
  const isWanted = useIsFirstLoadOver()
  const [isMounted, setIsMounted] = useState(false)
  const stopRecording = useRef<() => void>(undefined)
  // Before the effect of `Mounted`, also where the children are loaded already.
  useLayoutEffect(() => {
    if (isMounted) return
    stopRecording.current = recordCommands(commands)
    return () => stopRecording.current?.()
  }, [isMounted, commands])
  if (!isWanted) return skeleton
  return (
    <Suspense fallback={skeleton}>
      {children}
      {!isMounted && (
        <Mounted
          onMount={() => {
            // At once: until the next drawing a key would be recorded that nothing takes.
            stopRecording.current?.()
            setIsMounted(true)
          }}
        />
      )}
    </Suspense>
  )
}

/** Its effect runs after those of the children before it, which take a pending command. */
function Mounted({ onMount }: { onMount: () => void }) {
  const latest = useRef(onMount)
  useEffect(() => latest.current(), [])
  return null
}
