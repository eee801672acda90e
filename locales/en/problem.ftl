# Kinds of problems: a short name and what to do next.
problem-not-found = Not found
problem-not-found-detail = There is no such thing, or you may not know of it. Check the address.
problem-anonymous = Not signed in
problem-forbidden = Not within your powers
problem-forbidden-detail = You see it but may not do this.
problem-refused = Not now
problem-refused-detail = This step cannot be taken now.
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
problem-too-large-detail = What you sent is larger than the limit of { $limit } MiB. Make it smaller and send again.
problem-unsupported-media = Kind of content not taken
problem-unsupported-media-detail = Send JSON (Content-Type: application/json), or a kind of file that this address takes.
problem-method-not-allowed = Wrong method
problem-method-not-allowed-detail = This address does not take that method; see the Allow header.
problem-try-later = Too many tries
problem-try-later-detail = Too many tries. Wait { $seconds } seconds and try again.
problem-busy = The server is busy
problem-busy-detail = Nothing was changed. Try again in a moment.
problem-internal = A defect of the program
problem-internal-detail = Nothing was changed. Tell the administrator, with the request's id (instance).

anonymous-token-missing = Sign in: the request needs an Authorization: Bearer header.
anonymous-token-invalid = The access token is not valid. Sign in again.
anonymous-token-expired = The access token has run out. Refresh the session or sign in again.
anonymous-session-ended = The session has ended. Sign in again.

malformed-json = The body is not well-formed JSON: { $detail }
malformed-body = The body could not be read to its end: { $detail }
malformed-if-match = If-Match must look like "3" (the version in quotation marks).
malformed-request = The server does not understand the request: { $detail }

invalid-type = Wrong type or unknown field: { $detail }
invalid-query = Wrong or unknown parameter: { $detail }
invalid-range = Out of the range allowed.
invalid-length = Too short or too long.
invalid-cursor = The cursor is not valid. Use the next of the page before, unchanged.
invalid-idempotency-key = Idempotency-Key must have 1 to 255 characters.
invalid-idempotency-key-reused = This key was used for another request. Use a new key for a new request.
invalid-unknown = There is no such item.
