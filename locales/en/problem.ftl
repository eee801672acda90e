# Kinds of problems: a short name and what to do next.
problem-not-found = Not found
problem-not-found-detail = There is no such thing, or you may not know of it. Check the address.
problem-anonymous = Not signed in
problem-forbidden = Not within your powers
problem-forbidden-detail = You see it but may not do this. Ask whoever the reasons name.
problem-refused = Not now
problem-refused-detail = This step cannot be taken now. Each reason says what must be done first.
problem-conflict = Already there
problem-conflict-detail = There is one like this already. Use it, or change the name or number.
problem-invalid = Invalid input
problem-invalid-detail = Some fields are off; see each in the list, correct them and send again.
problem-malformed = The request cannot be read
problem-version-not-said = Version missing
problem-version-not-said-detail = The request must carry If-Match with the version you saw (from ETag). Read it again, then send.
problem-stale = It has changed
problem-stale-detail = Somebody changed this after you read it (it is now version { $current }). Load it again, look, and repeat.
problem-too-large = Too large
problem-too-large-detail = What you sent is larger than the limit of { $limit } MB. Make it smaller and send again.
problem-unsupported-media = Kind of content not taken
problem-unsupported-media-detail = Send JSON (Content-Type: application/json), or a kind of file that this address takes.
problem-method-not-allowed = Wrong method
problem-method-not-allowed-detail = This address does not take that method; see the Allow header.
problem-try-later = Too many tries
problem-try-later-detail = Too many tries. Wait { $seconds } { $seconds ->
    [one] second
   *[other] seconds
 } and try again.
problem-busy = The server is busy
problem-busy-detail = Nothing was changed. Try again in a moment.
problem-cannot-store = The server cannot store anything at the moment
problem-cannot-store-detail = Its disk is full, or its database may only be read. Nothing was changed. Tell whoever looks after the server; then try again.
problem-internal = A defect of the program
problem-internal-detail = Nothing was changed. Tell the administrator, with the request's id (instance).

anonymous-token-missing = Sign in: the request needs an Authorization: Bearer header.
anonymous-token-invalid = The access token is not valid. Sign in again.
anonymous-token-expired = The access token has run out. Refresh the session or sign in again.
anonymous-session-ended = The session has ended. Sign in again.

malformed-json = The body is not well-formed JSON; reading stopped at line:column { $detail }. Mend it there and send again.
malformed-body = The body could not be read to its end. Check the connection and send again.
malformed-if-match = If-Match must look like "3" (the version in quotation marks).
malformed-request = The server does not understand the request. Check the address, the headers and the encoding, and send again.

invalid-type = The value has not the form that is expected here; see the API documentation, correct it and send again.
invalid-wrong-type = Wrong type: { $wanted } is expected here.
invalid-required = This field is missing. Add it and send again.
invalid-unknown-field = There is no field of this name. Check its spelling, or leave it out.
invalid-choice = Must be one of: { $choices }.
invalid-choice-unknown = The value has none of the forms that are accepted; see the API documentation.
invalid-format-date = A date is written year-month-day, such as 2022-05-11.
invalid-format-date-time = An instant is written as in RFC 3339, such as 2022-05-11T08:00:00Z.
invalid-format-uuid = A key is a UUID, as the server gave it.
json-type-string = a string
json-type-integer = a whole number
json-type-number = a number
json-type-boolean = true or false
json-type-array = a list
json-type-object = an object
json-type-null = null
invalid-unknown-field-of = There is no field or parameter of this name. There are: { $choices }.
invalid-repeated-field = This field stands twice. Keep one of them and send again.
invalid-format-time = A time of day is written hour:minute, such as 08:00.
invalid-format-figure = A figure has at most 12 digits, with a point and at most three decimals, such as 93.1.
invalid-range = Out of the range allowed.
invalid-range-between = Must be from { $min } to { $max }.
invalid-range-at-least = Must be { $min } or more.
invalid-range-at-most = Must be at most { $max }. Give a smaller figure.
invalid-length = Too short or too long. Write it again at the right length.
invalid-length-between = Must have { $min } to { $max } { $unit }; it is too short or too long.
invalid-length-at-least = { $min ->
    [one] This must not be empty.
   *[other] Must have at least { $min } { $unit }.
 }
invalid-length-at-most = Must have at most { $max } { $unit }. Shorten it.
length-unit-characters = characters
length-unit-items = items
invalid-control-character = There is a control character here (such as a tab, Esc or NUL) that nobody sees. Delete it, or type the text again, and send again.
invalid-line-break = This stands on one line. Take the line breaks out and send again.
invalid-text-direction = There is an invisible sign here that turns the direction of writing, so the text reads otherwise than it is kept. Type it again by hand instead of pasting it.
invalid-cursor = The cursor is not valid. Use the next of the page before, unchanged.
invalid-idempotency-key = Idempotency-Key must have 1 to 255 characters.
invalid-idempotency-key-reused = This key was used for another request. Use a new key for a new request.
invalid-unknown = There is no such item. Check the key.
invalid-date-out-of-range = The date is out of the range taken. Check the year.
invalid-date-before-party = That day is before the Party was founded (3/2/1930). Check the year.

problems-title = What the answers of the API say when something was not done
problems-lead = Every answer of failure (application/problem+json, RFC 9457) names its kind in “type”. Reasons against a step and faults of fields have a stable code; the words below follow Accept-Language, and in braces stands what is filled in.
problems-reasons = Reasons against a step (409, 403): reasons[].code
problems-fields = Faults of fields (422): errors[].code
problems-kinds = Kinds of problems
problems-beside = What else “detail” can say
