import path from 'node:path'

/** The folder of the checkout, wherever the command was typed. */
export const projectDir = path.resolve(import.meta.dirname, '..', '..')
