/** The item of a row's menu that saves the entry with its proof, or says why there is none. */
import { Menu } from '@cloudflare/kumo/primitives/menu'
import { DownloadSimpleIcon } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { useEffect, useId, useState } from 'react'
import { menuItemClass } from '../../ui/menu-style.ts'

/** Finds and saves the proofs of the entries of a list, by their rows. */
export type RowProofs = {
  /** Why an entry has no proof, in sentences; `undefined` when it has one. */
  findProblem: (row: number) => Promise<string | undefined>
  /** Hands the entry with its proof to the browser, and reports how that ended. */
  save: (row: number) => Promise<void>
}

/** Why an entry has no proof; `undefined` before that is known of this row of this list. */
export function useProofProblem(
  row: number,
  proofs: RowProofs,
): { problem: string | undefined } | undefined {
  const [found, setFound] = useState<{
    row: number
    proofs: RowProofs
    problem: string | undefined
  }>()
  useEffect(() => {
    let isCurrent = true
    proofs
      .findProblem(row)
      .catch(() => 'The proof could not be made. Try it again.')
      .then((problem) => {
        if (isCurrent) setFound({ row, proofs, problem })
      })
    return () => {
      isCurrent = false
    }
  }, [row, proofs])
  // A row of another list has the same number.
  return found?.row === row && found.proofs === proofs ? { problem: found.problem } : undefined
}

/** Draws the item, which cannot be chosen before it is known that there is a proof. */
export function SaveProofItem({ row, proofs }: { row: number; proofs: RowProofs }) {
  const found = useProofProblem(row, proofs)
  const reasonId = useId()
  const isProven = found && found.problem === undefined
  return (
    <Menu.Group className="mt-1 border-kumo-hairline border-t pt-1">
      <Menu.Item
        disabled={!isProven}
        aria-describedby={reasonId}
        onClick={() => void proofs.save(row)}
        className={`${menuItemClass} data-disabled:cursor-not-allowed data-disabled:text-kumo-subtle`}
      >
        <DownloadSimpleIcon size={14} aria-hidden />
        Save entry with proof
      </Menu.Item>
      {/* A line that is always there: the menu does not grow while it is open. */}
      <p
        id={reasonId}
        className="m-0 min-h-4 max-w-80 pr-2 pb-1 pl-7.5 text-[11px] text-kumo-strong leading-4"
      >
        {found
          ? (found.problem ?? 'The proxy signed that it received this entry.')
          : 'Looking for the signature of the proxy…'}
      </p>
    </Menu.Group>
  )
}
