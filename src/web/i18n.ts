import { type Language, languageOf } from '#lib/languages.ts'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { en } from './messages/en.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation'
    resources: { translation: typeof en }
  }
}

const catalogues = {
  en: async () => (await import('./messages/en.ts')).en,
  nl: async () => {
    const [{ nl }] = await Promise.all([import('./messages/nl.ts'), import('dayjs/locale/nl.js')])
    return nl
  },
} satisfies Record<Language, () => Promise<unknown>>

const lastLanguageKey = 'hourbook-language'
let wanted: Language | undefined

/**
 * Every visible text comes from the catalogue; a key that does not exist does not compile. Before anybody is known, the
 * language is the one this browser had last, or its own.
 */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: {},
    partialBundledLanguages: true,
    fallbackLng: false,
    interpolation: { escapeValue: false },
  })
  await speak(languageOf(localStorage.getItem(lastLanguageKey)) ?? languageOfBrowser())
}

/** Changes the words of all that is on the screen, and nothing else. */
export async function speak(language: Language): Promise<void> {
  wanted = language
  if (i18next.language === language) return
  if (!i18next.hasResourceBundle(language, 'translation')) {
    const words = await catalogues[language]()
    i18next.addResourceBundle(language, 'translation', words)
  }
  // Another may have been chosen while this one was loading.
  if (wanted !== language) return
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
  localStorage.setItem(lastLanguageKey, language)
}

/** The first language of this browser that Hourbook speaks. */
export function languageOfBrowser(): Language {
  return navigator.languages.map(languageOf).find((each) => each !== undefined) ?? 'en'
}
