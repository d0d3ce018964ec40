/** Collects the values that the rows of a list have, so that other entries can be compared with them. */
import { type ComparedFact, comparedFacts, type FactValues } from '../baseline-values.ts'
import type { ComparedFacts } from './fact-reader.ts'
import { createWorkSlices } from './work-slices.ts'

/** The values of rows: in all of them, and by actor. */
export async function collectValues(
  rows: Uint32Array,
  read: (row: number) => ComparedFacts | Promise<ComparedFacts>,
): Promise<{ values: FactValues; byActor: ReadonlyMap<string, FactValues> }> {
  const values = createSets()
  const byActor = new Map<string, Sets>()
  const slices = createWorkSlices()
  for (const row of rows) {
    const answer = read(row)
    const facts = answer instanceof Promise ? await answer : answer
    addFacts(values, facts)
    if (facts.actor !== undefined) {
      const own = byActor.get(facts.actor) ?? createSets()
      byActor.set(facts.actor, own)
      addFacts(own, facts)
    }
    if (slices.isOver()) await slices.pause()
  }
  return { values, byActor }
}

type Sets = Record<ComparedFact, Set<string>>

function createSets(): Sets {
  const [actor, address, network] = [new Set<string>(), new Set<string>(), new Set<string>()]
  return { actor, address, network, userAgent: new Set(), product: new Set() }
}

function addFacts(sets: Sets, facts: ComparedFacts): void {
  for (const fact of comparedFacts) {
    const value = facts[fact]
    if (value !== undefined) sets[fact].add(value)
  }
}
