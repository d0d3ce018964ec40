import { describe, expect, it } from 'vitest'
import { listTimeZones } from './list-time-zones.ts'

const nowMs = Date.parse('2026-11-21T12:00:00Z')
const list = (chosen: string, local: string) =>
  listTimeZones(chosen, nowMs, local, ['Asia/Kolkata', 'America/New_York', 'Europe/Berlin'])

describe('the zones to choose from', () => {
  it('begin with UTC, this computer’s and the chosen one, each once', () => {
    expect(list('Asia/Kolkata', 'Europe/Berlin').map(({ name }) => name)).toEqual([
      ...['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'America/New_York'],
    ])
    expect(list('UTC', 'UTC').map(({ name }) => name)).toEqual([
      ...['UTC', 'America/New_York', 'Asia/Kolkata', 'Europe/Berlin'],
    ])
  })

  it('say their offset now, and what the screen calls their time', () => {
    const [utc, berlin, , newYork] = list('Asia/Kolkata', 'Europe/Berlin')
    expect(utc?.hint).toContain('what the logs record')
    expect(berlin?.hint).toBe('UTC+01:00 now · this computer’s zone')
    expect(newYork?.hint).toBe('UTC-05:00 now · EST')
  })

  it('are found by the present name of a city', () => {
    const [, kyiv] = listTimeZones('UTC', nowMs, 'UTC', ['Europe/Kiev'])
    expect(kyiv?.words).toContain('Kyiv')
  })

  it('are found by city and by offset', () => {
    const found = list('UTC', 'UTC').find(({ name }) => name === 'America/New_York')
    for (const word of ['New York', 'New_York', '-05:00', '-5:00']) {
      expect(found?.words).toContain(word)
    }
  })
})
