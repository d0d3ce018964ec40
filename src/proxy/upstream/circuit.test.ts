import { describe, expect, it } from 'vitest'
import { createCircuit } from './circuit.ts'

function createTestCircuit() {
  let nowMs = 0
  const circuit = createCircuit(() => nowMs)
  const ask = (failed: boolean) => {
    const waitMs = circuit.enter()
    if (waitMs === 0) circuit.record(failed)
    return waitMs
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
    expect(circuit.enter()).toBe(15_000)
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
    expect(circuit.enter()).toBe(0)
    expect(circuit.enter()).toBeGreaterThan(0)
    circuit.record(false)
    expect(circuit.state().state).toBe('closed')
    expect(ask(true)).toBe(0)
    expect(circuit.state().state).toBe('closed')
  })

  it('opens again when the probe fails, and takes another when the probe’s client went away', () => {
    const { circuit, ask, at } = createTestCircuit()
    for (let i = 0; i < 5; i++) ask(true)
    at(15_000)
    expect(ask(true)).toBe(0)
    expect(circuit.enter()).toBe(15_000)
    at(30_000)
    expect(circuit.enter()).toBe(0)
    circuit.release()
    expect(circuit.enter()).toBe(0)
  })
})
