/**
 * Every sentence that the server says beside the titles of refusals, with its Dutch. The English is its name: what has no
 * Dutch here cannot be said (say.ts). `{{…}}` is a fact; those of `spokenFacts` in refusal-words.ts are words themselves.
 */
export const sentencesInDutch = {
  // What is wrong with a field
  'Fill this in.': 'Vul dit in.',
  'This cannot be accepted.': 'Dit kan niet worden verwerkt.',
  'There is no such field here. Check how it is spelled.':
    'Dit veld bestaat hier niet. Controleer hoe het is gespeld.',
  '{{field}}: There is no such field here. Send "file".':
    '{{field}}: Dit veld bestaat hier niet. Stuur "file".',
  'It is no longer true: something was paid or credited, or it was replaced.':
    'Hij klopt niet meer: er is betaald of gecrediteerd, of hij is vervangen.',
  'Each reminder comes later than the one before.': 'Elke herinnering komt later dan de vorige.',
  'Give a text.': 'Geef een tekst.',
  'Give a number.': 'Geef een getal.',
  'Give a whole number.': 'Geef een geheel getal.',
  'Give true or false.': 'Geef true of false.',
  'Give a list.': 'Geef een lijst.',
  'Give an object.': 'Geef een object.',
  'Give an id, as it came from here.': 'Geef een id zoals die hiervandaan kwam.',
  'Leave this empty.': 'Laat dit leeg.',
  'Choose one of these: {{choices}}.': 'Kies een van deze: {{choices}}.',
  'Give {{least}} or more.': 'Geef {{least}} of meer.',
  'Give {{most}} or less.': 'Geef {{most}} of minder.',
  'Give more than {{least}}.': 'Geef meer dan {{least}}.',
  'Give less than {{most}}.': 'Geef minder dan {{most}}.',
  'Use at least {{count}} characters.': 'Gebruik ten minste {{count}} tekens.',
  'Use at most {{count}} characters.': 'Gebruik ten hoogste {{count}} tekens.',
  'Give at least {{count}}.': 'Geef er ten minste {{count}}.',
  'Give at most {{count}}.': 'Geef er ten hoogste {{count}}.',
  'This is not written as it should be.': 'Dit is niet geschreven zoals het hoort.',
  'Give a UUIDv7.': 'Geef een UUIDv7.',
  'Give a moment as in ISO 8601, such as 2026-11-16T09:00:00Z.':
    'Geef een tijdstip volgens ISO 8601, zoals 2026-11-16T09:00:00Z.',
  'The year must lie between 1990 and 2099.': 'Het jaar moet tussen 1990 en 2099 liggen.',
  'Give a date that exists, as YYYY-MM-DD.': 'Geef een bestaande datum als JJJJ-MM-DD.',
  'Give a month as YYYY-MM, such as 2026-11.': 'Geef een maand als JJJJ-MM, zoals 2026-11.',
  'Give a time as HH:MM, from 00:00 to 23:59.': 'Geef een tijd als UU:MM, van 00:00 tot 23:59.',
  'Give a time as HH:MM, from 00:00 to 24:00.': 'Geef een tijd als UU:MM, van 00:00 tot 24:00.',
  'Give an amount of zero or more with at most four decimals, such as "95.00".':
    'Geef een bedrag van nul of meer met ten hoogste vier decimalen, zoals "95.00".',
  'Give a number with at most two decimals, such as "1.50".':
    'Geef een getal met ten hoogste twee decimalen, zoals "1.50".',
  'Give a number above zero.': 'Geef een getal boven nul.',
  'Give a percentage with at most two decimals, such as "12.50".':
    'Geef een percentage met hoogstens twee decimalen, zoals "12.50".',
  'Give at most 100%.': 'Geef hoogstens 100%.',
  'Give a number other than zero.': 'Geef een ander getal dan nul.',
  'Give more than zero.': 'Geef meer dan nul.',
  'Give a percentage from 0 to 100 with at most two decimals.':
    'Geef een percentage van 0 tot 100 met ten hoogste twee decimalen.',
  'A percentage is at most 100.': 'Een percentage is ten hoogste 100.',
  'Give whole seconds.': 'Geef hele seconden.',
  'A duration cannot be negative.': 'Een duur kan niet negatief zijn.',
  'A day has 24 hours.': 'Een dag heeft 24 uur.',
  'Give the seconds of each of the seven days.': 'Geef de seconden van elk van de zeven dagen.',
  'Give an e-mail address such as name@example.com.':
    'Geef een e-mailadres zoals naam@example.com.',
  'Leave out control characters.': 'Laat stuurtekens weg.',
  'Leave out characters that do not exist.': 'Laat tekens weg die niet bestaan.',
  'Leave out < and >: Xero does not accept them in names.':
    'Laat < en > weg: Xero neemt ze in namen niet aan.',
  'Leave out < and >.': 'Laat < en > weg.',
  'Leave out emoji: names are printed on invoices.':
    'Laat emoji weg: namen komen op facturen te staan.',
  'A name cannot start with =, + or @: spreadsheets would run it.':
    'Een naam kan niet met =, + of @ beginnen: een spreadsheet zou het uitvoeren.',
  'It cannot start with =, + or @: spreadsheets would run it.':
    'Dit kan niet met =, + of @ beginnen: een spreadsheet zou het uitvoeren.',
  'Use letters, digits and signs without accents.':
    'Gebruik letters, cijfers en tekens zonder accenten.',
  'Check it: VAT numbers of this country look otherwise.':
    'Controleer dit: btw-nummers van dit land zien er anders uit.',
  'Check the digits: this is no IBAN.': 'Controleer de cijfers: dit is geen IBAN.',
  'An e-invoice needs the street, postal code and city of your company.':
    'Voor een e-factuur zijn straat, postcode en plaats van het eigen bedrijf nodig.',
  'An e-invoice needs the country of your company, by name or by code (NL).':
    'Voor een e-factuur is het land van het eigen bedrijf nodig, met naam of code (NL).',
  'Companies in Denmark, Germany, Greece, Iceland, Italy, Norway and Sweden have further rules for e-invoices, which Hourbook does not know.':
    'Voor bedrijven in Denemarken, Duitsland, Griekenland, IJsland, Italië, Noorwegen en Zweden gelden verdere regels voor e-facturen, die Hourbook niet kent.',
  'An e-invoice needs the electronic address of your company.':
    'Voor een e-factuur is het elektronische adres van het eigen bedrijf nodig.',
  'An e-invoice needs the VAT number of your company, beginning with its country.':
    'Voor een e-factuur is het btw-nummer van het eigen bedrijf nodig, beginnend met het land.',
  'An e-invoice needs the number of your company at the chamber of commerce; eight digits in the Netherlands.':
    'Voor een e-factuur is het KvK-nummer van het eigen bedrijf nodig; in Nederland acht cijfers.',
  'An e-invoice needs the IBAN that is paid to.':
    'Voor een e-factuur is de IBAN nodig waarop wordt betaald.',
  'An e-invoice needs the country of the client, by name or by code (NL).':
    'Voor een e-factuur is het land van de klant nodig, met naam of code (NL).',
  'An e-invoice needs the street, postal code and city of the client.':
    'Voor een e-factuur zijn straat, postcode en plaats van de klant nodig.',
  'An e-invoice needs the electronic address of the client.':
    'Voor een e-factuur is het elektronische adres van de klant nodig.',
  'An e-invoice needs the VAT number of the client, beginning with its country.':
    'Voor een e-factuur is het btw-nummer van de klant nodig, beginnend met het land.',
  'An e-invoice needs a reference of the client: on the invoice, or the one the client always wants.':
    'Voor een e-factuur is een kenmerk van de klant nodig: op de factuur, of het vaste kenmerk van de klant.',
  'An e-invoice needs a VAT rate on every line.':
    'Voor een e-factuur is een btw-tarief op elke regel nodig.',
  'An e-invoice needs to say why nothing is charged at 0% VAT.':
    'Een e-factuur moet zeggen waarom 0% btw wordt gerekend.',
  'An e-invoice needs the reason of the exemption from VAT, such as the article of the law.':
    'Voor een e-factuur is de reden van de vrijstelling van btw nodig, zoals het wetsartikel.',
  'An e-invoice with lines outside the scope of VAT can have no other lines.':
    'Een e-factuur met regels buiten de heffing van btw kan geen andere regels hebben.',
  'VAT that is rounded on each line differs too much from VAT on the sum for an e-invoice: make several invoices.':
    'Btw die per regel is afgerond verschilt te veel van btw over de som voor een e-factuur: maak meerdere facturen.',
  'Give its scheme and number, such as 0106:12345678.':
    'Geef het soort en het nummer, zoals 0106:12345678.',
  'A BIC has eight or eleven letters and digits.': 'Een BIC heeft acht of elf letters en cijfers.',
  'Give a colour such as "#1f6f54".': 'Geef een kleur zoals "#1f6f54".',
  'Give the price with VAT or the one without, not both.':
    'Geef de prijs met btw of die zonder, niet beide.',
  'A trip is at most 100,000 kilometres.': 'Een rit is ten hoogste 100.000 kilometer.',
  'Choose a line.': 'Kies een regel.',
  'Choose the task.': 'Kies de taak.',
  'Choose at least one column.': 'Kies ten minste één kolom.',
  'Days go with the period “custom” only.': 'Dagen horen alleen bij de periode “custom”.',
  'The last day cannot lie before the first.': 'De laatste dag kan niet voor de eerste liggen.',
  'Give either positions or a finding.': 'Geef posities of een bevinding, niet beide.',
  'Send one file in a request; for more files, more requests.':
    'Stuur één bestand per verzoek; voor meer bestanden meer verzoeken.',
  'The body could not be read as multipart/form-data.':
    'De inhoud kon niet als multipart/form-data worden gelezen.',
  'A key has 1 to 255 characters.': 'Een sleutel heeft 1 tot 255 tekens.',
  'This is not a nextCursor of this list.': 'Dit is geen nextCursor van deze lijst.',
  'This is not a nextCursor of this list in this order.':
    'Dit is geen nextCursor van deze lijst in deze volgorde.',

  'Something went wrong on our side.': 'Er ging hier iets mis.',
  'The request was not carried out. The log has the particulars under this request id.':
    'Het verzoek is niet uitgevoerd. De bijzonderheden staan in de log, onder dit requestId.',
  'Try again; if it stays, report it with the request id.':
    'Probeer het opnieuw; blijft het, meld het dan met het requestId.',

  // Lists and reports
  'Of this list, {{fields}} can be changed for many rows at once.':
    'Van deze lijst kunnen {{fields}} voor veel rijen tegelijk worden gewijzigd.',
  'Rows of this list are archived, not deleted.':
    'Rijen van deze lijst worden gearchiveerd, niet verwijderd.',
  'The list of {{tab}} is not sorted by “{{by}}”. It has {{known}}.':
    'De lijst van {{tab}} wordt niet op “{{by}}” gesorteerd. Er zijn {{known}}.',
  'The report of {{tab}} has no column “{{column}}”. It has {{known}}.':
    'Het rapport van {{tab}} heeft geen kolom “{{column}}”. Er zijn {{known}}.',
  'Your role does not see “{{by}}”.': 'Deze rol ziet “{{by}}” niet.',
  'Your role keeps its views to itself.': 'Deze rol houdt weergaven voor zich.',
  'Your role does not see how documents stand in Xero.':
    'Deze rol ziet niet hoe documenten in Xero ervoor staan.',
  'Client number {{number}} is taken.': 'Klantnummer {{number}} is al in gebruik.',
  'Another client has the number {{number}}.': 'Een andere klant heeft nummer {{number}}.',
  'Used by {{uses}}.': 'In gebruik bij {{uses}}.',
  '{{count}} client': '{{count}} klant',
  '{{count}} clients': '{{count}} klanten',
  '{{count}} project': '{{count}} project',
  '{{count}} projects': '{{count}} projecten',
  '{{count}} recurring invoice': '{{count}} periodieke factuur',
  '{{count}} recurring invoices': '{{count}} periodieke facturen',
  '{{count}} estimate': '{{count}} offerte',
  '{{count}} estimates': '{{count}} offertes',
  '{{count}} sub-project': '{{count}} deelproject',
  '{{count}} sub-projects': '{{count}} deelprojecten',
  '{{count}} product': '{{count}} product',
  '{{count}} products': '{{count}} producten',
  '{{count}} person': '{{count}} medewerker',
  '{{count}} people': '{{count}} medewerkers',
  '{{count}} time entry': '{{count}} urenregel',
  '{{count}} time entries': '{{count}} urenregels',
  '{{count}} expense': '{{count}} onkostenpost',
  '{{count}} expenses': '{{count}} onkostenposten',
  '{{count}} trip': '{{count}} rit',
  '{{count}} trips': '{{count}} ritten',
  '{{count}} instalment': '{{count}} termijn',
  '{{count}} instalments': '{{count}} termijnen',
  '{{count}} subscription period': '{{count}} abonnementsperiode',
  '{{count}} subscription periods': '{{count}} abonnementsperioden',
  '{{count}} write-off': '{{count}} afboeking',
  '{{count}} write-offs': '{{count}} afboekingen',
  '{{count}} invoice': '{{count}} factuur',
  '{{count}} invoices': '{{count}} facturen',
  '{{count}} document in Xero': '{{count}} document in Xero',
  '{{count}} documents in Xero': '{{count}} documenten in Xero',

  // Registering
  'Everything up to and including {{day}} is closed.': 'Alles tot en met {{day}} is afgesloten.',
  'You can register for yourself only.': 'Deze rol registreert alleen het eigen werk.',
  'You can see your own registrations only.': 'Deze rol ziet alleen de eigen registraties.',
  '{{name}} is not on {{project}}.': '{{name}} werkt niet aan {{project}}.',
  '{{name}} runs until {{endsOn}}.': '{{name}} loopt tot en met {{endsOn}}.',
  '{{name}} runs from {{startsOn}}.': '{{name}} loopt vanaf {{startsOn}}.',
  '{{name}} runs from {{startsOn}} to {{endsOn}}.':
    '{{name}} loopt van {{startsOn}} tot en met {{endsOn}}.',
  'Each item has an id of its own.': 'Elke regel heeft een eigen id.',
  'This cell is given twice.': 'Deze cel is twee keer gegeven.',
  'Give at most {{count}} days.': 'Geef ten hoogste {{count}} dagen.',
  'This workspace keeps its expenses in {{ours}}, not in {{given}}.':
    'Deze werkruimte houdt onkosten bij in {{ours}}, niet in {{given}}.',

  // Billing
  'time entry of {{about}}': 'Urenregel van {{about}}',
  'expense of {{about}}': 'Onkostenpost van {{about}}',
  'mileage of {{about}}': 'Rit van {{about}}',
  'part of a fixed price of {{about}}': 'Deel van een vaste prijs van {{about}}',
  'subscription period of {{about}}': 'Abonnementsperiode van {{about}}',
  'The {{item}} is written off.': '{{item}} is afgeboekt.',
  'The {{item}} is already on {{where}}.': '{{item}} staat al op {{where}}.',
  '{{count}} more are invoiced as well.': 'Ook {{count}} andere zijn al gefactureerd.',
  'invoice {{number}}': 'factuur {{number}}',
  'a draft invoice': 'een conceptfactuur',
  'the Xero document {{number}}': 'het Xero-document {{number}}',
  'a document in Xero': 'een document in Xero',
  "The line '{{description}}' is too large.": 'De regel ‘{{description}}’ is te groot.',
  'The invoice of {{name}} would have {{count}} lines.':
    'De factuur van {{name}} zou {{count}} regels krijgen.',
  'Of {{name}}, {{amount}} is left.': 'Van {{name}} is nog {{amount}} over.',
  '{{name}} has none.': '{{name}} heeft er geen.',
  'Give the amount of the part.': 'Geef het bedrag van het deel.',
  'Number {{place}} of the {{count}} is not there any more.':
    'Nummer {{place}} van de {{count}} bestaat niet meer.',
  'It is paused from {{from}} to {{to}} already.':
    'Het is al onderbroken van {{from}} tot en met {{to}}.',
  'It is paused from {{from}} until further notice already.':
    'Het is al vanaf {{from}} onderbroken, zonder einddatum.',

  // Files that come in
  'This file has more than {{count}} rows.': 'Dit bestand heeft meer dan {{count}} rijen.',
  'There are no rows below this one.': 'Onder deze rij staan geen rijen.',
  'The file has {{count}} columns: give as many fields, null for those left out.':
    'Het bestand heeft {{count}} kolommen: geef evenveel velden, null voor wat wordt overgeslagen.',
  'There is no field {{field}} here. There are: {{known}}.':
    'Het veld {{field}} bestaat hier niet. Wel: {{known}}.',
  'Two columns cannot both be the field {{field}}.':
    'Twee kolommen kunnen niet allebei het veld {{field}} zijn.',
  'Your role cannot create {{kind}}.': 'Deze rol kan geen {{kind}} aanmaken.',
  'Who started this import may not do so any more.': 'Wie deze import begon, mag dat niet meer.',
  'Say which column has the name.': 'Geef aan in welke kolom de naam staat.',
  'Say which column has the client.': 'Geef aan in welke kolom de klant staat.',
  'Say which column has the e-mail address.': 'Geef aan in welke kolom het e-mailadres staat.',
  'Say which column has the day.': 'Geef aan in welke kolom de dag staat.',
  'Say which column has the project.': 'Geef aan in welke kolom het project staat.',
  'Say which column has the duration, or which have the start and the end.':
    'Geef aan in welke kolom de duur staat, of in welke het begin en het einde.',
  'Say which column has the price, or the product.':
    'Geef aan in welke kolom de prijs staat, of het product.',
  'Say which columns have the places and the distance.':
    'Geef aan in welke kolommen de plaatsen en de afstand staan.',
  'This is a formula. Put the value in its place.': 'Dit is een formule. Zet er de waarde neer.',
  'This row has {{count}} cells, the header row {{width}}. Put a text with a delimiter in it between quotes.':
    'Deze rij heeft {{count}} cellen, de kopregel {{width}}. Zet een tekst met een scheidingsteken tussen aanhalingstekens.',
  'This row has {{count}} cells, the header row {{width}}. Put a text with a line break in it between quotes, and add the cells that are missing.':
    'Deze rij heeft {{count}} cellen, de kopregel {{width}}. Zet een tekst met een regeleinde tussen aanhalingstekens, en vul ontbrekende cellen aan.',
  '{{text}} is not understood. Expected: {{expected}}.':
    '{{text}} wordt niet begrepen. Verwacht: {{expected}}.',
  'year-month-day, such as 2026-12-31': 'jaar-maand-dag, zoals 2026-12-31',
  'day-month-year, such as 31-12-2026': 'dag-maand-jaar, zoals 31-12-2026',
  'month/day/year, such as 12/31/2026': 'maand/dag/jaar, zoals 12/31/2026',
  'a time of the day, such as 09:30': 'een tijd, zoals 09:30',
  'a duration of at most 24 hours, such as 1:30 or 1.5':
    'een duur van ten hoogste 24 uur, zoals 1:30 of 1,5',
  'whole seconds, at most 24 hours': 'hele seconden, ten hoogste 24 uur',
  'whole minutes, at most 24 hours': 'hele minuten, ten hoogste 24 uur',
  'a number with at most {{count}} decimals, such as {{example}}':
    'een getal met ten hoogste {{count}} decimalen, zoals {{example}}',
  'yes or no': 'ja of nee',
  'business, commute or private': 'zakelijk, woon-werk of privé',
  'employee, project manager, bookkeeper or administrator':
    'medewerker, projectleider, boekhouder of beheerder',
  'Fill in the day.': 'Vul de dag in.',
  'Fill in whose e-mail address it is.': 'Vul in van wie het e-mailadres is.',
  'Fill in the duration, or both the start and the end.':
    'Vul de duur in, of zowel het begin als het einde.',
  'Give a whole number of days from 0 to {{most}}.':
    'Geef een heel aantal dagen van 0 tot {{most}}.',
  'Give an amount with at most four decimals, such as 95.00 or 1250.00.':
    'Geef een bedrag met ten hoogste vier decimalen, zoals 95,00 of 1250,00.',
  'A trip is at most 100,000 km.': 'Een rit is ten hoogste 100.000 km.',
  'This is more than 24 hours.': 'Dit is meer dan 24 uur.',
  'The end is before the start.': 'Het einde ligt voor het begin.',
  'The end is before the start. Add a column with the day of the end, or the duration.':
    'Het einde ligt voor het begin. Voeg een kolom toe met de dag van het einde, of de duur.',
  'An earlier row has this id too.': 'Een eerdere rij heeft dit id ook.',
  'The row cannot be read any more.': 'De rij kan niet meer worden gelezen.',
  'Row {{rows}} has this number too. Keep one of them.':
    'Rij {{rows}} heeft dit nummer ook. Houd er een over.',
  'Row {{rows}} and {{count}} more have this number too. Keep one of them.':
    'Rij {{rows}} en nog {{count}} hebben dit nummer ook. Houd er een over.',
  'There are {{count}} {{kind}} called {{name}}. Say which.':
    'Er zijn {{count}} {{kind}} met de naam {{name}}. Geef aan welke.',
  'There is no project {{name}}. To make it, a column must name its client.':
    'Er is geen project {{name}}. Om het aan te maken moet een kolom de klant noemen.',
  'There is no {{thing}} {{name}}. Let it be created, or correct the file.':
    'Er is geen {{thing}} {{name}}. Laat die aanmaken, of verbeter het bestand.',
  'There is no {{thing}} {{name}}.': 'Er is geen {{thing}} {{name}}.',
  'There is no {{name}} among the {{kind}}.': '{{name}} staat niet bij de {{kind}}.',
  'Nobody here is called {{name}}. Add the person under People, or correct the file.':
    'Niemand heet hier {{name}}. Voeg de persoon toe onder Medewerkers, of verbeter het bestand.',
  '{{name}} cannot be made.': '{{name}} kan niet worden aangemaakt.',
  'It could not be made: {{words}}': 'Aanmaken kon niet: {{words}}',
  client: 'klant',
  project: 'project',
  task: 'taak',
  clients: 'klanten',
  projects: 'projecten',
  'projects, of several clients,': 'projecten, van verschillende klanten,',
  tasks: 'taken',
  products: 'producten',
  'VAT rates': 'btw-tarieven',
  people: 'medewerkers',
  hours: 'uren',
  expenses: 'onkosten',
  mileages: 'ritten',
  'A client has this number, but written with other capitals or spaces.':
    'Een klant heeft dit nummer, maar met andere hoofdletters of spaties.',
  'A client has this number, but written with other capitals or spaces. Apply to link the two.':
    'Een klant heeft dit nummer, maar met andere hoofdletters of spaties. Toepassen koppelt de twee.',
  'Several rows have this number. Keep one of them.':
    'Meer rijen hebben dit nummer. Houd er een over.',
  'An earlier row without a number has this name too.':
    'Een eerdere rij zonder nummer heeft deze naam ook.',
  'The row has no client number, so it becomes a new client without a number.':
    'De rij heeft geen klantnummer en wordt dus een nieuwe klant zonder nummer.',
  'This row came in before.': 'Deze rij is al eerder binnengekomen.',
  'A client has the same VAT number.': 'Een klant heeft hetzelfde btw-nummer.',
  'A client has the same e-mail address.': 'Een klant heeft hetzelfde e-mailadres.',
  'A client has the same name.': 'Een klant heeft dezelfde naam.',

  // Contacts that come in from Xero
  'Only some contacts are chosen to come in, and this is none of them.':
    'Alleen gekozen relaties komen binnen, en deze hoort daar niet bij.',
  'The contact is archived in Xero.': 'De relatie is in Xero gearchiveerd.',
  'The contact asked to be forgotten (GDPR).': 'De relatie wil vergeten worden (AVG).',
  'The contact was merged into another one in Xero.':
    'De relatie is in Xero met een andere samengevoegd.',
  'The contact has no name.': 'De relatie heeft geen naam.',
  'The contact has no account number, so it becomes a new client without a number.':
    'De relatie heeft geen accountnummer en wordt dus een nieuwe klant zonder nummer.',
  'The client with this number is linked to another contact already.':
    'De klant met dit nummer is al aan een andere relatie gekoppeld.',
  'Another client has the account number of this contact.':
    'Een andere klant heeft het accountnummer van deze relatie.',
  'Several contacts in Xero have this account number.':
    'Meer relaties in Xero hebben dit accountnummer.',
  'The client that this contact was belongs to another administration now.':
    'De klant die deze relatie was, hoort nu bij een andere administratie.',
  'A client of another administration, linked to no contact, has this number and name. Move it to this administration and import again, or bring the contact in as a new client.':
    'Een klant van een andere administratie, zonder gekoppelde relatie, heeft dit nummer en deze naam. Verplaats die naar deze administratie en importeer opnieuw, of neem de relatie op als nieuwe klant.',
  'The client was deleted in the meantime.': 'De klant is intussen verwijderd.',
  'The client, or the contact, was linked otherwise in the meantime.':
    'De klant of de relatie is intussen anders gekoppeld.',
  'Xero does not have this contact any more, so its number was not written.':
    'Xero heeft deze relatie niet meer, dus het nummer is niet geschreven.',
  'Somebody entered the number {{number}} in Xero meanwhile. It was left as it is; give the client that number, or change it in Xero.':
    'Iemand heeft intussen in Xero nummer {{number}} ingevuld. Dat is zo gelaten; geef de klant dat nummer, of wijzig het in Xero.',
  'Xero answered that it has no contacts, although clients are linked to some. Nothing was changed.':
    'Xero antwoordde dat er geen relatieen zijn, terwijl er klanten aan gekoppeld zijn. Er is niets gewijzigd.',
  'The import goes on by itself.': 'De import gaat vanzelf verder.',
  'The import did not end within a day.': 'De import was na een dag nog niet klaar.',

  // Xero
  'Xero says: {{detail}}': 'Xero meldt: {{detail}}',
  'Xero did not answer as expected: {{detail}}': 'Xero antwoordde niet zoals verwacht: {{detail}}',
  'No answer ({{detail}})': 'Geen antwoord ({{detail}})',
  'The answer broke off ({{detail}})': 'Het antwoord brak af ({{detail}})',
  'The answer could not be read ({{detail}})': 'Het antwoord kon niet worden gelezen ({{detail}})',
  'Xero wants more permissions than were given.': 'Xero wil meer machtigingen dan er zijn gegeven.',
  'Xero has too many calls of ours under way at once.':
    'Er lopen te veel aanroepen van Xero tegelijk.',
  "Xero's limit of calls a minute is reached.":
    'De limiet van Xero voor aanroepen per minuut is bereikt.',
  "Xero's limit of calls a minute for all organisations together is reached.":
    'De limiet van Xero voor aanroepen per minuut van alle organisaties samen is bereikt.',
  "Xero's limit of calls a day is reached.":
    'De limiet van Xero voor aanroepen per dag is bereikt.',
  'The calls that are left of this day are kept for what people ask for.':
    'De aanroepen die vandaag nog over zijn, blijven voor wat mensen vragen.',
  'Xero is not available at the moment.': 'Xero is op dit moment niet beschikbaar.',
  'Try again in {{count}} seconds.': 'Probeer het over {{count}} seconden opnieuw.',
  'Try again in {{count}} minutes.': 'Probeer het over {{count}} minuten opnieuw.',
  'Try again in {{count}} hours.': 'Probeer het over {{count}} uur opnieuw.',
  '{{name}}: {{words}}': '{{name}}: {{words}}',
  '{{found}} of the {{count}} added lines are there. Not found: {{names}}':
    '{{found}} van de {{count}} toegevoegde regels staan er. Niet gevonden: {{names}}',
  'It could not be looked up yet.': 'Het kon nog niet worden opgezocht.',
  'The repetition was not taken.': 'De herhaling is niet aangenomen.',
  'It is larger than 10 MB.': 'Het is groter dan 10 MB.',
  'Not sent: another worker has taken over.':
    'Niet verstuurd: een ander proces heeft het overgenomen.',
  'The call may still be under way.': 'De aanroep is mogelijk nog bezig.',
  'It is {{status}} in Xero.': 'De status in Xero is {{status}}.',
  'Xero e-mails approved invoices only.': 'Xero mailt alleen goedgekeurde facturen.',
  'Xero ended the consent without a permission.':
    'Xero beëindigde de toestemming zonder machtiging.',
  'Xero ended the consent without a permission ({{detail}}).':
    'Xero beëindigde de toestemming zonder machtiging ({{detail}}).',
  'It was made for another sign-in.': 'Het hoort bij een andere inlogpoging.',
  'It does not say whose it is.': 'Er staat niet in van wie het is.',
  'It is too old: compare the clock of this server.':
    'Het is te oud: controleer de klok van deze server.',
  'What it says of {{claim}} is not as it must be.': 'Wat er staat bij {{claim}}, klopt niet.',
  'Its signature is not of Xero ({{code}}).': 'De handtekening is niet van Xero ({{code}}).',
  'Xero did not say who it is ({{detail}}).': 'Xero zei niet wie het is ({{detail}}).',
  'Xero did not say who it is.': 'Xero zei niet wie het is.',
  'Xero does not take this sign-in: five minutes passed.':
    'Xero neemt deze inlogpoging niet aan: er zijn vijf minuten verstreken.',
  'Xero does not take this consent: it was used already, or five minutes passed. Connect again.':
    'Xero neemt deze toestemming niet aan: die is al gebruikt, of er zijn vijf minuten voorbij. Verbind opnieuw.',
  'Connect to Xero first.': 'Verbind eerst met Xero.',
  'Choose the default product.': 'Kies het standaardproduct.',
  'Choose the journal sale code.': 'Kies de grootboekrekening omzet.',
  'Choose the ledger account of debtors code.': 'Kies de grootboekrekening debiteuren.',
  'Choose the administration that invoices go to.':
    'Kies de administratie waar facturen heen gaan.',
  'Xero no longer lets Hourbook into {{name}}. Connect again.':
    'Xero laat Hourbook niet meer toe in {{name}}. Verbind opnieuw.',
  'Xero wants more permissions for {{name}}. Update the permissions.':
    'Xero wil meer machtigingen voor {{name}}. Werk de machtigingen bij.',
  '{{name}} is not connected. Connect it again.': '{{name}} is niet verbonden. Verbind opnieuw.',
  '{{name}} keeps its books in {{baseCurrency}}, but this workspace uses {{currency}}. Change the currency under Settings, Regional, or choose another administration.':
    '{{name}} boekt in {{baseCurrency}}, maar deze werkruimte gebruikt {{currency}}. Wijzig de valuta onder Instellingen, Regionaal, of kies een andere administratie.',
  '{{name}} keeps its books in {{theirs}}; this document is in {{ours}}.':
    '{{name}} boekt in {{theirs}}; dit document is in {{ours}}.',
  '{{name}} no longer has the branding theme {{theme}}.':
    '{{name}} heeft de huisstijl {{theme}} niet meer.',
  '{{name}} has no product “{{typed}}”.': '{{name}} heeft geen product “{{typed}}”.',
  '{{name}} has no account “{{typed}}”.': '{{name}} heeft geen rekening “{{typed}}”.',
  'Xero has no account {{account}}.': 'Xero heeft geen rekening {{account}}.',
  '{{item}} is not sold, according to Xero.': '{{item}} wordt volgens Xero niet verkocht.',
  '{{named}} is archived in Xero. Restore it there, or choose another account.':
    '{{named}} is in Xero gearchiveerd. Haal die daar uit archief, of kies een andere rekening.',
  '{{named}} has no code in Xero. Give it one there, or choose another account.':
    '{{named}} heeft in Xero geen code. Geef die daar, of kies een andere rekening.',
  '{{named}} is not a current asset. Debtors are kept on an account of the type Current Asset; choose or create one.':
    '{{named}} is geen vlottend actief. Debiteuren staan op een rekening van het type Current Asset; kies of maak er een.',
  '{{named}} is not a revenue account. Sales are booked on an account of the class Revenue.':
    '{{named}} is geen omzetrekening. Verkopen worden geboekt op een rekening van de klasse Revenue.',
  '{{named}} is a bank account, which no line of an invoice can name. Choose another account.':
    '{{named}} is een bankrekening, en die kan niet op een factuurregel staan. Kies een andere rekening.',
  '{{named}} is kept by Xero itself and takes no journals. Create a current asset account for debtors, such as “Debtors Hourbook”.':
    '{{named}} wordt door Xero zelf bijgehouden en neemt geen memoriaalboekingen aan. Maak een rekening van het type Current Asset voor debiteuren, zoals “Debtors Hourbook”.',
  '{{named}} is kept by Xero itself for what customers owe. Choose a revenue account.':
    '{{named}} wordt door Xero zelf bijgehouden voor debiteuren. Kies een omzetrekening.',
  '{{named}} is a system account that Xero keeps itself. Choose another account.':
    '{{named}} is een systeemrekening die Xero zelf bijhoudt. Kies een andere rekening.',
  'This administration is named twice.': 'Deze administratie is twee keer genoemd.',
  'The document was planned for {{name}}, which is not connected.':
    'Het document was gepland voor {{name}}, en die is niet verbonden.',
  'Hourbook has not been given the permission for files in Xero.':
    'Hourbook heeft geen machtiging voor bestanden in Xero.',
  'Hourbook has not been given the permission to change settings in Xero.':
    'Hourbook heeft geen machtiging om instellingen in Xero te wijzigen.',
  'Know that the answer to the consent is meant for this Hourbook.':
    'Weten dat het antwoord op de toestemming voor deze Hourbook is.',
  'Show who connected.': 'Tonen wie heeft verbonden.',
  'Work in the background, after you closed the browser.':
    'Op de achtergrond werken, ook als de browser dicht is.',
  'Import clients, and create those you invoice.':
    'Klanten importeren, en aanmaken wie gefactureerd wordt.',
  'Create invoices, and look up what became of them.':
    'Facturen maken, en opzoeken wat ervan is geworden.',
  'Post sales transactions as manual journals.': 'Verkooptransacties boeken als memoriaalboeking.',
  'Attach timesheets and receipts to the invoices you export, when you ask for it.':
    'Op verzoek urenstaten en bonnen bij geëxporteerde facturen voegen.',
  'Read the organisation, its accounts, items and tax rates; create an account, item, tax rate or tracking option when you ask for it.':
    'De organisatie, rekeningen, producten en btw-codes lezen; op verzoek een rekening, product, btw-code of kostenplaats maken.',
  'Added by the configuration of this Hourbook (XERO_SCOPES).':
    'Toegevoegd door de configuratie van deze Hourbook (XERO_SCOPES).',
  'Say which one.': 'Geef aan welke.',
  'There is only one of it, without an id.': 'Hiervan is er maar één, zonder id.',
  'A kind of work has no id.': 'Een soort werk heeft geen id.',
  'A group goes with importScope "group" only.': 'Een groep hoort alleen bij importScope "group".',
  ', with the number {{number}}': ', met nummer {{number}}',
  // E-mail
  'There is no placeholder {{placeholder}}.': 'Er is geen invulveld {{placeholder}}.',
  'Use one line.': 'Gebruik één regel.',
  'The mail server took too long.': 'De mailserver deed er te lang over.',
  'The connection was closed.': 'De verbinding werd verbroken.',
  'No mail server is configured.': 'Er is geen mailserver ingesteld.',
  'Hourbook was stopped while it was being sent.': 'Hourbook werd gestopt tijdens het versturen.',
} as const
