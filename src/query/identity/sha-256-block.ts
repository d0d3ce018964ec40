/**
 * The block function of SHA-256 (FIPS 180-4, section 6.2.2). Sixteen rounds are written out, with the message in local
 * variables: that takes two thirds of the time of a loop over arrays, and an export of a million entries has two
 * gigabytes to hash. Functions for its parts would make it eight times as slow where they are not inlined, as in Node.js 20.
 */

/** The first 32 bits of the fractional parts of roots of the first primes, as the standard derives them. */
const roundConstants = Int32Array.from(listPrimes(64), (prime) => toFraction(Math.cbrt(prime)))

/** The state of a digest at its start: eight numbers of 32 bits. */
export const firstState: Readonly<Int32Array> = Int32Array.from(listPrimes(8), (prime) =>
  toFraction(Math.sqrt(prime)),
)

/** Adds the 64 bytes from `start` on to a state. */
// biome-ignore lint/complexity/noExcessiveLinesPerFunction: Parts of it would share 24 variables.
export function addBlock(state: Int32Array, view: DataView, start: number): void {
  let w0 = view.getInt32(start)
  let w1 = view.getInt32(start + 4)
  let w2 = view.getInt32(start + 8)
  let w3 = view.getInt32(start + 12)
  let w4 = view.getInt32(start + 16)
  let w5 = view.getInt32(start + 20)
  let w6 = view.getInt32(start + 24)
  let w7 = view.getInt32(start + 28)
  let w8 = view.getInt32(start + 32)
  let w9 = view.getInt32(start + 36)
  let w10 = view.getInt32(start + 40)
  let w11 = view.getInt32(start + 44)
  let w12 = view.getInt32(start + 48)
  let w13 = view.getInt32(start + 52)
  let w14 = view.getInt32(start + 56)
  let w15 = view.getInt32(start + 60)
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  let s = 0
  let t = 0
  for (let i = 0; ; i += 16) {
    s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    h = (h + s + (g ^ (e & (f ^ g))) + (roundConstants[i] as number) + w0) | 0
    d = (d + h) | 0
    s = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    h = (h + s + ((a & b) | (c & (a | b)))) | 0
    s = ((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))
    g = (g + s + (f ^ (d & (e ^ f))) + (roundConstants[i + 1] as number) + w1) | 0
    c = (c + g) | 0
    s = ((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))
    g = (g + s + ((h & a) | (b & (h | a)))) | 0
    s = ((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))
    f = (f + s + (e ^ (c & (d ^ e))) + (roundConstants[i + 2] as number) + w2) | 0
    b = (b + f) | 0
    s = ((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))
    f = (f + s + ((g & h) | (a & (g | h)))) | 0
    s = ((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))
    e = (e + s + (d ^ (b & (c ^ d))) + (roundConstants[i + 3] as number) + w3) | 0
    a = (a + e) | 0
    s = ((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))
    e = (e + s + ((f & g) | (h & (f | g)))) | 0
    s = ((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))
    d = (d + s + (c ^ (a & (b ^ c))) + (roundConstants[i + 4] as number) + w4) | 0
    h = (h + d) | 0
    s = ((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))
    d = (d + s + ((e & f) | (g & (e | f)))) | 0
    s = ((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))
    c = (c + s + (b ^ (h & (a ^ b))) + (roundConstants[i + 5] as number) + w5) | 0
    g = (g + c) | 0
    s = ((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))
    c = (c + s + ((d & e) | (f & (d | e)))) | 0
    s = ((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))
    b = (b + s + (a ^ (g & (h ^ a))) + (roundConstants[i + 6] as number) + w6) | 0
    f = (f + b) | 0
    s = ((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))
    b = (b + s + ((c & d) | (e & (c | d)))) | 0
    s = ((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))
    a = (a + s + (h ^ (f & (g ^ h))) + (roundConstants[i + 7] as number) + w7) | 0
    e = (e + a) | 0
    s = ((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))
    a = (a + s + ((b & c) | (d & (b | c)))) | 0
    s = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7))
    h = (h + s + (g ^ (e & (f ^ g))) + (roundConstants[i + 8] as number) + w8) | 0
    d = (d + h) | 0
    s = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10))
    h = (h + s + ((a & b) | (c & (a | b)))) | 0
    s = ((d >>> 6) | (d << 26)) ^ ((d >>> 11) | (d << 21)) ^ ((d >>> 25) | (d << 7))
    g = (g + s + (f ^ (d & (e ^ f))) + (roundConstants[i + 9] as number) + w9) | 0
    c = (c + g) | 0
    s = ((h >>> 2) | (h << 30)) ^ ((h >>> 13) | (h << 19)) ^ ((h >>> 22) | (h << 10))
    g = (g + s + ((h & a) | (b & (h | a)))) | 0
    s = ((c >>> 6) | (c << 26)) ^ ((c >>> 11) | (c << 21)) ^ ((c >>> 25) | (c << 7))
    f = (f + s + (e ^ (c & (d ^ e))) + (roundConstants[i + 10] as number) + w10) | 0
    b = (b + f) | 0
    s = ((g >>> 2) | (g << 30)) ^ ((g >>> 13) | (g << 19)) ^ ((g >>> 22) | (g << 10))
    f = (f + s + ((g & h) | (a & (g | h)))) | 0
    s = ((b >>> 6) | (b << 26)) ^ ((b >>> 11) | (b << 21)) ^ ((b >>> 25) | (b << 7))
    e = (e + s + (d ^ (b & (c ^ d))) + (roundConstants[i + 11] as number) + w11) | 0
    a = (a + e) | 0
    s = ((f >>> 2) | (f << 30)) ^ ((f >>> 13) | (f << 19)) ^ ((f >>> 22) | (f << 10))
    e = (e + s + ((f & g) | (h & (f | g)))) | 0
    s = ((a >>> 6) | (a << 26)) ^ ((a >>> 11) | (a << 21)) ^ ((a >>> 25) | (a << 7))
    d = (d + s + (c ^ (a & (b ^ c))) + (roundConstants[i + 12] as number) + w12) | 0
    h = (h + d) | 0
    s = ((e >>> 2) | (e << 30)) ^ ((e >>> 13) | (e << 19)) ^ ((e >>> 22) | (e << 10))
    d = (d + s + ((e & f) | (g & (e | f)))) | 0
    s = ((h >>> 6) | (h << 26)) ^ ((h >>> 11) | (h << 21)) ^ ((h >>> 25) | (h << 7))
    c = (c + s + (b ^ (h & (a ^ b))) + (roundConstants[i + 13] as number) + w13) | 0
    g = (g + c) | 0
    s = ((d >>> 2) | (d << 30)) ^ ((d >>> 13) | (d << 19)) ^ ((d >>> 22) | (d << 10))
    c = (c + s + ((d & e) | (f & (d | e)))) | 0
    s = ((g >>> 6) | (g << 26)) ^ ((g >>> 11) | (g << 21)) ^ ((g >>> 25) | (g << 7))
    b = (b + s + (a ^ (g & (h ^ a))) + (roundConstants[i + 14] as number) + w14) | 0
    f = (f + b) | 0
    s = ((c >>> 2) | (c << 30)) ^ ((c >>> 13) | (c << 19)) ^ ((c >>> 22) | (c << 10))
    b = (b + s + ((c & d) | (e & (c | d)))) | 0
    s = ((f >>> 6) | (f << 26)) ^ ((f >>> 11) | (f << 21)) ^ ((f >>> 25) | (f << 7))
    a = (a + s + (h ^ (f & (g ^ h))) + (roundConstants[i + 15] as number) + w15) | 0
    e = (e + a) | 0
    s = ((b >>> 2) | (b << 30)) ^ ((b >>> 13) | (b << 19)) ^ ((b >>> 22) | (b << 10))
    a = (a + s + ((b & c) | (d & (b | c)))) | 0
    if (i === 48) break
    s = ((w1 >>> 7) | (w1 << 25)) ^ ((w1 >>> 18) | (w1 << 14)) ^ (w1 >>> 3)
    t = ((w14 >>> 17) | (w14 << 15)) ^ ((w14 >>> 19) | (w14 << 13)) ^ (w14 >>> 10)
    w0 = (w0 + s + w9 + t) | 0
    s = ((w2 >>> 7) | (w2 << 25)) ^ ((w2 >>> 18) | (w2 << 14)) ^ (w2 >>> 3)
    t = ((w15 >>> 17) | (w15 << 15)) ^ ((w15 >>> 19) | (w15 << 13)) ^ (w15 >>> 10)
    w1 = (w1 + s + w10 + t) | 0
    s = ((w3 >>> 7) | (w3 << 25)) ^ ((w3 >>> 18) | (w3 << 14)) ^ (w3 >>> 3)
    t = ((w0 >>> 17) | (w0 << 15)) ^ ((w0 >>> 19) | (w0 << 13)) ^ (w0 >>> 10)
    w2 = (w2 + s + w11 + t) | 0
    s = ((w4 >>> 7) | (w4 << 25)) ^ ((w4 >>> 18) | (w4 << 14)) ^ (w4 >>> 3)
    t = ((w1 >>> 17) | (w1 << 15)) ^ ((w1 >>> 19) | (w1 << 13)) ^ (w1 >>> 10)
    w3 = (w3 + s + w12 + t) | 0
    s = ((w5 >>> 7) | (w5 << 25)) ^ ((w5 >>> 18) | (w5 << 14)) ^ (w5 >>> 3)
    t = ((w2 >>> 17) | (w2 << 15)) ^ ((w2 >>> 19) | (w2 << 13)) ^ (w2 >>> 10)
    w4 = (w4 + s + w13 + t) | 0
    s = ((w6 >>> 7) | (w6 << 25)) ^ ((w6 >>> 18) | (w6 << 14)) ^ (w6 >>> 3)
    t = ((w3 >>> 17) | (w3 << 15)) ^ ((w3 >>> 19) | (w3 << 13)) ^ (w3 >>> 10)
    w5 = (w5 + s + w14 + t) | 0
    s = ((w7 >>> 7) | (w7 << 25)) ^ ((w7 >>> 18) | (w7 << 14)) ^ (w7 >>> 3)
    t = ((w4 >>> 17) | (w4 << 15)) ^ ((w4 >>> 19) | (w4 << 13)) ^ (w4 >>> 10)
    w6 = (w6 + s + w15 + t) | 0
    s = ((w8 >>> 7) | (w8 << 25)) ^ ((w8 >>> 18) | (w8 << 14)) ^ (w8 >>> 3)
    t = ((w5 >>> 17) | (w5 << 15)) ^ ((w5 >>> 19) | (w5 << 13)) ^ (w5 >>> 10)
    w7 = (w7 + s + w0 + t) | 0
    s = ((w9 >>> 7) | (w9 << 25)) ^ ((w9 >>> 18) | (w9 << 14)) ^ (w9 >>> 3)
    t = ((w6 >>> 17) | (w6 << 15)) ^ ((w6 >>> 19) | (w6 << 13)) ^ (w6 >>> 10)
    w8 = (w8 + s + w1 + t) | 0
    s = ((w10 >>> 7) | (w10 << 25)) ^ ((w10 >>> 18) | (w10 << 14)) ^ (w10 >>> 3)
    t = ((w7 >>> 17) | (w7 << 15)) ^ ((w7 >>> 19) | (w7 << 13)) ^ (w7 >>> 10)
    w9 = (w9 + s + w2 + t) | 0
    s = ((w11 >>> 7) | (w11 << 25)) ^ ((w11 >>> 18) | (w11 << 14)) ^ (w11 >>> 3)
    t = ((w8 >>> 17) | (w8 << 15)) ^ ((w8 >>> 19) | (w8 << 13)) ^ (w8 >>> 10)
    w10 = (w10 + s + w3 + t) | 0
    s = ((w12 >>> 7) | (w12 << 25)) ^ ((w12 >>> 18) | (w12 << 14)) ^ (w12 >>> 3)
    t = ((w9 >>> 17) | (w9 << 15)) ^ ((w9 >>> 19) | (w9 << 13)) ^ (w9 >>> 10)
    w11 = (w11 + s + w4 + t) | 0
    s = ((w13 >>> 7) | (w13 << 25)) ^ ((w13 >>> 18) | (w13 << 14)) ^ (w13 >>> 3)
    t = ((w10 >>> 17) | (w10 << 15)) ^ ((w10 >>> 19) | (w10 << 13)) ^ (w10 >>> 10)
    w12 = (w12 + s + w5 + t) | 0
    s = ((w14 >>> 7) | (w14 << 25)) ^ ((w14 >>> 18) | (w14 << 14)) ^ (w14 >>> 3)
    t = ((w11 >>> 17) | (w11 << 15)) ^ ((w11 >>> 19) | (w11 << 13)) ^ (w11 >>> 10)
    w13 = (w13 + s + w6 + t) | 0
    s = ((w15 >>> 7) | (w15 << 25)) ^ ((w15 >>> 18) | (w15 << 14)) ^ (w15 >>> 3)
    t = ((w12 >>> 17) | (w12 << 15)) ^ ((w12 >>> 19) | (w12 << 13)) ^ (w12 >>> 10)
    w14 = (w14 + s + w7 + t) | 0
    s = ((w0 >>> 7) | (w0 << 25)) ^ ((w0 >>> 18) | (w0 << 14)) ^ (w0 >>> 3)
    t = ((w13 >>> 17) | (w13 << 15)) ^ ((w13 >>> 19) | (w13 << 13)) ^ (w13 >>> 10)
    w15 = (w15 + s + w8 + t) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}

function listPrimes(count: number): number[] {
  const primes: number[] = []
  for (let n = 2; primes.length < count; n++) {
    if (primes.every((prime) => n % prime !== 0)) primes.push(n)
  }
  return primes
}

function toFraction(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0
}
