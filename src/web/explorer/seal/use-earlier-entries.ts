/** The entries behind the fingerprint of the opened link: those of a chosen export, or the hashes that this browser keeps. */
import { useCallback, useEffect, useState } from 'react'
import { findKeptEntries } from '../../preferences/kept-seals.ts'
import type { EarlierEntries } from './compare-result.ts'

/** The last export that was chosen: the same link may be asked again, as in the other direction. */
let chosen: { seal: string; earlier: EarlierEntries } | undefined

/** The entries once they are known, and the function that takes those of an export; `seal` is the text of the fingerprint. */
export function useEarlierEntries(seal: string) {
  const [earlier, setEarlier] = useState(() => (chosen?.seal === seal ? chosen.earlier : undefined))
  useEffect(() => {
    let isCurrent = true
    void findKeptEntries(seal).then((entries) => {
      if (isCurrent && entries) setEarlier((known) => known ?? { entries, from: 'browser' })
    })
    return () => {
      isCurrent = false
    }
  }, [seal])
  const choose = useCallback(
    (next: EarlierEntries) => {
      chosen = { seal, earlier: next }
      setEarlier(next)
    },
    [seal],
  )
  return { earlier, choose }
}
