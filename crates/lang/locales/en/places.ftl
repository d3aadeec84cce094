# Information pages of offices, how many people wait, the site on a phone.

places-title = Offices
places-find = Find an office near you
places-all = All offices
places-search = Name of the commune or ward
places-lead = { $count ->
    [one] One office in the province.
   *[other] { $count } offices in the province.
 }
places-found = { $count ->
    [one] One office is called “{ $text }”.
   *[other] { $count } offices are called “{ $text }”.
 }
places-none = No office is called “{ $text }”
places-none-next = Check the name, or look through the whole list. Accents may be left out.
places-now = Right now
places-no-wait = No waiting.
places-wait = About { $minutes } min wait, { $waiting ->
    [one] one person
   *[other] { $waiting } people
 } waiting.
places-near = { $unit }, { $far } away: about { $minutes } min
places-near-free = { $unit }, { $far } away: no waiting
places-seen = Noted at the counter at { $time }.
places-metres = { $count } m
places-kilometres = { $count } km
places-hours = Opening hours
places-reach = Address and contact
places-reach-none = The office has not given its address or contact yet.
places-address = Address
places-map = On the map
places-phone = Telephone
places-email = E-mail
places-paying = Paying
places-staff = Who receives you
places-staff-none = Nobody is named for this one-stop office yet.
places-services = Services
places-services-count = { $count ->
    [one] One procedure is
   *[other] { $count } procedures are
 } decided here, in { $fields ->
    [one] one field
   *[other] { $fields } fields
 }.
places-services-all = Find a procedure
places-figures = Results
places-figures-more = Procedure by procedure
places-open-data = Open data (JSON)
places-span = { $from } to { $until }

queue-waiting = { $count ->
    [one] One person waiting
   *[other] { $count } people waiting
 }
queue-came = One more waits
queue-left = One fewer waits
queue-called = Call the next one
queue-counters = Open counters
queue-set = Set

info-title = Information page
info-lead = Everybody reads this on the unit’s page.
info-see = See the page
info-address-hint = House, street, village; the unit’s own name is not needed
info-lat = Latitude
info-lat-hint = As on a map, for example 21.327
info-lon = Longitude
info-lon-hint = For example 103.9144
info-paying = How to pay from home
info-paying-hint = Name and number of the account, bank, what to write. Shown where a dossier waits for payment.
info-save = Save
info-announce-title = New announcement
info-announcement = In a few words
info-announcement-hint = One short sentence, for example: Identity cards issued in Hạm village
info-text = Details
info-from = Shown from
info-until = Until the end of
info-announce = Announce
info-announced = Announced now and to come
info-announced-none = Nothing is announced.
info-withdraw = Take down
info-said-saved = Saved. The unit’s page has changed.
info-said-announced = Announced.
info-said-withdrawn = Taken down.

problem-spot = Latitude and longitude must be two numbers inside Vietnam, such as 21.327 and 103.9144. Leave both empty if you don’t know them.
problem-announcement-title = Say in a few words what is announced.
problem-announcement-ends = The last day must be today or later, and not before the first one.
problem-announcement-long = An announcement stands for a year at most. Choose an earlier last day.
problem-announcement-many = There are 20 announcements already. Take one down first.
problem-counters = From 1 to 50 counters can be open.

offline-title = No connection
offline-what = This page can’t be opened because your device has no connection.
offline-again = Try again
offline-kept = Dossiers seen lately
offline-seen = Seen at { $moment }. There is no connection now; the dossier may have moved on.
