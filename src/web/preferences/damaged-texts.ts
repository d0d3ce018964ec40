/**
 * Stored texts that this version could not read completely, each kept unchanged under a key of its own until the user
 * deletes it. Nothing of them is lost when the readable part is stored again.
 */
import { useSyncExternalStore } from 'react'

/** A kept text: the key it was stored under, and when it was found, in epoch milliseconds. */
export type DamagedText = { key: string; storageKey: string; foundMs: number; text: string }

const prefix = 'gumshoe.damaged '
const toldKey = 'gumshoe.damaged-told'
const listeners = new Set<() => void>()
let listed: readonly DamagedText[] | undefined
let wasTold: boolean | undefined

/** Keeps a text, unless it is kept already. Returns whether it is kept; a full storage can prevent that. */
export function keepDamagedText(storageKey: string, text: string): boolean {
  const isKept = listDamagedTexts().some(
    (one) => one.storageKey === storageKey && one.text === text,
  )
  if (isKept) return true
  try {
    localStorage.setItem(`${prefix}${storageKey} ${Date.now()}`, text)
  } catch {
    return false
  }
  refresh()
  return true
}

/** All kept texts, the latest first. */
export function listDamagedTexts(): readonly DamagedText[] {
  listed ??= readAll().sort((a, b) => b.foundMs - a.foundMs)
  return listed
}

/** Deletes a kept text. */
export function deleteDamagedText(key: string): void {
  try {
    localStorage.removeItem(key)
  } catch {
    // A forbidden storage has nothing to delete.
  }
  refresh()
}

/** Whether there is a text that the user has not been told about. */
export function hasNewDamage(): boolean {
  wasTold ??= listDamagedTexts().every(({ foundMs }) => foundMs <= readToldMs())
  return !wasTold
}

/** Remembers that the user has been told about all kept texts. */
export function markDamageTold(): void {
  try {
    localStorage.setItem(toldKey, String(Date.now()))
  } catch {
    // The user is told again on the next visit.
  }
  wasTold = true
  for (const listener of listeners) listener()
}

/** All kept texts; renders again when they change. */
export function useDamagedTexts(): readonly DamagedText[] {
  return useSyncExternalStore(subscribe, listDamagedTexts)
}

/** Whether to tell the user about damage; renders again when that changes. */
export function useHasNewDamage(): boolean {
  return useSyncExternalStore(subscribe, hasNewDamage)
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function refresh(): void {
  listed = undefined
  wasTold = undefined
  for (const listener of listeners) listener()
}

function readAll(): DamagedText[] {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, i) => localStorage.key(i) ?? '')
    return keys.flatMap((key) => {
      const [, storageKey, foundMs] = /^gumshoe\.damaged (\S+) (\d+)$/.exec(key) ?? []
      const text = localStorage.getItem(key)
      if (storageKey === undefined || text === null) return []
      return [{ key, storageKey, foundMs: Number(foundMs), text }]
    })
  } catch {
    return []
  }
}

function readToldMs(): number {
  try {
    return Number(localStorage.getItem(toldKey))
  } catch {
    return 0
  }
}
