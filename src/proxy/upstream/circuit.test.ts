import { describe, expect, it } from 'vitest'
import { createCircuit } from './circuit.ts'

function createTestCircuit() {
  let nowMs = 0
  const circuit = createCircuit(() => nowMs)
  const ask = (failed: boolean) => {
    const pass = circuit.enter()
    if (pass.waitMs !== undefined) return pass.waitMs
    pass.record(failed)
    return 0
  }
  return { circuit, ask, at: (ms: number) => (nowMs = ms) }
}

describe('the circuit', () => {
  it('opens after five failures in a row, and says for how long', () => {
    const { circuit, ask } = createTestCircuit()
    for (let i = 0; i < 4; i++) expect(ask(true)).toBe(0)
    expect(circuit.state().state).toBe('closed')
    ask(true)
    expect(circuit.state()).toEqual({ state: 'open', until: '1970-01-01T00:00:15.000Z' })
    expect(circuit.enter()).toEqual({ waitMs: 15_000 })
  })

  it('opens when more than half of ten fail, within half a minute', () => {
    const { circuit, ask, at } = createTestCircuit()
    for (let i = 0; i < 10; i++) ask(i % 5 < 3)
    expect(circuit.state().state).toBe('open')
    const slow = createTestCircuit()
    for (let i = 0; i < 10; i++) {
      slow.at(i * 10_000)
      slow.ask(i % 5 < 3)
    }
    expect(slow.circuit.state().state).toBe('closed')
    at(0)
  })

  it('lets exactly one probe through, and closes on its success', () => {
    const { circuit, ask, at } = createTestCircuit()
    for (let i = 0; i < 5; i++) ask(true)
    at(15_000)
    expect(circuit.state().state).toBe('half-open')
    const probe = circuit.enter()
    expect(circuit.enter()).toEqual({ waitMs: 1_000 })
    if (probe.waitMs === undefined) probe.record(false)
    expect(circuit.state().state).toBe('closed')
    expect(ask(true)).toBe(0)
    expect(circuit.state().state).toBe('closed')
  })

  it('opens again when the probe fails, and takes another when the probe’s client went away', () => {
    const { circuit, ask, at } = createTestCircuit()
    for (let i = 0; i < 5; i++) ask(true)
    at(15_000)
    expect(ask(true)).toBe(0)
    expect(circuit.enter()).toEqual({ waitMs: 15_000 })
    at(30_000)
    const probe = circuit.enter()
    if (probe.waitMs === undefined) probe.release()
    expect(circuit.enter().waitMs).toBeUndefined()
  })

  it('is not kept open by requests that began before it opened', () => {
    const { circuit, ask, at } = createTestCircuit()
    const older = Array.from({ length: 5 }, () => circuit.enter())
    for (let i = 0; i < 5; i++) ask(true)
    at(10_000)
    for (const pass of older) if (pass.waitMs === undefined) pass.record(true)
    expect(circuit.state().until).toBe('1970-01-01T00:00:15.000Z')
  })

  it('keeps to one probe when an older request ends meanwhile', () => {
    const { circuit, ask, at } = createTestCircuit()
    const older = circuit.enter()
    for (let i = 0; i < 5; i++) ask(true)
    at(15_000)
    circuit.enter()
    if (older.waitMs === undefined) older.release()
    expect(circuit.enter()).toEqual({ waitMs: 1_000 })
  })
})
