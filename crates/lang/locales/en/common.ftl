# Words that every room shares.

app-name = Motcua
app-tagline = One-stop service for communes, wards and special zones

yes = Yes
no = No
save = Save
cancel = Cancel
back = Back
next = Continue
search = Search
confirm = Confirm
close = Close
edit = Edit
print = Print
download = Download
show = View
all = All
none = None
optional = optional
required = required
skip-to-content = Skip to main content
home = Home
help = Help

language = Language
language-vi = Vietnamese
language-en = English
language-fr = French

sign-in = Sign in
sign-out = Sign out

# Quantities of time
minutes-count = { $count } { $count ->
        [one] minute
       *[other] minutes
    }
hours-count = { $count } { $count ->
        [one] hour
       *[other] hours
    }
working-hours-count = { $count } { $count ->
        [one] working hour
       *[other] working hours
    }
days-count = { $count } { $count ->
        [one] day
       *[other] days
    }
working-days-count = { $count } { $count ->
        [one] working day
       *[other] working days
    }
months-count = { $count } { $count ->
        [one] month
       *[other] months
    }
years-count = { $count } { $count ->
        [one] year
       *[other] years
    }
today = Today
yesterday = Yesterday
tomorrow = Tomorrow

case-coded = Case { $code }
case-named = { $name } ({ $code })
channel = How it was filed
channel-counter = In person
channel-online = Online
channel-post = By post

role-reception = Reception
role-specialist = Specialist
role-leader = Leader
role-administrator = Unit administrator
role-province = Province
role-intermediary = Intermediary

# Error pages: title, what happened, what to do
error-401-title = Sign in first
error-401-what = This page is for people who have signed in, or your session has ended.
error-401-next = Sign in, then open the page again.
error-403-title = You don't have this right
error-403-what = Your account has not been given the right to see or do this.
error-403-next = If you need it, ask your unit's administrator.
error-404-title = Not found
error-404-what = This page or dossier doesn't exist, or you may not see it.
error-404-next = Check the address, or search by the dossier code.
error-409-title = Somebody changed this meanwhile
error-409-what = Another person updated it while you were working. Nothing has been overwritten.
error-409-next = Open the page again to see the newest state, then continue.
error-elsewhere-title = This unit works on a machine of its own
error-elsewhere-what = Dossiers, accounts and hours of this unit are written on the unit's machine. This one only keeps a copy to read, so nothing was changed.
error-elsewhere-next = Do this on the unit's machine, or ask somebody there. If that machine is broken or lost, the province's administrators find what to do under Machines of units.
error-file-coming-title = The file is on its way
error-file-coming-what = This file was handed in at another machine, and hasn't come over the line whole yet.
error-file-coming-next = Go on with other work and open it again later; the file comes by itself when there is a line.
error-file-lost-title = This file is gone
error-file-lost-what = The dossier names this file, but the machine that took it in doesn't have it any more.
error-file-lost-next = Ask the unit that took the dossier in for the paper, or for another scan.
error-refused-title = This can’t be done now
error-refused-what = The process or the rules don’t allow it. Nothing has changed.
error-refused-next = Go back, look at what is missing, or choose another act.
error-413-title = File too large
error-413-what = What you sent is larger than allowed.
error-413-next = Go back to the page before: what you typed is usually still there. Then choose a smaller file, take a lighter picture, or send them one after the other.
error-415-title = This kind of file isn't accepted
error-415-what = The system doesn't accept this kind of file or format.
error-415-next = Convert it to PDF, JPEG or PNG and send it again.
error-422-title = Some information isn't valid
error-422-what = Some information is missing or not right, so nothing was saved.
error-422-next = Correct it and send again.
error-429-title = Too many requests
error-429-what = You have sent too many requests in a short time.
error-429-next = Wait a minute, then try again.
error-500-title = Something went wrong here
error-500-what = The fault is the system's, not yours. What you just did may not have been saved.
error-500-next = Try again; if it fails again, give the error code to your unit's administrator.
error-paper = The pack’s paper is at fault and can’t be printed; the dossier works as before. Tell who writes the pack: { $fault }
error-503-title = Not available for a moment
error-503-what = The database is restarting or too busy. Everything that was saved is safe.
error-503-next = Try again in a few seconds. If it lasts more than five minutes, tell the unit’s administrator.
error-507-title = Storage is full
error-507-what = The server has no room left, so what you just did was not saved.
error-507-next = Tell your unit's administrator at once; what was saved before is safe.
error-reference = Error code: { $reference }
