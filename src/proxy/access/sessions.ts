/**
 * The sessions of this process. They are in memory only, under digests of their ids, and end after half
 * an hour without a request, twelve hours in all, or with the process.
 */
import { createRandomSecret, type Digest } from './match-secret.ts'

/** A session that goes on. */
export type Session = { number: number }

/** The sessions. */
export type Sessions = {
  /** Begins one and gives its id, which is kept nowhere here. */
  open: () => Promise<string>
  /** The session of an id, if it has not ended; `isUse` says whether this keeps it alive. */
  find: (id: string, isUse: boolean) => Promise<Session | undefined>
  end: (id: string) => Promise<void>
}

/** How long a session lasts without a request, and at most. */
export const sessionLife = { idleMs: 1_800_000, totalMs: 43_200_000 } as const

const maxSessions = 100

/** Creates them with the clock that they go by. */
export function createSessions(now: () => number, digest: Digest): Sessions {
  const sessions = new Map<string, { number: number; openedMs: number; usedMs: number }>()
  let count = 0

  const hasEnded = ({ openedMs, usedMs }: { openedMs: number; usedMs: number }) =>
    now() - usedMs >= sessionLife.idleMs || now() - openedMs >= sessionLife.totalMs

  return {
    async open() {
      const id = createRandomSecret()
      for (const [key, session] of sessions) if (hasEnded(session)) sessions.delete(key)
      const [leastRecentlyUsed] = sessions.keys()
      if (sessions.size >= maxSessions && leastRecentlyUsed !== undefined)
        sessions.delete(leastRecentlyUsed)
      count++
      sessions.set(await digest(id), { number: count, openedMs: now(), usedMs: now() })
      return id
    },
    async find(id, isUse) {
      const key = await digest(id)
      const session = sessions.get(key)
      if (!session) return undefined
      sessions.delete(key)
      if (hasEnded(session)) return undefined
      if (isUse) session.usedMs = now()
      // Maps keep the order of insertion, so the first is the one that was used least recently.
      sessions.set(key, session)
      return { number: session.number }
    },
    async end(id) {
      sessions.delete(await digest(id))
    },
  }
}
