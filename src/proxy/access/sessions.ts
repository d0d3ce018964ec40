/**
 * The sessions of this process, in memory only and under digests of their ids. They end after 30 minutes
 * without a request, after 12 hours, or with the process.
 */
import { createRandomSecret, type Digest } from './match-secret.ts'

/** An active session. */
export type Session = { number: number }

/** The sessions. */
export type Sessions = {
  /** Opens a session and returns its id, of which only the digest is stored. */
  open: () => Promise<string>
  /** The session of an id, if active; with `isUse` its idle time starts again. */
  find: (id: string, isUse: boolean) => Promise<Session | undefined>
  end: (id: string) => Promise<void>
}

/** The maximum idle time and the maximum life of a session. */
export const sessionLife = { idleMs: 1_800_000, totalMs: 43_200_000 } as const

const maxSessions = 100

/** Creates an empty set of sessions; `now` is in milliseconds since the epoch. */
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
      // Maps keep insertion order, so the first session is the least recently used.
      sessions.set(key, session)
      return { number: session.number }
    },
    async end(id) {
      sessions.delete(await digest(id))
    },
  }
}
