import type { RefusalCode, refusals } from '../refusals.ts'

type Words = { title: string; fix?: string }
type Dutch = {
  [Code in RefusalCode]: (typeof refusals)[Code] extends { fix: string }
    ? Required<Words>
    : Omit<Words, 'fix'>
}

/** Every reason to say no, in Dutch. The codes are those of refusals.ts; none can be left out. */
export const refusalsInDutch = {
  // The edge
  input_is_not_valid: {
    title: 'Een deel van de invoer kan niet worden verwerkt.',
    fix: 'Verbeter de velden die in errors staan.',
  },
  body_is_not_json: {
    title: 'De inhoud is geen geldige JSON.',
    fix: 'Stuur een JSON-object met Content-Type: application/json.',
  },
  body_is_too_large: {
    title: 'De inhoud is groter dan deze server aanneemt.',
    fix: 'Stuur minder regels tegelijk.',
  },
  media_type_is_not_supported: {
    title: 'Dit inhoudstype wordt niet begrepen.',
    fix: 'Stuur application/json.',
  },
  route_not_found: {
    title: 'Op dit adres is niets.',
    fix: 'Zie /api/docs voor de adressen die er zijn.',
  },
  report_view_not_found: { title: 'Deze weergave bestaat niet.' },
  report_view_name_is_taken: {
    title: 'Er is al een eigen weergave van dit rapport met deze naam.',
    fix: 'Kies een andere naam, of wijzig die weergave.',
  },
  report_view_is_of_somebody_else: {
    title: 'Alleen de maker van een weergave kan die wijzigen.',
    fix: 'Bewaar een eigen weergave.',
  },
  too_many_report_views: {
    title: 'Er zijn al 200 weergaven; meer kan niet.',
    fix: 'Verwijder weergaven die niet worden gebruikt.',
  },
  mail_is_off: {
    title: 'Deze installatie kan geen e-mail versturen.',
    fix: 'Stel SMTP_URL en MAIL_FROM in en start Hourbook opnieuw.',
  },
  placeholder_is_unknown: {
    title: 'De tekst noemt iets dat Hourbook niet kent.',
    fix: 'Gebruik een van de aangeboden invulvelden.',
  },
  invoice_email_is_under_way: {
    title: 'Er is al een e-mail met deze factuur onderweg.',
    fix: 'Wacht tot die is verstuurd of geweigerd.',
  },
  invoice_was_emailed: {
    title: 'De klant heeft deze factuur al per e-mail, of misschien.',
    fix: 'Verstuur hem opnieuw als dat de bedoeling is.',
  },
  recurring_invoice_not_found: { title: 'Deze periodieke factuur bestaat niet.' },
  recurring_has_made_some: {
    title: 'Er zijn al facturen van gemaakt.',
    fix: 'Beëindig of pauzeer hem en maak een nieuwe.',
  },
  recurring_ends_twice: {
    title: 'Hij eindigt na een dag of na een aantal keren, niet allebei.',
    fix: 'Laat een van beide leeg.',
  },
  first_day_is_past: {
    title: 'De eerste dag is voorbij.',
    fix: 'Kies vandaag of een latere dag.',
  },
  recurring_missed_too_many: {
    title: 'Er zijn er meer dan twaalf gemist, dus er is er geen gemaakt.',
    fix: 'Pauzeer en hervat hem: hij gaat vandaag verder. Maak met de hand wat ontbreekt.',
  },
  client_has_no_email: {
    title: 'De factuur is gemaakt, maar de klant heeft geen e-mailadres.',
    fix: 'Geef de klant een adres en verstuur de factuur met de hand.',
  },
  invoice_is_not_overdue: {
    title: 'Deze factuur is niet vervallen.',
    fix: 'Herinner de klant na de vervaldatum.',
  },
  client_gets_no_reminders: {
    title: 'Voor deze klant staan herinneringen uit.',
    fix: 'Zet ze aan bij de klant.',
  },
  no_reminder_is_left: {
    title: 'De klant heeft alle herinneringen gehad.',
    fix: 'Bel de klant, of voeg een stap toe in Instellingen, Herinneringen.',
  },
  reminder_is_another_step: {
    title: 'Deze stap is al verstuurd.',
    fix: 'Haal de herinnering op die nu aan de beurt is.',
  },
  email_not_found: { title: 'Deze e-mail bestaat niet.' },
  email_cannot_be_sent_again: {
    title: 'Alleen een e-mail die is geweigerd of misschien niet is aangekomen, gaat opnieuw.',
    fix: 'Wacht tot duidelijk is wat ervan geworden is.',
  },
  email_may_have_arrived: {
    title: 'De verbinding viel weg terwijl deze e-mail onderweg was: misschien is hij aangekomen.',
    fix: 'Vraag het na bij de ontvanger, of verstuur hem opnieuw met mayArriveTwice.',
  },
  printer_is_busy: {
    title: 'Er worden op dit moment veel documenten gemaakt.',
    fix: 'Probeer het zo meteen opnieuw.',
  },
  printer_is_missing: {
    title: 'Deze installatie kan geen pdf maken.',
    fix: 'Installeer de pdf-compiler voor dit platform, of download een spreadsheet.',
  },
  printing_takes_too_long: {
    title: 'Het maken van dit document duurt te lang.',
    fix: 'Beperk de filters, of download een spreadsheet.',
  },
  report_is_too_long_to_print: {
    title: 'Een pdf heeft ruimte voor 5.000 rijen.',
    fix: 'Beperk de filters, of download een spreadsheet.',
  },
  too_many_requests: {
    title: 'Te veel verzoeken in korte tijd.',
    fix: 'Wacht even en probeer het opnieuw.',
  },
  not_signed_in: {
    title: 'Er is niemand aangemeld.',
    fix: 'Meld aan, of stuur een persoonlijk API-token.',
  },
  password_is_wrong: {
    title: 'Dit e-mailadres en dit wachtwoord horen niet bij elkaar.',
    fix: 'Controleer beide en probeer het opnieuw.',
  },
  not_allowed: {
    title: 'Deze rol staat dit niet toe.',
    fix: 'Vraag het een beheerder van de werkruimte.',
  },
  origin_does_not_match: {
    title: 'Dit verzoek kwam van een andere website.',
    fix: 'Gebruik Hourbook op zijn eigen adres.',
  },
  idempotency_key_reused: {
    title: 'Deze Idempotency-Key is voor een ander verzoek gebruikt.',
    fix: 'Gebruik een nieuwe sleutel voor een nieuw verzoek.',
  },
  request_was_done: {
    title: 'Dit verzoek is al uitgevoerd, maar het antwoord ging verloren.',
    fix: 'Zoek op wat het heeft gemaakt; stuur het niet opnieuw met een nieuwe sleutel.',
  },
  request_in_progress: {
    title: 'Aan hetzelfde verzoek wordt nog gewerkt.',
    fix: 'Wacht even en probeer het opnieuw.',
  },
  // Workspace
  currency_is_unknown: {
    title: 'Deze valuta is niet bekend.',
    fix: 'Gebruik een ISO 4217-code zoals EUR.',
  },
  time_zone_is_unknown: {
    title: 'Deze tijdzone is niet bekend.',
    fix: 'Gebruik een IANA-naam zoals Europe/Amsterdam.',
  },
  member_not_found: { title: 'Deze medewerker is niet in deze werkruimte.' },
  member_email_is_taken: {
    title: 'Iemand in deze werkruimte heeft dit e-mailadres al.',
    fix: 'Gebruik een ander adres.',
  },
  last_owner_stays: {
    title: 'Een werkruimte houdt ten minste één eigenaar.',
    fix: 'Maak eerst iemand anders eigenaar.',
  },
  api_token_not_found: { title: 'Dit API-token bestaat niet.' },
  // Clients
  client_not_found: { title: 'Deze klant bestaat niet.' },
  client_number_is_taken: {
    title: 'Een andere klant heeft dit klantnummer.',
    fix: 'Kies een ander nummer; hoofdletters en spaties tellen niet.',
  },
  client_is_in_use: {
    title: 'Deze klant wordt gebruikt en kan niet worden verwijderd.',
    fix: 'Archiveer de klant.',
  },
  // Projects, catalogue
  project_not_found: { title: 'Dit project bestaat niet.' },
  project_code_is_taken: {
    title: 'Een ander project heeft deze code.',
    fix: 'Kies een andere code; hoofdletters tellen niet.',
  },
  project_is_archived: {
    title: 'Dit project is gearchiveerd.',
    fix: 'Haal het eerst uit het archief, of kies een ander project.',
  },
  project_is_in_use: {
    title: 'Dit project wordt gebruikt en kan niet worden verwijderd.',
    fix: 'Archiveer het project.',
  },
  client_is_archived: {
    title: 'Deze klant is gearchiveerd.',
    fix: 'Haal de klant eerst uit het archief, of kies een andere klant.',
  },
  invoice_method_needs_price: {
    title: 'Bij deze factuurmethode hoort een prijs.',
    fix: 'Geef het uurtarief, de vaste prijs of het abonnement dat bij de methode hoort.',
  },
  tag_not_found: { title: 'Dit label bestaat niet.' },
  vehicle_not_found: { title: 'Dit voertuig bestaat niet.' },
  vehicle_name_is_taken: {
    title: 'Er is al een voertuig met deze naam.',
    fix: 'Kies een andere naam.',
  },
  vehicle_is_in_use: { title: 'Dit voertuig wordt gebruikt.', fix: 'Archiveer het voertuig.' },
  team_not_found: { title: 'Dit team bestaat niet.' },
  team_name_is_taken: { title: 'Er is al een team met deze naam.', fix: 'Kies een andere naam.' },
  team_has_members: {
    title: 'Er zijn medewerkers in dit team.',
    fix: 'Haal hen er eerst uit, of archiveer het team.',
  },
  contract_not_found: { title: 'Dit contract van deze medewerker bestaat niet.' },
  contracts_overlap: {
    title: 'Een ander contract van deze medewerker overlapt met dit contract.',
    fix: 'Laat het eerdere contract eindigen voor dit begint.',
  },
  tag_name_is_taken: { title: 'Er is al een label met deze naam.', fix: 'Kies een andere naam.' },
  tag_is_in_use: { title: 'Dit label wordt gebruikt.', fix: 'Archiveer het label.' },
  project_is_a_sub_project: {
    title: 'Dit project hoort zelf bij een hoofdproject.',
    fix: 'Kies een hoofdproject; onder een deelproject komt niets meer.',
  },
  project_has_sub_projects: {
    title: 'Dit project heeft deelprojecten.',
    fix: 'Verplaats die eerst naar een ander hoofdproject.',
  },
  sub_project_has_another_client: {
    title: 'Een deelproject hoort bij de klant van het hoofdproject.',
    fix: 'Factureer aan een andere klant als iemand anders betaalt.',
  },
  planned_instalment_not_found: { title: 'De vaste prijs heeft deze termijn niet.' },
  planned_instalment_is_billed: {
    title: 'Een termijn die is gefactureerd of afgeboekt, blijft zoals die is.',
    fix: 'Wijzig de andere termijnen, of laat eerst de factuur vervallen.',
  },
  task_is_planned_twice: {
    title: 'Deze taak heeft al een prijs.',
    fix: 'Geef elke taak één prijs.',
  },
  fixed_price_is_planned: {
    title: 'Deze vaste prijs wordt gefactureerd in de geplande termijnen.',
    fix: 'Kies een van de termijnen.',
  },
  member_is_not_on_project: {
    title: 'Deze medewerker hoort niet bij het project.',
    fix: 'Kies een ander project, of voeg de medewerker toe aan dit project.',
  },
  task_is_not_on_project: {
    title: 'Deze taak wordt op het project niet gebruikt.',
    fix: 'Kies een taak van het project.',
  },
  day_is_outside_project: {
    title: 'Het project loopt niet op deze dag.',
    fix: 'Kies een dag tussen begin en einde.',
  },
  fixed_price_is_below_invoiced: {
    title: 'Er is al meer dan deze prijs gefactureerd of afgeboekt.',
    fix: 'Geef een prijs die ten minste zo hoog is.',
  },
  task_not_found: { title: 'Deze taak bestaat niet.' },
  task_name_is_taken: {
    title: 'Een andere taak heeft deze naam.',
    fix: 'Kies een andere naam; hoofdletters tellen niet.',
  },
  task_is_archived: {
    title: 'Deze taak is gearchiveerd.',
    fix: 'Haal de taak eerst uit het archief, of kies een andere.',
  },
  task_is_in_use: {
    title: 'Deze taak wordt gebruikt en kan niet worden verwijderd.',
    fix: 'Archiveer de taak.',
  },
  product_not_found: { title: 'Dit product bestaat niet.' },
  product_name_is_taken: {
    title: 'Een ander product heeft deze naam.',
    fix: 'Kies een andere naam; hoofdletters tellen niet.',
  },
  product_is_archived: {
    title: 'Dit product is gearchiveerd.',
    fix: 'Haal het eerst uit het archief, of kies een ander product.',
  },
  product_is_in_use: {
    title: 'Dit product wordt gebruikt en kan niet worden verwijderd.',
    fix: 'Archiveer het product.',
  },
  vat_rate_not_found: { title: 'Dit btw-tarief bestaat niet.' },
  vat_rate_is_default: {
    title: 'Een werkruimte houdt een standaard btw-tarief.',
    fix: 'Maak eerst een ander btw-tarief standaard.',
  },
  vat_rate_is_in_use: {
    title: 'Dit btw-tarief wordt gebruikt en kan niet worden verwijderd.',
    fix: 'Archiveer het btw-tarief.',
  },
  only_owners_make_owners: {
    title: 'Alleen een eigenaar kan iemand eigenaar maken of een eigenaar wijzigen.',
    fix: 'Vraag het een eigenaar van de werkruimte.',
  },
  member_is_archived: {
    title: 'Deze medewerker is gearchiveerd.',
    fix: 'Haal de medewerker eerst uit het archief, of kies iemand anders.',
  },
  // Hours, expenses, mileages
  timer_not_found: { title: 'Deze timer loopt niet.' },
  timer_ran_past_midnight: {
    title: 'Deze timer liep door na middernacht.',
    fix: 'Geef midnight op: split voor een regel op elke dag, keep voor alles op de eerste.',
  },
  timer_starts_in_the_future: {
    title: 'Een timer kan niet later dan nu zijn begonnen.',
    fix: 'Geef een begin dat geweest is.',
  },
  timer_starts_too_long_ago: {
    title: 'Een timer kan niet langer dan 31 dagen geleden zijn begonnen.',
    fix: 'Schrijf die uren als duur, op hun dagen.',
  },
  timer_ends_in_the_future: {
    title: 'Een timer kan niet later dan nu zijn gestopt.',
    fix: 'Geef een einde dat geweest is, of laat het weg.',
  },
  timers_overlap: {
    title: 'Na dit begin is een andere timer gestart.',
    fix: 'Stop die eerst of gooi die weg, of begin later.',
  },
  id_is_taken: {
    title: 'Dit id hoort al bij iets anders.',
    fix: 'Maak een nieuwe UUIDv7, of laat het id weg.',
  },
  time_entry_was_changed: {
    title: 'Iemand heeft deze uren intussen gewijzigd of verwijderd.',
    fix: 'Lees ze opnieuw, en stuur wat nog klopt met hun nieuwe updatedAt.',
  },
  expense_was_changed: {
    title: 'Iemand heeft deze onkostenpost intussen gewijzigd of verwijderd.',
    fix: 'Lees de post opnieuw, en stuur wat nog klopt met de nieuwe updatedAt.',
  },
  mileage_was_changed: {
    title: 'Iemand heeft deze rit intussen gewijzigd of verwijderd.',
    fix: 'Lees de rit opnieuw, en stuur wat nog klopt met de nieuwe updatedAt.',
  },
  earlier_state_not_found: {
    title: 'Wat hier eerder stond, is niet bewaard.',
    fix: 'Wijzigingen kunnen een dag lang ongedaan worden gemaakt.',
  },
  time_entry_not_found: { title: 'Deze urenregel bestaat niet.' },
  expense_not_found: { title: 'Deze onkostenpost bestaat niet.' },
  mileage_not_found: { title: 'Deze rit bestaat niet.' },
  end_is_before_start: {
    title: 'Het einde ligt voor het begin.',
    fix: 'Geef een einde dat niet voor het begin ligt.',
  },
  time_does_not_exist: {
    title: 'De klok slaat deze tijd op deze dag over.',
    fix: 'Geef een tijd voor of na het uur dat door de zomertijd vervalt.',
  },
  duration_is_not_understood: {
    title: 'Dit is geen werktijd.',
    fix: 'Schrijf 1:30, 1,5, 90m, 9-12:15 of 9:00-17:00 -30m.',
  },
  duration_is_over_24_hours: {
    title: 'Een dag heeft 24 uur.',
    fix: 'Geef minder op, of voer elke dag apart in.',
  },
  pause_is_negative: {
    title: 'Een pauze kan niet minder dan niets zijn.',
    fix: 'Schrijf de pauze met één minteken, zoals 9-17 -30m.',
  },
  pause_is_longer_than_work: {
    title: 'De pauze is langer dan de tijd tussen begin en einde.',
    fix: 'Geef een kortere pauze.',
  },
  duration_is_missing: {
    title: 'Er staat niet hoelang het werk duurde.',
    fix: 'Geef seconds, of startedAt en endedAt.',
  },
  duration_does_not_match: {
    title: 'De duur past niet bij begin, einde en pauze.',
    fix: 'Geef seconds, of startedAt en endedAt, niet beide.',
  },
  day_is_over_24_hours: {
    title: 'Deze medewerker zou meer dan 24 uur op één dag hebben gewerkt.',
    fix: 'Verbeter de duur of de dag.',
  },
  unit_price_is_missing: {
    title: 'Bij een onkostenpost hoort een prijs per stuk.',
    fix: 'Geef de prijs, of een product dat er een heeft.',
  },
  gross_price_is_not_exact: {
    title: 'Geen prijs zonder btw van vier decimalen komt op dit bedrag uit.',
    fix: 'Voer het totaal in als één stuk, of de prijs zonder btw.',
  },
  amount_is_in_other_currency: {
    title: 'Onkosten worden bijgehouden in de valuta van de werkruimte.',
    fix: 'Geef wat het in die valuta was.',
  },
  amount_is_too_large: {
    title: 'Aantal maal prijs is meer dan kan worden geboekt.',
    fix: 'Geef een kleiner aantal of een lagere prijs.',
  },
  receipt_not_found: { title: 'Deze bon bestaat niet.' },
  receipt_is_missing: {
    title: 'Er kwam geen bestand mee.',
    fix: 'Stuur één bestand in het veld "file" van een multipart/form-data-verzoek.',
  },
  receipt_is_empty: {
    title: 'Dit bestand is leeg.',
    fix: 'Kies het bestand opnieuw; misschien is het niet volledig opgeslagen.',
  },
  receipt_type_is_not_taken: {
    title: 'Dit bestand is geen afbeelding en geen pdf.',
    fix: 'Voeg een JPEG-, PNG-, WebP- of HEIC-afbeelding of een pdf toe.',
  },
  receipt_is_too_big: {
    title: 'Dit bestand is groter dan 10 MB.',
    fix: 'Maak het kleiner: fotografeer met minder detail, of scan in zwart-wit.',
  },
  logo_is_missing: {
    title: 'Er zit geen afbeelding in dit verzoek.',
    fix: 'Kies een afbeelding in PNG of JPEG.',
  },
  logo_is_too_big: {
    title: 'Deze afbeelding is groter dan 500 kB.',
    fix: 'Maak haar kleiner: een logo van 800 pixels is scherp op papier.',
  },
  logo_type_is_not_taken: {
    title: 'Dit bestand is geen afbeelding in PNG of JPEG die afgedrukt kan worden.',
    fix: 'Bewaar het logo als PNG of JPEG en kies het opnieuw.',
  },
  logo_not_found: {
    title: 'Er is geen logo.',
    fix: 'Voeg er een toe onder Instellingen, Briefpapier.',
  },
  too_many_receipts: {
    title: 'Een onkostenpost heeft ten hoogste tien bonnen.',
    fix: "Verwijder er eerst een, of voeg meer pagina's samen tot één pdf.",
  },
  item_is_invoiced: {
    title: 'Dit staat op een factuur en kan niet worden gewijzigd.',
    fix: 'Verwijder eerst de conceptfactuur of verwerp het document; dan komt alles weer vrij.',
  },
  item_is_written_off: {
    title: 'Dit is afgeboekt en kan niet worden gewijzigd of gefactureerd.',
    fix: 'Draai eerst de afboeking terug.',
  },
  item_is_not_written_off: { title: 'Hiervan is niets afgeboekt.' },
  item_is_submitted: {
    title: 'Dit is ingediend en wacht op goedkeuring, en kan niet worden gewijzigd.',
    fix: 'Trek het eerst in, of vraag om afkeuring.',
  },
  item_is_approved: {
    title: 'Dit is goedgekeurd en kan niet worden gewijzigd.',
    fix: 'Vraag de goedkeurder om afkeuring; dan staat het weer open.',
  },
  item_is_not_submitted: {
    title: 'Dit is niet ingediend.',
    fix: 'Alleen wat op goedkeuring wacht, kan worden goedgekeurd, afgekeurd of ingetrokken.',
  },
  item_is_not_approved: {
    title: 'Dit is nog niet goedgekeurd.',
    fix: 'Keur het eerst goed; of sta factureren zonder goedkeuring toe onder Instellingen, Goedkeuring.',
  },
  period_is_closed: {
    title: 'Deze dag valt in een afgesloten periode, waarin niets meer verandert.',
    fix: 'Kies een latere dag, of vraag de periode te openen onder Instellingen, Goedkeuring.',
  },
  nothing_to_write_off: {
    title: 'Niets van de selectie kan worden afgeboekt.',
    fix: 'Kies declarabel werk dat niet is gefactureerd en niet is afgeboekt.',
  },
  write_off_not_found: { title: 'Deze afboeking bestaat niet.' },
  selection_is_too_large: {
    title: 'Er zijn meer dan 50.000 rijen.',
    fix: 'Beperk de filters, zoals de periode.',
  },
  // Billing
  nothing_to_bill: {
    title: 'Niets van de selectie kan worden gefactureerd.',
    fix: 'Kies declarabel werk dat nog niet op een factuur staat.',
  },
  item_not_found: { title: 'Dit is niet in deze werkruimte.' },
  item_is_not_billable: {
    title: 'Dit is als niet declarabel gemarkeerd.',
    fix: 'Markeer het eerst als declarabel.',
  },
  hours_are_not_billed_by_the_hour: {
    title: 'Het project van deze uren wordt niet per uur gefactureerd.',
    fix: 'Factureer de vaste prijs of het abonnement onder Te factureren.',
  },
  preview_is_outdated: {
    title: 'Wat zou worden verzonden, is niet meer wat het voorbeeld liet zien.',
    fix: 'Bekijk het nieuwe voorbeeld en bevestig het.',
  },
  due_is_before_issued: {
    title: 'De vervaldatum ligt voor de datum van het document.',
    fix: 'Kies een vervaldatum op of na de datum.',
  },
  document_is_too_large: {
    title: 'Eén document zou meer regels hebben dan Xero in één keer aanneemt.',
    fix: 'Groepeer de regels per taak of project, of factureer een kortere periode.',
  },
  items_of_several_clients: {
    title: 'De selectie is van meer dan één klant, of niet van de klant van de factuur.',
    fix: 'Maak een factuur voor elke klant.',
  },
  project_has_no_fixed_price: {
    title: 'Dit project heeft geen vaste prijs.',
    fix: 'Kies eerst vaste prijs als factuurmethode.',
  },
  fixed_price_is_fully_billed: {
    title: 'Van de vaste prijs van dit project is niets over.',
    fix: 'Verhoog de prijs, verwerp een document dat ervan factureert, of draai een afboeking terug.',
  },
  fixed_price_would_be_exceeded: {
    title: 'Deze termijn is meer dan wat van de vaste prijs over is.',
    fix: 'Factureer wat over is, of verhoog de prijs.',
  },
  project_has_no_subscription: {
    title: 'Dit project heeft geen abonnement.',
    fix: 'Kies eerst abonnement als factuurmethode.',
  },
  period_is_paused: {
    title: 'Het abonnement is deze hele periode gepauzeerd.',
    fix: 'Verkort eerst de pauze op de pagina van het project.',
  },
  subscription_pause_not_found: { title: 'Deze pauze bestaat niet.' },
  subscription_pauses_overlap: {
    title: 'Op een deel van deze dagen is het abonnement al gepauzeerd.',
    fix: 'Wijzig die pauze, of kies andere dagen.',
  },
  subscription_price_not_found: { title: 'Vanaf die dag geldt geen prijs van dit abonnement.' },
  budget_not_found: { title: 'Dit project heeft geen budget.' },
  rate_subject_not_found: { title: 'Deze klant, taak of medewerker of dit project bestaat niet.' },
  rate_not_found: { title: 'Op die dag begint geen tarief.' },
  rate_is_needed: {
    title: 'De werkruimte en een project hebben altijd een tarief.',
    fix: 'Geef een tarief; nul mag.',
  },
  rate_preview_is_outdated: {
    title: 'Er zou ander werk wijzigen dan het voorbeeld liet zien.',
    fix: 'Bekijk het voorbeeld opnieuw.',
  },
  price_is_from_the_start: {
    title: 'Een nieuwe prijs begint na de eerste periode van het abonnement.',
    fix: 'Wijzig de prijs van het abonnement zelf, of kies een latere dag.',
  },
  subscription_has_billed_periods: {
    title: 'Er zijn gefactureerde perioden die met die van dit abonnement zouden overlappen.',
    fix: 'Houd begin en interval gelijk, of begin na de laatste gefactureerde periode.',
  },
  project_has_billed_work: {
    title: 'Werk van dit project staat op een document van de klant; het kan niet verhuizen.',
    fix: 'Maak een nieuw project voor de andere klant en registreer nieuw werk daar.',
  },
  period_not_found: {
    title: 'Op die dag begint geen periode van dit abonnement.',
    fix: 'Gebruik het begin van een periode uit de lijst Te factureren.',
  },
  tax_rate_is_not_mapped: {
    title: 'Xero heeft voor verkoop geen actief tarief bij dit btw-tarief.',
    fix: 'Kies het btw-tarief van Xero onder Beheer, Btw-tarieven.',
  },
  tax_rate_differs: {
    title: 'Het gekozen btw-tarief van Xero heeft een ander percentage.',
    fix: 'Kies een btw-tarief van Xero met hetzelfde percentage onder Beheer, Btw-tarieven.',
  },
  item_code_is_unknown: {
    title: 'Xero verkoopt geen product met de code van deze taak of dit product.',
    fix: 'Verbeter het Xero-product, of maak het leeg voor het standaardproduct.',
  },
  account_code_is_unknown: {
    title:
      'Xero heeft geen actieve grootboekrekening met de code van een boekingsregel of relatie.',
    fix: 'Kies een andere rekening onder Instellingen, Xero, Boekingsregels.',
  },
  tracking_option_is_unknown: {
    title: 'Xero heeft de kostenplaats van een boekingsregel niet als actieve.',
    fix: 'Kies een andere kostenplaats onder Instellingen, Xero, Boekingsregels.',
  },
  mapping_is_item_or_account: {
    title: 'Werk wordt geboekt met een product of op een rekening, niet beide.',
    fix: 'Geef een van beide en laat de andere leeg.',
  },
  tracking_category_is_named_twice: {
    title: 'Een regel heeft één kostenplaats van elke categorie.',
    fix: 'Noem elke categorie één keer.',
  },
  // Documents in Xero
  xero_export_not_found: { title: 'Deze export bestaat niet.' },
  xero_document_not_found: { title: 'Dit document bestaat niet.' },
  document_is_not_rejected: {
    title: 'Alleen een document dat Xero weigerde, kan opnieuw worden verzonden.',
  },
  xero_attachment_not_found: { title: 'Dit bestand van dit document bestaat niet.' },
  attachment_is_not_rejected: {
    title: 'Alleen een bestand dat Xero weigerde, kan opnieuw worden verzonden.',
  },
  receipt_is_not_for_xero: {
    title: 'Xero neemt geen WebP- of HEIC-afbeeldingen aan.',
    fix: 'Voeg de bon toe als JPEG, PNG of pdf.',
  },
  too_many_files: {
    title: 'Xero bewaart ten hoogste tien bestanden bij een document.',
    fix: 'Exporteer per project, of voeg bonnen samen tot één pdf.',
  },
  client_is_of_another_administration: {
    title: 'De klant hoort bij een andere Xero-administratie.',
    fix: 'Verzend vanuit die administratie, of geef de klant aan deze.',
  },
  document_is_of_another_administration: {
    title: 'Dit document was bedoeld voor een andere Xero-administratie.',
    fix: 'Verbind die opnieuw, of verwerp het document en verzend het werk opnieuw.',
  },
  document_may_be_in_xero: {
    title: 'Dit document staat in Xero, of is misschien onderweg.',
    fix: 'Wacht tot de uitkomst bekend is; wat Xero weigerde, kan worden verworpen.',
  },
  document_is_not_in_xero: {
    title: 'Dit document staat niet in Xero.',
    fix: 'Alleen wat in Xero staat, kan daar wijzigen; verwerp het, of verzend het opnieuw.',
  },
  document_is_closed: {
    title: 'Dit document is in Xero al vervallen, verwijderd of gecrediteerd.',
    fix: 'Wat erop stond, kan opnieuw worden gefactureerd.',
  },
  document_is_being_changed: {
    title: 'Een wijziging van dit document is onderweg naar Xero.',
    fix: 'Wacht tot de uitkomst bekend is.',
  },
  document_is_paid: {
    title: "Er staan in Xero betalingen of creditnota's op dit document.",
    fix: 'Crediteer het in Xero, zodat de betaling als tegoed blijft; of verwijder daar eerst de betaling.',
  },
  document_is_approved: {
    title: 'Deze factuur is in Xero goedgekeurd; de regels blijven zoals ze zijn.',
    fix: 'Laat haar vervallen en maak haar opnieuw zolang niets is betaald, of crediteer haar.',
  },
  document_is_not_approved: {
    title: 'Deze factuur is in Xero nog niet goedgekeurd; er is niets te crediteren.',
    fix: 'Vul haar aan zolang ze concept is, of laat haar vervallen en maak haar opnieuw.',
  },
  document_is_credited: {
    title: 'Hourbook heeft al een creditnota voor deze factuur gemaakt.',
    fix: 'Geef vrij wat erop staat om het opnieuw te verzenden.',
  },
  document_is_not_a_journal: {
    title: 'Alleen een verkooptransactie wordt met een tegenboeking teruggedraaid.',
    fix: 'Crediteer de factuur, of laat haar vervallen.',
  },
  document_is_a_reversal: {
    title: 'Deze boeking is zelf een tegenboeking.',
    fix: 'Laat haar in Xero vervallen; dan telt de oorspronkelijke boeking weer.',
  },
  document_is_reversed: {
    title: 'Een tegenboeking draait deze verkooptransactie terug.',
    fix: 'Laat eerst de tegenboeking vervallen.',
  },
  journal_is_not_posted: {
    title: 'De memoriaalboeking is in Xero een concept en staat niet in het grootboek.',
    fix: 'Laat haar vervallen: Xero verwijdert een concept.',
  },
  journal_was_edited: {
    title: 'Iemand heeft deze memoriaalboeking in Xero gewijzigd; tegenboeken zou een rest laten.',
    fix: 'Herstel haar zoals ze is verzonden (zie Verschillen), of boek haar in Xero tegen.',
  },
  document_was_sent: {
    title: 'Volgens Xero heeft de klant deze factuur al.',
    fix: 'Vraag om opnieuw e-mailen als dat de bedoeling is.',
  },
  document_has_credits: {
    title: 'In Xero staat al een tegoed of vooruitbetaling op deze factuur.',
    fix: 'Crediteer de rest in Xero, en geef dan hier vrij wat erop staat.',
  },
  nothing_to_credit: { title: 'Deze factuur komt in Xero op nul uit; er is niets te crediteren.' },
  document_is_not_credited: {
    title: 'In Xero is niet de hele factuur gecrediteerd.',
    fix: 'Maak in Xero een creditnota en verreken die met de factuur; probeer het dan opnieuw.',
  },
  document_is_a_journal: {
    title: 'Een memoriaalboeking kan alleen vervallen.',
    fix: 'Laat haar vervallen en maak de verkooptransactie opnieuw.',
  },
  document_is_an_own_invoice: {
    title: 'Deze verkoopfactuur volgt een factuur van Hourbook; ze kan alleen vervallen.',
    fix: 'Crediteer of mail de factuur zelf, onder Facturen.',
  },
  document_does_not_differ: {
    title: 'Dit document is in Hourbook en in Xero gelijk, voor zover het is gelezen.',
    fix: 'Vernieuw het om het opnieuw te lezen.',
  },
  document_amounts_would_change: {
    title: 'Met de huidige instellingen zou de btw van dit document anders zijn.',
    fix: 'Verwerp het document en exporteer het werk opnieuw.',
  },
  xero_does_not_answer: {
    title: 'Xero antwoordt nu niet.',
    fix: 'Probeer het zo meteen opnieuw.',
  },
  // Own invoices
  invoice_not_found: { title: 'Deze factuur bestaat niet.' },
  invoice_is_finalised: { title: 'Deze factuur is definitief en kan niet worden gewijzigd.' },
  invoice_is_not_finalised: {
    title: 'Deze factuur is nog een concept.',
    fix: 'Maak haar eerst definitief.',
  },
  invoice_is_sent: { title: 'Deze factuur is al verzonden.' },
  invoice_is_not_sent: {
    title: 'De factuur moet eerst zijn verzonden.',
    fix: 'Verzend de factuur, of markeer haar als verzonden.',
  },
  invoice_has_no_lines: {
    title: 'Deze factuur heeft geen regels.',
    fix: 'Voeg eerst werk of een regel toe.',
  },
  invoice_is_below_zero: {
    title: 'Deze factuur komt uit op minder dan nul.',
    fix: 'Verlaag de korting, of crediteer de factuur waar het om gaat.',
  },
  percentage_of_nothing: {
    title: 'Er staat geen regel boven het percentage.',
    fix: 'Zet het onder de regels waar het over gaat.',
  },
  work_is_priced_without_vat: {
    title:
      'Geregistreerd werk is geprijsd zonder btw, en kan dus niet op een factuur met prijzen inclusief btw.',
    fix: 'Laat de prijzen exclusief btw, of typ de regels op een eigen factuur.',
  },
  invoice_is_a_credit: {
    title: 'Een creditfactuur kan niet worden gecrediteerd.',
    fix: 'Maak een nieuwe factuur voor wat toch moet worden betaald.',
  },
  nothing_left_to_credit: {
    title: 'Deze factuur is al helemaal gecrediteerd.',
    fix: 'Verwijder een conceptcreditfactuur om haar anders te crediteren.',
  },
  invoice_line_not_found: { title: 'Deze factuur heeft deze regel niet.' },
  more_than_is_left_to_credit: {
    title: 'Dit is geen deel van wat van de regel nog te crediteren is.',
    fix: 'Geef een getal tussen nul en wat over is; onder nul bij een regel onder nul.',
  },
  credit_lines_are_fixed: {
    title: 'De regels van een creditfactuur volgen de factuur die zij crediteert.',
    fix: 'Verwijder het concept en crediteer de bedoelde regels.',
  },
  nothing_left_to_pay: {
    title: 'Op deze factuur staat niets meer open.',
    fix: 'Bekijk de betalingen en creditfacturen.',
  },
  more_than_is_due: {
    title: 'Dit is meer dan er op de factuur openstaat.',
    fix: 'Geef hoogstens het openstaande bedrag. Van wat te veel is betaald kan alleen worden terugbetaald wat creditfacturen terugnamen.',
  },
  payment_is_in_the_future: {
    title: 'Deze dag moet nog komen.',
    fix: 'Geef de dag waarop is betaald.',
  },
  invoice_link_not_found: {
    title: 'Deze link naar een factuur bestaat niet, of is ingetrokken.',
    fix: 'Vraag de afzender om een nieuwe.',
  },
  payment_not_found: { title: 'Deze betaling bestaat niet.' },
  payment_was_refunded: {
    title: 'Een deel van deze betaling is terugbetaald.',
    fix: 'Neem eerst de terugbetaling terug.',
  },
  e_invoice_is_not_complete: {
    title: 'Er ontbreekt iets voor een e-factuur.',
    fix: 'Vul in wat is genoemd; de pagina van de factuur wijst de weg.',
  },
  invoice_comes_to_nothing: {
    title: 'Deze factuur komt op 0,00 uit; er is niets te boeken in Xero.',
  },
  invoice_currency_differs: {
    title: 'De valuta van deze factuur is niet de basisvaluta van de Xero-administratie.',
    fix: 'Memoriaalboekingen in Xero zijn in de basisvaluta; kies een administratie met dezelfde valuta.',
  },
  invoice_has_payments: {
    title: 'Op deze factuur staan betalingen, waar Xero niets van zou weten.',
    fix: 'Neem de betalingen hier eerst terug; leg ze vast in Xero, vanwaar ze terugkomen.',
  },
  payments_are_kept_in_xero: {
    title: 'Deze factuur is een verkoopfactuur in Xero; betalingen worden daar vastgelegd.',
    fix: 'Leg de betaling vast in Xero; ze komt hier vanzelf terug.',
  },
  credit_note_cannot_be_made: {
    title: 'Creditfacturen kunnen nog geen creditnota in Xero worden.',
    fix: 'Maak de creditnota in Xero zelf. Op dezelfde factuur tellen beide één keer mee.',
  },
  sales_transaction_exists: { title: 'Deze factuur heeft al een verkooptransactie in Xero.' },
  sales_transaction_not_found: { title: 'Deze factuur heeft geen verkooptransactie in Xero.' },
  // Estimates
  estimate_not_found: { title: 'Deze offerte bestaat niet.' },
  valid_until_is_before_issued: {
    title: 'De laatste dag ligt voor de datum van de offerte.',
    fix: 'Geef dezelfde dag of een latere.',
  },
  estimate_is_sent: {
    title: 'Deze offerte is verstuurd en blijft zoals hij is.',
    fix: 'Alleen de laatste dag kan nog worden gewijzigd. Wijs hem af en maak een nieuwe voor ander werk.',
  },
  estimate_is_not_sent: {
    title: 'Deze offerte is nog een concept.',
    fix: 'Markeer hem eerst als verstuurd.',
  },
  estimate_is_decided: { title: 'Deze offerte is al geaccepteerd of afgewezen.' },
  estimate_has_expired: {
    title: 'De laatste dag van deze offerte is voorbij.',
    fix: 'Geef hem eerst een latere laatste dag.',
  },
  estimate_is_not_accepted: {
    title: 'Deze offerte is niet geaccepteerd.',
    fix: 'Accepteer hem zodra de klant akkoord is.',
  },
  estimate_has_no_price: {
    title: 'Deze offerte komt op niets uit en is dus geen vaste prijs.',
    fix: 'Maak het project met de hand.',
  },
  // Connection with Xero
  xero_is_not_connected: {
    title: 'Hourbook is niet met Xero verbonden.',
    fix: 'Verbind onder Instellingen, Xero.',
  },
  xero_connection_not_found: { title: 'Deze verbinding met een Xero-organisatie bestaat niet.' },
  xero_administration_not_chosen: {
    title: 'Er is nog geen administratie gekozen.',
    fix: 'Kies er een onder Instellingen, Xero.',
  },
  xero_needs_reconnection: {
    title: 'Xero laat Hourbook niet meer toe.',
    fix: 'Verbind opnieuw onder Instellingen, Xero; er gaat niets verloren.',
  },
  xero_scope_is_missing: {
    title: 'Xero wil meer machtigingen dan er zijn gegeven.',
    fix: 'Werk de machtigingen bij onder Instellingen, Xero.',
  },
  xero_is_busy: {
    title: 'Xero neemt nu even geen verzoeken meer aan.',
    fix: 'Wacht zo lang als Xero zegt, en probeer het dan opnieuw.',
  },
  xero_refused: {
    title: 'Xero heeft dit niet aangenomen.',
    fix: 'Lees wat Xero zegt en verbeter wat daar staat.',
  },
  consent_was_denied: {
    title: 'De verbinding is bij Xero niet toegestaan.',
    fix: 'Verbind opnieuw en kies voor toestaan.',
  },
  consent_does_not_match: {
    title: 'Deze toestemming is niet hier, in deze browser, door deze medewerker begonnen.',
    fix: 'Begin opnieuw onder Instellingen, Xero.',
  },
  consent_was_used: {
    title: 'Deze toestemming is al gebruikt.',
    fix: 'Is Xero niet verbonden, begin dan opnieuw onder Instellingen, Xero.',
  },
  consent_has_expired: {
    title: 'Deze toestemming duurde langer dan tien minuten.',
    fix: 'Begin opnieuw onder Instellingen, Xero.',
  },
  xero_sign_in_is_off: {
    title: 'Inloggen met Xero staat hier uit.',
    fix: 'Log in met een e-mailadres en wachtwoord.',
  },
  xero_sign_up_is_off: {
    title: 'Dit Xero-account is hier aan niemand gekoppeld, en aanmelden kan niet.',
    fix: 'Log in met het wachtwoord en koppel Xero onder Instellingen, Inloggen.',
  },
  xero_identity_is_in_doubt: {
    title: 'Wat Xero over deze persoon zegt, kan niet worden gecontroleerd.',
    fix: 'Begin opnieuw; blijft het gebeuren, neem dan contact op met de beheerder van deze Hourbook.',
  },
  xero_tells_no_email: {
    title: 'Xero noemt geen e-mailadres van dit account.',
    fix: 'Geef het account bij Xero een e-mailadres en begin opnieuw.',
  },
  email_can_sign_in_already: {
    title: 'Met het e-mailadres van dit Xero-account logt hier al iemand in.',
    fix: 'Log in met het wachtwoord van dat adres en koppel Xero onder Instellingen, Inloggen.',
  },
  xero_identity_is_taken: {
    title: 'Dit Xero-account is hier aan iemand anders gekoppeld.',
    fix: 'Log bij Xero in met het eigen account, of laat eerst de andere koppeling verwijderen.',
  },
  xero_identity_is_linked: {
    title: 'Er is al een ander Xero-account gekoppeld.',
    fix: 'Verwijder eerst die koppeling.',
  },
  xero_identity_is_the_only_way_in: {
    title: 'Zonder Xero is inloggen niet meer mogelijk: er is geen wachtwoord.',
    fix: 'Stel eerst een wachtwoord in, onder Instellingen, Inloggen.',
  },
  password_is_set: {
    title: 'Er is al een wachtwoord.',
    fix: 'Log daarmee in.',
  },
  password_is_not_for_programs: {
    title: 'Een wachtwoord kiest iemand zelf, ingelogd bij Hourbook, en niet met een API-token.',
    fix: 'Log in en stel het in onder Instellingen, Inloggen.',
  },
  xero_identity_not_found: { title: 'Er is geen Xero-account gekoppeld.' },
  member_cannot_sign_in: {
    title: 'Deze persoon heeft geen account om mee in te loggen.',
    fix: 'Alleen wie inlogt, kan Xero koppelen.',
  },
  sign_up_has_expired: {
    title: 'Deze aanmelding is voorbij: ze is voltooid, of er zijn dertig minuten verstreken.',
    fix: 'Begin opnieuw op de inlogpagina.',
  },
  consent_has_no_organisation: {
    title: 'Bij Xero is geen organisatie verbonden.',
    fix: 'Verbind opnieuw en kies een organisatie.',
  },
  currency_differs: {
    title: 'De valuta van de Xero-administratie is niet die van deze werkruimte.',
    fix: 'Wijzig de valuta onder Instellingen, Regionaal, of kies een andere administratie.',
  },
  default_item_not_chosen: {
    title: 'Het standaardproduct is nog niet gekozen.',
    fix: 'Kies het onder Instellingen, Xero.',
  },
  sales_account_not_chosen: {
    title: 'De grootboekrekening omzet is nog niet gekozen.',
    fix: 'Kies haar onder Instellingen, Xero.',
  },
  debtors_account_not_chosen: {
    title: 'De grootboekrekening debiteuren is nog niet gekozen.',
    fix: 'Kies haar onder Instellingen, Xero.',
  },
  xero_item_not_found: {
    title: 'Xero heeft dit product niet.',
    fix: 'Vernieuw de lijst en kies er een uit.',
  },
  xero_branding_theme_not_found: {
    title: 'Xero heeft deze huisstijl niet.',
    fix: 'Kies een andere, of laat Xero kiezen.',
  },
  xero_item_is_not_sold: {
    title: 'Dit product wordt volgens Xero niet verkocht.',
    fix: 'Vink in Xero “I sell this item” aan, of kies een ander product.',
  },
  xero_account_not_found: {
    title: 'Xero heeft geen grootboekrekening met deze code.',
    fix: 'Vernieuw de lijst en kies er een uit.',
  },
  xero_account_is_archived: {
    title: 'Deze grootboekrekening is in Xero gearchiveerd.',
    fix: 'Herstel haar daar, of kies een andere rekening.',
  },
  xero_account_is_system: {
    title: 'Dit is een systeemrekening, die Xero zelf bijhoudt.',
    fix: 'Kies een andere rekening, of laat een passende aanmaken.',
  },
  xero_account_does_not_fit: {
    title: 'Deze grootboekrekening is van de verkeerde soort.',
    fix: 'Kies een andere rekening, of laat een passende aanmaken.',
  },
  // Contacts
  xero_contact_group_not_found: {
    title: 'Xero heeft deze relatiegroep niet.',
    fix: 'Kies een van de groepen die er nu zijn.',
  },
  client_is_archived_in_xero: {
    title: 'De relatie van deze klant is in Xero gearchiveerd.',
    fix: 'Herstel en importeer de relatie, of probeer het opnieuw na de nachtelijke import.',
  },
  client_is_merged_in_xero: {
    title: 'De relatie van deze klant is in Xero samengevoegd met die van een andere klant.',
    fix: 'Verplaats de projecten naar die andere klant, of archiveer deze.',
  },
  client_is_forgotten_in_xero: {
    title: 'De relatie van deze klant vroeg te worden vergeten (AVG); Xero factureert er niet aan.',
    fix: 'Factureer aan een andere klant.',
  },
  // Check before an export
  finding_needs_a_person: {
    title: 'Geen knop kan dit beslissen.',
    fix: 'Ga naar waar het wordt opgelost, zoals de bevinding zegt.',
  },
  // Import of contacts
  contact_import_not_found: { title: 'Deze import bestaat niet.' },
  contact_import_is_running: {
    title: 'Er loopt al een import van deze organisatie.',
    fix: 'Wacht tot die klaar is.',
  },
  contact_import_is_not_ready: {
    title: 'Deze import wacht niet op verwerking.',
    fix: 'Wacht tot alles is gelezen; een import wordt één keer verwerkt.',
  },
  contact_import_row_cannot_be_applied: {
    title: 'Deze relatie kan zo niet worden geïmporteerd.',
    fix: 'Los het op in Xero of bij de klant, en importeer opnieuw.',
  },
  // Import of files
  file_import_not_found: { title: 'Deze import bestaat niet.' },
  import_file_is_missing: {
    title: 'Er kwam geen bestand mee.',
    fix: 'Stuur één bestand in het veld "file" van een multipart/form-data-verzoek.',
  },
  import_file_is_too_big: {
    title: 'Dit bestand is te groot om te importeren.',
    fix: 'Verdeel het over meer bestanden, of bewaar het als CSV.',
  },
  import_file_is_empty: {
    title: 'In dit bestand staan geen rijen.',
    fix: 'Controleer of het het goede bestand is: onder de koppen is ten minste één rij nodig.',
  },
  import_file_has_too_many_rows: {
    title: 'Dit bestand heeft te veel rijen.',
    fix: 'Verdeel het over meer bestanden, elk met de koppen.',
  },
  import_file_has_too_many_columns: {
    title: 'Dit bestand heeft meer dan 200 kolommen.',
    fix: 'Verwijder de kolommen die niet nodig zijn.',
  },
  import_file_unpacks_too_large: {
    title: 'Deze werkmap wordt uitgepakt te groot.',
    fix: 'Bewaar het blad met de rijen als CSV-bestand en importeer dat.',
  },
  import_file_is_old_excel: {
    title: 'Dit is een oud soort werkmap, of een met een wachtwoord.',
    fix: 'Bewaar haar zonder wachtwoord als Excel-werkmap (.xlsx) of als CSV.',
  },
  import_file_has_an_open_quote: {
    title: 'Een aanhalingsteken in dit bestand wordt nergens gesloten.',
    fix: 'Zoek een cel die met een aanhalingsteken begint, en sluit of verwijder het.',
  },
  import_file_is_unreadable: {
    title: 'Dit is geen CSV-bestand en geen Excel-werkmap.',
    fix: 'Bewaar de tabel als CSV (UTF-8) of als Excel-werkmap (.xlsx).',
  },
  file_import_is_not_open: {
    title: 'Deze import is verwerkt; kolommen en keuzes blijven zoals ze zijn.',
    fix: 'Upload het bestand opnieuw; wat al binnen is, wordt herkend.',
  },
  file_import_is_not_ready: {
    title: 'Deze import wacht niet op verwerking.',
    fix: 'Wijs eerst de kolommen toe; een import wordt één keer verwerkt.',
  },
  file_import_is_being_applied: {
    title: 'De rijen van dit bestand worden verwerkt.',
    fix: 'Probeer het opnieuw als de import klaar is.',
  },
  file_import_row_cannot_be_applied: {
    title: 'Deze rij kan zo niet worden geïmporteerd.',
    fix: 'Verbeter haar in het bestand en upload het opnieuw.',
  },
  approval_is_off: {
    title: 'In deze werkruimte keurt niemand werk goed.',
    fix: 'Kies onder Instellingen, Goedkeuring wie dat doet.',
  },
  item_is_not_yours_to_approve: {
    title: 'Hierover beslist iemand anders.',
    fix: 'Werk wordt goedgekeurd door de manager van het project of team, een vervanger of een beheerder; niemand keurt eigen werk goed.',
  },
  stand_in_not_found: { title: 'Deze vervanging bestaat niet.' },
  stand_in_is_the_manager: {
    title: 'Niemand vervangt zichzelf.',
    fix: 'Kies iemand anders.',
  },
} as const satisfies Dutch & Readonly<Record<string, Words>>
