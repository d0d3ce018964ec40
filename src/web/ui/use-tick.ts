/** A hook that renders a component every second, for countdowns. */
import { useEffect, useState } from 'react'

/** Ticks once a second while `isOn`. */
export function useTick(isOn: boolean): void {
  const [, setTicks] = useState(0)
  useEffect(() => {
    if (!isOn) return
    const timer = setInterval(() => setTicks((ticks) => ticks + 1), 1_000)
    return () => clearInterval(timer)
  }, [isOn])
}
