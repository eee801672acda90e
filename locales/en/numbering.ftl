# Numbers of documents: giving out, reserving, cancelling; who may issue what.
action-keep-numbers = give out the numbers of documents

number-state-reserved = Reserved
number-state-issued = In use
number-state-cancelled = Cancelled

document-type-resolution = resolution
document-type-decision = decision
document-type-regulation = regulation
document-type-directive = directive
document-type-conclusion = conclusion
document-type-working-rules = working rules
document-type-circular = circular
document-type-guidance = guidance
document-type-announcement = announcement
document-type-report = report
document-type-plan = plan
document-type-succession-plan = succession plan
document-type-programme = programme
document-type-scheme = scheme
document-type-option = option
document-type-submission = submission
document-type-official-letter = official letter
document-type-minutes = minutes

issuing-organ-branch = a branch
issuing-organ-branch-congress = a branch congress
issuing-organ-base-committee = a base committee
issuing-organ-base-standing-committee = the standing committee of a base committee
issuing-organ-upper-committee = a committee above the base
issuing-organ-advisory-board = an advisory board of a committee

reason-number-dated-ahead = The date on the document ({ $date }) has not come. Give today's date, or reserve the number.
reason-number-reason-missing = A document without a date only has its number reserved. Say what it is reserved for, or give the document's date.
reason-congress-gives-no-numbers = A congress gives out numbers from its opening until its result is reported (it stands at: { $state }). Documents before and after take the branch's numbers.
reason-number-date-outside-session = The document is dated { $date }, outside the days of the congress ({ $from } to { $to }). Correct the date, or take a number of the branch.
reason-term-not-recorded = No term of the committee is known on { $date }. Write down when the term began (the day after the closing of its congress), then take the number.
reason-number-of-another-term = The number was reserved in the term that began on { $term }; a document dated { $date } belongs to another. Cancel it and take a new one.
reason-series-has-begun = The counter of this type already stands at { $last }; it cannot be begun anew. Take the next number.
reason-secret-has-abstract = Of a secret document only number, type, date and keeper are written down. Leave the abstract out.
reason-secret-without-custodian = Say who keeps the secret document.
reason-organ-not-entitled = By the text in force, { $organ } issues no document of this type: { $type }. Choose another type.
reason-organ-hardly-entitled = It is not settled whether { $organ } may issue a document of this type: { $type }. Ask the office of the committee above.
reason-number-date-disorder = Number { $number } is dated { $date } but number { $other } is dated { $other_date }: numbers and dates disagree. Check the date of the document.
reason-organ-code-unfit = The code { $code } cannot stand in a symbol: it must be in capital letters, such as ĐUK, ĐU, CB.
reason-number-of-own-organ-only = An organ gives out its own numbers; only office holders there ({ $roles }) take one. Ask one of them to take it.
reason-number-taken = Number { $symbol } is borne by another document of the same series. The next that is free is { $next }. If this number is of another term, write the first day of that term into the register first.
reason-number-in-other-state = Number { $symbol } stands at: { $state }; this cannot be done with it. Look at the register and choose what fits where it stands.
reason-term-recorded = The term that begins on { $date } is written down already. Use that one.

invalid-symbol-type-miswritten = The type is one of the list, written another way: NQ, QĐ, KH, CTr, TTr, ĐA (not QĐi, kh).
invalid-symbol-so-miswritten = Write “Số” with its capital and its marks.
