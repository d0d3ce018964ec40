/** Says how many hashes this browser keeps for links with a fingerprint, and deletes them. */
import { useEffect, useState } from 'react'
import { countKeptSeals, deleteKeptSeals, type KeptTotals } from '../preferences/kept-seals.ts'
import { Button } from '../ui/button.tsx'
import { toCounted } from '../ui/text/count-text.ts'

/** Draws nothing where nothing is kept. */
export function KeptSealsLine() {
  const [kept, setKept] = useState<KeptTotals>()
  const [outcome, setOutcome] = useState('')

  useEffect(() => {
    let isCurrent = true
    void countKeptSeals().then((totals) => isCurrent && setKept(totals))
    return () => {
      isCurrent = false
    }
  }, [])

  async function remove() {
    const isDone = await deleteKeptSeals()
    if (isDone) setKept(undefined)
    setOutcome(isDone ? 'The hashes were deleted.' : 'The browser could not delete the hashes.')
  }

  const words =
    kept &&
    kept.seals > 0 &&
    `Hashes of ${toCounted(kept.entries, 'entry', 'entries')} behind ${toCounted(kept.seals, 'link')} with a fingerprint, so that ${kept.seals === 1 ? 'it tells' : 'they tell'} which entries differ. They are not in the file.`
  return (
    <div className="flex flex-wrap items-center gap-2">
      {words && <p className="max-w-2xl text-kumo-strong">{words}</p>}
      {words && (
        <Button size="sm" variant="secondary" onClick={remove}>
          Delete the hashes
        </Button>
      )}
      <p role="status" className="empty:hidden">
        {outcome}
      </p>
    </div>
  )
}
