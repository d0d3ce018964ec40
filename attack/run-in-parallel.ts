/** Runs one action again and again, several at a time, until the time is over. */

/** Resolves with how often it ran. `action` gets the number of its turn and must not reject. */
export async function runInParallel(
  { durationMs, clients }: { durationMs: number; clients: number },
  action: (turn: number) => Promise<void>,
): Promise<number> {
  const endMs = performance.now() + durationMs
  let turn = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < endMs) await action(turn++)
    }),
  )
  return turn
}
