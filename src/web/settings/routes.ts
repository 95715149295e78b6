/** The pages of this area; see the README of src/web for how one is added. */
export const settingsRoutes = [] as const
