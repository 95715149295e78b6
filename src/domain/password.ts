/** As long as a password has to be, and as long as it may be. */
export const passwordLength = { min: 10, max: 128 } as const
