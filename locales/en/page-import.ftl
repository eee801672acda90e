# Import of units and of members from a sheet.
import-title-units = Import organisations from a sheet
import-title-members = Import members from a sheet
import-lead-units = Take the template, fill in one line for each organisation, and send it. It is tried first and told cell by cell; nothing is kept before you say so.
import-lead-members = Take the template, fill in one line for each member, and send it. It is tried first and told cell by cell; nothing is kept before you say so.
import-take-template = Take the template and fill it in
import-template-xlsx = Template for Excel (XLSX)
import-template-csv = Template as CSV
import-columns = The columns and what they take (those with * are needed)
import-send = Send the sheet to be tried
import-file = The sheet
import-file-hint = XLSX, or CSV in UTF-8; at most 10 MB and 20,000 lines. Remove the example line of the template.
import-choose-again = Mend the file and choose it again.
import-try = Try it
import-try-hint = With 10,000 lines this takes a few seconds.
import-tried = The sheet has been tried. Nothing has been kept.
import-wrong-lead = { $count } { $count ->
    [one] line is
   *[other] lines are
 } wrong. Mend the cells pointed out in the file and try it again; nothing has been kept.
import-ready-lead = Every line is sound. Nothing is kept before you say so.
import-committed-at = Committed on { $at }.
import-fate-new = New
import-fate-changed = Changed
import-fate-same = The same
import-fate-wrong = Wrong
import-was = Before: { $was }
import-show = Show these lines
import-commit = Commit
import-commit-lead = All lines are written at once: every one of them, or none.
import-progress = { $far } { $far ->
    [one] line is
   *[other] lines are
 } done.
import-progress-label = Progress
import-restricted = Restricted: the table below holds personal data of Party members. That the members on record were read for comparison stands in the audit log.
import-kept-until = Only you can see this trial; it is kept until { $until }. Should the data change until it is committed, so that something else would become of a line, the commit is refused and the sheet has to be tried again.
import-done = { $count } new and changed { $count ->
    [one] line has
   *[other] lines have
 } been written.
import-see-units = See the units
import-see-members = See the members
import-another = Try another file
import-discard = Discard this trial
import-discard-lead = Removes the trial and every line of the file. Nothing of the file has been written, so nothing else changes.
import-discarded = The trial has been discarded. No line of the file is kept.
import-lines = Lines
import-all-lines = Show all lines
import-line = Line
import-outcome = Outcome
import-sheet = Data
import-help = Help
import-column-code = Code
import-column-name = Name
import-column-short-name = Short name
import-column-level = Kind of organisation
import-column-parent-id = Directly above
import-column-sector-id = Sector
import-column-valid-from = Established on
import-column-official-members = Official members
import-column-probationary-members = Probationary members
import-column-note = Reason
import-column-unit-id = Branch
import-column-full-name = Full name
import-column-birth-date = Born on
import-column-sex = Sex
import-column-status = Standing
import-column-admitted-on = Admitted on
import-column-official-on = Official since
import-column-post = Post
import-column-education = Education
import-column-ethnicity = Ethnicity
import-takes-code = The code used in daily work. The same code below the same organisation is the organisation that is there already.
import-takes-name = The full name.
import-takes-short-name = Left empty, the full name is used.
import-takes-level = One of:
import-takes-parent-id = Code or name of the organisation above, known already or on another line. Left empty: below the one chosen, or at the top.
import-takes-sector-id = Code or name of a sector.
import-takes-valid-from = Day/month/year; left empty, today. For new organisations only.
import-takes-official-members = A whole number.
import-takes-probationary-members = A whole number.
import-takes-note = Only where the place is unusual.
import-takes-unit-id = Code or name of the branch. Left empty: the one chosen.
import-takes-full-name = The full name. The same name and day of birth in the same branch is the member that is there already.
import-takes-birth-date = Day/month/year.
import-takes-sex = One of:
import-takes-status = One of:
import-takes-admitted-on = Day/month/year.
import-takes-official-on = Day/month/year; left empty for a probationary member.
import-takes-post = May be left empty, which takes nothing away.
import-takes-education = May be left empty, which takes nothing away.
import-takes-ethnicity = May be left empty, which takes nothing away.

reason-import-beyond-reach = The line belongs to an organisation beyond your reach. Leave it out, or ask somebody who may.
reason-import-taken = What the line says is there already. Check it.
reason-import-committed = This import has been committed. To import more, try another file.
reason-import-not-to-be-discarded = This import has been committed and can no longer be discarded. Correct the units or members themselves, or import another file.
reason-import-has-faults = { $count } { $count ->
    [one] line is
   *[other] lines are
 } wrong, so nothing can be committed. Mend the file and try it again.
reason-import-expired = This trial is more than { $days } { $days ->
    [one] day
   *[other] days
 } old and can no longer be committed. Try the sheet again.
reason-import-overtaken = Something changed after the sheet was tried: { $count } { $count ->
    [one] line now comes
   *[other] lines now come
 } out otherwise, the first being line { $first }. Try the sheet again.

invalid-sheet-unreadable = This file cannot be read. Save it as XLSX (without a password) or as CSV in UTF-8 and send it again.
invalid-sheet-not-utf8 = The CSV is not in UTF-8. In Excel, save it as “CSV UTF-8”, or send the XLSX.
invalid-sheet-unreasonable = This file unpacks to something unreasonably large and was not read. Copy the lines into a new template and send that.
invalid-sheet-empty = There is no line to import. The first line must hold the headers of the template.
invalid-sheet-too-long = The file has more than { $most } { $most ->
    [one] line
   *[other] lines
 }. Make several files of it.
invalid-sheet-column-unknown = The template has no column “{ $column }”. Mend the header or leave the column out.
invalid-sheet-column-repeated = The column “{ $column }” stands twice. Leave one of them out.
invalid-sheet-column-missing = The column “{ $column }” is missing. Use the template.
invalid-sheet-term = It must be one of: { $choices }.
invalid-sheet-count = Enter a whole number.
invalid-sheet-no-such-day = There is no such day. Check it; write day/month/year, for example 11/5/2022.
invalid-sheet-unit-unknown = No organisation in your reach has this code or name, nor any sound line of the file. Check the code or the name, or add a line for that organisation.
invalid-sheet-unit-ambiguous = { $count } { $count ->
    [one] organisation has
   *[other] organisations have
 } this code or name. Leave this cell empty and send the sheet from the page of that organisation, or write the key of the organisation (the last part of the address of its page).
invalid-sheet-code-ambiguous = Several organisations below this one have the same code. Mend their codes first.
audit-deed-import-commit = Import from a sheet
