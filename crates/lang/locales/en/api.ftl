# The API for programs: problems, and the page for people who begin

error-400-title = The request can't be read
error-400-what = What was sent isn't in the right format, so the system couldn't read it.
error-400-next = Correct the format and send it again.
error-405-title = This method isn't accepted here
error-405-what = The address exists, but it doesn't take the method that was used.
error-405-next = See the methods it takes in the Allow header and in the description of the API.
error-412-title = The dossier has changed
error-412-what = The version named in If-Match is no longer the present one. Nothing has been overwritten.
error-412-next = Read the dossier again, look at what changed, then send with the new version.
error-428-title = The dossier's version is missing
error-428-what = An act on a dossier must name the version that you saw.
error-428-next = Read the dossier, then send again with "version" in the body or an If-Match header.

api-key-reused = This idempotency key was used for another request. Use a new key for a new request.
api-refused-title = This can't be done here
api-refused-next = Read the dossier or the procedure again: “acts” and “channels” say what can be done now, and how it can be handed in.
api-erased = Content erased as the law requires

problem-json-syntax = The body isn't valid JSON: line { $line }, column { $column }.
problem-json-object = The body must be a JSON object.
problem-json-levels = The JSON nests too deeply: at most { $most } levels.
problem-unknown-field = There is no field called “{ $name }”. Leave it out or correct its name.
problem-version = The version must be a whole number above 0; in If-Match it stands in double quotes. Named in both places, it must be the same.
problem-version-missing = Name the version of the dossier that you saw.
problem-month = Write the month like 2026-03.

api-title = Connect a program to Motcua
api-lead = Other programs can receive, process and follow dossiers through the API, under the same rules as on screen.
api-description = The full description (OpenAPI 3.1)
api-rules = Five things to know
api-rule-key = Each program has a key, sent in the Authorization header. It has exactly the rights of the person it stands for; ask your unit's administrator for one.
api-rule-once = Send an Idempotency-Key when you receive or act. If the line breaks, send the same again: you get the first answer, never a second dossier.
api-rule-version = Each act names the version of the dossier that was seen. If somebody changed it meanwhile, the act is refused and nothing is overwritten.
api-rule-problems = Every error is a document of RFC 9457 with a stable "code"; the list "errors" names each field that is wrong.
api-rule-seen = A dossier that the person behind the key may not see is not found.
api-try-search = Search for a procedure
api-try-search-what = No key needed. Type with or without diacritics.
api-try-me = Try a key
api-try-me-what = Says whose key it is, of which unit, with which roles.
api-try-receive = Receive a dossier
api-try-receive-what = Answers with the dossier's code, its due date and its version.
api-try-list = See what is to be done
api-try-list-what = What is due first comes first; "next" leads to the next page.
api-try-act = Work on a dossier
api-try-act-what = What may be done stands in "acts" when you read the dossier.
api-try-upload = Send a file
api-try-upload-what = PDF, JPEG or PNG. Put the "digest" that comes back into "files" of a document.
api-try-track = Follow a dossier
api-try-track-what = No key needed; says only the code and the progress.
