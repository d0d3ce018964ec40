/**
 * Node opens a debugger, which shows all memory, when it gets SIGUSR1. A listener replaces that. Every process that
 * holds the credential imports this file first.
 */
process.on('SIGUSR1', () => undefined)
