/** Deletes own rules, and restores the one that was deleted last. */
import { useState } from 'react'
import { changeOwnRules, getOwnRules, type OwnRule } from '../../rules/own-rules.ts'

type Deleted = { rule: OwnRule; index: number; title: string }

/** `onProblem` gets why the browser did not store it, in words. */
export function useDeletedRules(onProblem: (problem: string | undefined) => void) {
  const [deleted, setDeleted] = useState<readonly Deleted[]>([])
  const last = deleted.at(-1)
  return {
    last,
    /** Returns whether the rule was deleted. */
    remove(id: string, title: string): boolean {
      const { rules } = getOwnRules()
      const index = rules.findIndex((rule) => rule.id === id)
      const rule = rules[index]
      if (!rule) return false
      const problem = changeOwnRules((all) => all.filter((each) => each.id !== id))
      onProblem(problem)
      if (problem === undefined) setDeleted([...deleted, { rule, index, title }])
      return problem === undefined
    },
    restore() {
      if (!last) return
      const problem = changeOwnRules((all) =>
        all.some(({ id }) => id === last.rule.id) ? all : all.toSpliced(last.index, 0, last.rule),
      )
      onProblem(problem)
      if (problem === undefined) setDeleted(deleted.slice(0, -1))
    },
  }
}
