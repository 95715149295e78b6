import type { XeroProblemCode } from '../xero-problems.ts'

/** What Xero's refusals mean, in Dutch. The codes are those of xero-problems.ts; none can be left out. */
export const xeroProblemsInDutch: {
  readonly [Code in XeroProblemCode]: { readonly message: string; readonly fix: string }
} = {
  invoice_number_is_taken: {
    message: 'Xero heeft al een factuur met dit nummer.',
    fix: 'Zoek die op in Xero; misschien is die met de hand ingevoerd.',
  },
  account_is_archived: {
    message: 'Een rekening op een regel is in Xero gearchiveerd.',
    fix: 'Haal die in Xero uit archief, of kies een andere rekening.',
  },
  account_is_not_valid: {
    message:
      'Xero staat een rekening op een regel niet toe voor dit document: die is onbekend, geblokkeerd of van Xero zelf.',
    fix: 'Kies een andere rekening.',
  },
  account_is_missing: {
    message: 'Een regel heeft geen rekening, en zonder keurt Xero niet goed.',
    fix: 'Kies een grootboekrekening omzet, of geef het product in Xero een verkooprekening.',
  },
  tax_type_does_not_fit: {
    message: 'Het btw-tarief van een regel past niet bij de rekening.',
    fix: 'Kies een ander btw-tarief of een andere rekening.',
  },
  tax_type_is_not_valid: {
    message: 'Xero kent het btw-tarief van een regel niet.',
    fix: 'Kies het btw-tarief van Xero opnieuw.',
  },
  currency_is_not_enabled: {
    message: 'De organisatie in Xero gebruikt deze valuta niet.',
    fix: 'Gebruik de basisvaluta van de organisatie, of voeg de valuta in Xero toe.',
  },
  currency_differs: {
    message: 'Het document is niet in de basisvaluta van de organisatie in Xero.',
    fix: 'Geef het op en exporteer het werk opnieuw in de valuta van de organisatie, of probeer het opnieuw zodra de organisatie de valuta van het document heeft.',
  },
  period_is_locked: {
    message: 'De datum valt in een periode die in Xero is afgesloten.',
    fix: 'Verstuur het met een andere datum, of verzet de afsluitdatum in Xero (Accounting → Advanced → Lock dates).',
  },
  document_has_payments: {
    message: 'Het document heeft in Xero betalingen of creditnota’s en kan niet worden gewijzigd.',
    fix: 'Verwijder eerst de betaling in Xero.',
  },
  document_cannot_be_changed: {
    message: 'Het document kan in Xero niet meer worden gewijzigd.',
    fix: 'Corrigeer het met een creditnota of een nieuw document.',
  },
  contact_is_missing: {
    message: 'Xero wil een relatie op het document.',
    fix: 'Importeer de klant uit Xero, of exporteer opnieuw om de relatie aan te maken.',
  },
  contact_is_archived: {
    message: 'De relatie is in Xero gearchiveerd.',
    fix: 'Haal de relatie in Xero uit archief, en probeer het opnieuw.',
  },
  contact_name_is_taken: {
    message: 'Xero heeft al een actieve relatie met deze naam.',
    fix: 'Importeer relaties om te zeggen of het deze klant is, of geef de klant een andere naam; probeer het dan opnieuw.',
  },
  contact_number_is_taken: {
    message: 'Xero heeft al een relatie met deze relatienummer.',
    fix: 'Importeer relaties om die te koppelen.',
  },
  account_number_is_taken: {
    message: 'Een andere relatie in Xero, misschien een gearchiveerde, heeft dit accountnummer.',
    fix: 'Wijzig het klantnummer, of maak het nummer in Xero vrij.',
  },
  contact_number_is_double: {
    message: 'Meerdere relaties in Xero hebben het nummer van deze klant.',
    fix: 'Importeer relaties om te zeggen welke het is, of geef de andere in Xero een ander nummer; probeer het dan opnieuw.',
  },
  contact_has_no_name: {
    message: 'Xero wil een naam voor de relatie.',
    fix: 'Geef de klant een naam.',
  },
  email_is_not_valid: {
    message: 'Xero neemt het e-mailadres niet aan.',
    fix: 'Verbeter het e-mailadres van de klant.',
  },
  contact_has_no_email: {
    message: 'De relatie heeft in Xero geen e-mailadres.',
    fix: 'Geef de relatie er een in Xero, en vraag de e-mail opnieuw aan.',
  },
  email_limit_is_reached: {
    message: 'Xero verstuurt vandaag geen e-mails meer voor deze organisatie.',
    fix: 'Een betalende organisatie kan er 1.000 per dag versturen, een proefversie 20, een demobedrijf geen. Vraag het morgen opnieuw, of verstuur zelf en markeer als verzonden.',
  },
  document_is_not_for_email: {
    message: 'Xero mailt alleen goedgekeurde facturen.',
    fix: 'Keur de factuur in Xero goed, en vraag de e-mail opnieuw aan.',
  },
  email_may_be_sent: {
    message: 'Niemand weet of Xero het nog een keer heeft gemaild.',
    fix: 'Xero gaf geen antwoord, en de klant had de factuur al, dus de markering zegt niets. De geschiedenis van de factuur in Xero toont elke e-mail; vraag het opnieuw als die er niet bij staat.',
  },
  payment_is_too_large: {
    message: 'De betaling is groter dan wat openstaat.',
    fix: 'Verlaag het bedrag.',
  },
  plan_limit_is_reached: {
    message:
      'Het Xero-abonnement van deze organisatie staat deze maand geen goedgekeurde facturen meer toe.',
    fix: 'Exporteer als concept, of wijzig het abonnement in Xero.',
  },
  branding_theme_is_gone: {
    message: 'Xero heeft de huisstijl van de factuur niet meer.',
    fix: 'Probeer het opnieuw: dan gaat die met de huidige standaard van Instellingen, Xero.',
  },
  item_code_is_taken: {
    message: 'Xero heeft al een product met deze code.',
    fix: 'Kies een andere code, of ververs de lijst en kies het product.',
  },
  item_is_not_valid: {
    message: 'Xero kent het product op een regel niet.',
    fix: 'Kies een ander product.',
  },
  account_is_taken: {
    message: 'Xero heeft al een rekening met deze code of naam.',
    fix: 'Kies een andere code en naam.',
  },
  journal_does_not_balance: {
    message: 'Debet en credit van de boeking zijn in Xero niet gelijk.',
    fix: 'Controleer de rekeningen: Xero laat regels weg waarvan het de rekening niet kent.',
  },
  amounts_differ: {
    message: 'Xero berekent een ander totaal voor het document.',
    fix: 'Meld dit: Hourbook en Xero horen op de cent gelijk te zijn.',
  },
  discount_is_too_large: {
    message: 'De korting is groter dan de regel.',
    fix: 'Verlaag de korting.',
  },
  sent_mark_was_ignored: {
    message: 'Xero markeert alleen goedgekeurde facturen als verzonden.',
    fix: 'Keur de factuur in Xero goed.',
  },
  idempotency_key_was_reused: {
    message: 'Xero zag dit verzoek al eerder, met andere inhoud.',
    fix: 'Hourbook zoekt in Xero op wat ervan is geworden; probeer het opnieuw.',
  },
  role_is_not_permitted: {
    message: 'De Xero-gebruiker die verbond, mag dit niet.',
    fix: 'Laat een adviseur, of een gebruiker met alle rapporten, opnieuw verbinden.',
  },
  token_expired: {
    message: 'De machtiging om met Xero te werken is verlopen.',
    fix: 'Verbind opnieuw.',
  },
  not_connected: {
    message: 'Xero zegt dat deze organisatie niet meer met Hourbook is verbonden.',
    fix: 'Verbind opnieuw.',
  },
  organisation_is_offline: {
    message: 'Xero heeft deze organisatie even offline.',
    fix: 'Hourbook probeert het vanzelf opnieuw.',
  },
  xero_is_offline: {
    message: 'Xero is op dit moment niet beschikbaar.',
    fix: 'Hourbook probeert het vanzelf opnieuw.',
  },
  connection_is_too_old: {
    message: 'Xero neemt de manier waarop deze Hourbook ermee praat niet aan.',
    fix: 'Werk Hourbook bij en de Node.js waarop die draait; ook een proxy onderweg kan te oud zijn.',
  },
  not_found_in_xero: {
    message: 'Xero heeft dit niet meer.',
    fix: 'Ververs, en kies opnieuw.',
  },
  request_was_not_understood: {
    message: 'Xero begreep het verzoek niet.',
    fix: 'Meld dit met de bijzonderheden hieronder: het is een fout in Hourbook.',
  },
  grant_is_dead: {
    message: 'Xero neemt de gegeven machtiging niet meer aan.',
    fix: 'Verbind opnieuw.',
  },
  app_is_refused: {
    message: 'Xero neemt de app-registratie van deze Hourbook niet aan.',
    fix: 'Controleer XERO_CLIENT_ID, XERO_CLIENT_SECRET en XERO_REDIRECT_URI.',
  },
  scope_is_refused: {
    message: 'Xero geeft een machtiging niet die werd gevraagd.',
    fix: 'Controleer XERO_SCOPES: oude en nieuwe scopes kunnen niet samen worden gevraagd.',
  },
  outcome_is_unknown: {
    message: 'De aanroep van Xero eindigde zonder te zeggen of die is uitgevoerd.',
    fix: 'Hourbook zoekt het vanzelf in Xero op voordat er iets opnieuw wordt verstuurd.',
  },
  update_is_there_in_part: {
    message:
      'Xero heeft een deel van de toegevoegde regels, maar niet alle zoals ze zijn verstuurd.',
    fix: 'Misschien zijn ze daar gewijzigd. Zet de ontbrekende in Xero terug zoals ze zijn verstuurd, of haal de andere ook weg; of annuleer de factuur daar. Hourbook kijkt vanzelf opnieuw, steeds minder vaak, en voegt tot dan niets toe.',
  },
  lookup_is_refused: {
    message: 'Xero heeft het misschien, maar weigert dat te zeggen.',
    fix: 'Hourbook vraagt het vanzelf opnieuw, steeds minder vaak, en verstuurt niets voordat het zeker is. Hieronder staat wat Xero zegt; gaat het om de rol, laat dan een adviseur opnieuw verbinden: dan wordt het meteen gevraagd.',
  },
  contact_is_linked_elsewhere: {
    message: 'De relatie in Xero die bij deze klant past, is aan een andere klant gekoppeld.',
    fix: 'Voeg de twee klanten samen, of geef ze verschillende nummers en namen.',
  },
  permission_is_missing: {
    message: 'Hourbook heeft geen machtiging voor bestanden in Xero.',
    fix: 'Werk de machtigingen bij; het bestand wordt daarna vanzelf verstuurd.',
  },
  file_is_not_taken: {
    message: 'Xero neemt dit bestand niet aan.',
    fix: 'Voeg het in Xero met de hand toe, of voeg het hier in een andere vorm toe en exporteer opnieuw.',
  },
  cannot_print: {
    message: 'De urenstaat kon op deze machine niet worden gemaakt.',
    fix: 'Zie de log van de worker; de pdf-compiler is een onderdeel dat npm voor de meeste platforms installeert.',
  },
  unrecognised: {
    message: 'Xero weigerde, in woorden die Hourbook niet kent.',
    fix: 'Lees hieronder wat Xero zegt; meld het aan de makers van Hourbook.',
  },
}
