# Documents of a congress: kinds, states, steps, versions, remarks.
document-kind-political-report = Political report
document-kind-self-review-report = The committee's self-review report
document-kind-draft-resolution = Draft resolution
document-kind-action-programme = Action programme
document-kind-congress-minutes = Minutes of the congress
document-kind-election-minutes = Minutes of the election
document-kind-elected-list = List of those elected
document-kind-other = Other document

document-state-draft = Draft
document-state-submitted = Submitted
document-state-returned = Returned for revision
document-state-approved = Approved
document-state-presented = Presented to the congress
document-state-adopted = Adopted

document-step-submit = Submit for review
document-step-endorse = Endorse (sub-committee)
document-step-return-for-revision = Return for revision
document-step-revise = Take up again
document-step-approve = Approve
document-step-approve-with-remarks = Approve with remarks
document-step-reopen = Reopen what was approved, for the branch to revise
document-step-present = Present to the congress
document-step-adopt = Record its adoption

secrecy-none = Not classified
secrecy-secret = Secret (Mật)
secrecy-top-secret = Top secret (Tối mật)
secrecy-utmost-secret = Utmost secret (Tuyệt mật)

file-kind-docx = Word text (DOCX)
file-kind-pdf = PDF
file-kind-odt = OpenDocument text (ODT)
file-kind-text = Plain text

review-decision-endorse = Endorsed
review-decision-approve = Approved
review-decision-approve-with-remarks = Approved with remarks
review-decision-return-for-revision = Returned for revision

remark-outcome-accepted = Accepted
remark-outcome-explained = Explained

# Why a step of a document cannot be taken
reason-document-paper-not-reviewed = { $kind }: a paper of the report is filed once the congress has opened and is not reviewed. File it; when all papers are there, report the result of the congress.
reason-document-congress-over = The congress is “{ $state }”; its documents no longer change. If something must be added, file a paper of kind “other” with the dossier, or report to the committee above.
reason-document-congress-not-in-session = The congress is “{ $state }” and not in session. Open it first.
reason-document-version-missing = No version has been filed. Upload a file (DOCX, PDF, ODT or plain text), then submit.
reason-document-version-not-renewed = Version { $returned } was returned and there is no newer one. Revise, file a new version, then submit.
reason-document-registration-missing = This classified document is not registered. Give its number, date and custodian.
reason-document-registration-not-renewed = This classified document was returned and has not been registered again. Update its number, date or custodian, then submit.
reason-document-remarks-open = { $count ->
    [one] One remark is neither accepted nor explained.
   *[other] { $count } remarks are neither accepted nor explained.
 } Answer each: what was changed, or why not.
reason-document-remarks-missing = To approve with remarks, make at least one remark; without any, use “Approve”.
reason-document-remarks-not-taken = This step takes no remarks. Use “Approve with remarks” or “Return for revision”.
reason-document-remarks-on-classified = Remarks on a classified document are not kept here. Send them on paper; record only the decision.
reason-document-return-without-reason = To return a document, make at least one remark or give a reason.
reason-document-endorsement-not-asked = The plan does not ask the sub-committee first, or there is none. The approving committee decides. Pass the document on to it.
reason-document-already-endorsed = The sub-committee has endorsed this version. Wait for the approving committee.
reason-document-not-endorsed = The plan asks the sub-committee first, and it has not endorsed this version. Wait for it.
reason-dossier-settled = It can be reopened only before the congress is approved; the congress is "{ $state }". If a change is needed, postpone or cancel the congress.
reason-document-final-version-missing = It was approved with remarks, and the final version is not filed. Revise and file it.
reason-document-votes-missing = The vote is not complete. Give for, against and abstentions.
reason-document-votes-negative = A number of votes cannot be negative. Check the figures.
reason-document-votes-exceed-present = { $sum } { $sum ->
    [one] vote is
   *[other] votes are
 } more than the { $present } official { $present ->
    [one] member
   *[other] members
 } present. Check the figures.
reason-document-majority-not-reached = { $for } for is not more than half of the base of { $base } ({ $needed } needed). It is not adopted; discuss and vote again.
reason-document-present-not-recorded = The official members present are not recorded. Record them when the congress opens.
reason-document-summoned-not-recorded = The official members summoned are not recorded. Record them when the congress is convened.

# Why a version cannot be filed or the cover corrected
reason-document-content-classified = The document is classified “{ $secrecy }”: its content is not kept here. Register number, date and custodian only, and handle the paper as the law on state secrets says.
reason-document-content-already-kept = The content is already kept, so the document cannot become classified. Tell the security officer and the administrator at once.
reason-document-reviewed-as-classified = It has been reviewed as a classified document and stays one. To put a public text to the congress, begin a document of the kind “other”.
reason-document-not-classified = The document is not classified, so there is no secrecy to lower. Go back to its page.
reason-document-lowered-without-reason = A document becomes less secret only for a reason, which the audit keeps. Give it (with number and date of the paper that allows it, if there is one).
reason-document-with-the-committee = It lies with the approving committee and cannot be changed. Wait for the decision, or ask for it to be returned.
reason-document-to-be-revised-first = It was returned. Take the step “Take up again”, then file a new version.
reason-document-approved-as-it-is = It was approved as it is, without remarks; no other version is filed. If it must change, ask the committee that approved it to reopen it.
reason-document-put-to-the-congress = It has been put to the congress and no longer changes. What the congress changes stands in the minutes and the resolution.
reason-document-substance-settled = It is approved; title, secrecy and registered content no longer change. If it must change, ask the committee that approved it to reopen it.
reason-document-paper-too-early = { $kind }: this paper is written while the congress is in session or after it has closed. File it once the congress has opened.

# Remarks
reason-remark-answered = This remark has been answered. To correct the answer, use PUT before you submit again.
reason-remark-not-answered = This remark has not been answered, so there is nothing to correct. Answer it first.
reason-answer-submitted = The answer was submitted with a later version and stands. Whatever is still to be said goes into the next version, or to the committee.

# Comparison
reason-version-without-text = The text of version { $version } cannot be read (a PDF, for example), so it cannot be compared. File DOCX, ODT or plain text, or compare the two files by eye.
reason-version-text-cut = Version { $version } is very long: only its first { $most } { $most ->
    [one] character
   *[other] characters
 }, in at most { $lines } { $lines ->
    [one] line
   *[other] lines
 }, are kept for search, so it cannot be compared here. Download and compare the two files.
reason-versions-too-long = The two versions have { $size } MB of text together, more than the { $most } MB that are compared here. Download and compare them.

# Fields
invalid-title-needed = Give the document a title.
invalid-title-of-classified = A classified document has no title or abstract here. Leave it out.
invalid-registration-needed = A classified document needs number, date and custodian.
invalid-text-blank = This must not be blank. Write something here.
invalid-version-unknown = There is no such version; the latest is { $latest }. Choose one of the list.
invalid-part-missing = The part “file” is missing. Send the file.
invalid-part-repeated = This part may be sent only once. Leave out the second.
invalid-part-unknown = Only the parts { $parts } are taken. Leave out all others.
invalid-file-empty = The file is empty. Choose it again.
invalid-file-kind = This kind of file is not taken. Send DOCX (no macros, no password), PDF, ODT or plain text in UTF-8; save an old .doc as .docx.
invalid-file-broken-archive = The file is damaged or protected by a password. Open it, save it again and send that.
invalid-file-missing-part = The file lacks its text. Open it, save it again and send that.
invalid-file-too-large-unpacked = What is packed inside the file is too large. Make it smaller and send it again.
invalid-file-not-utf8 = The text is not UTF-8. Convert it and send it again.
invalid-file-broken-xml = The content of the file is damaged. Open it, save it again and send that.
invalid-file-broken-pdf = This PDF is not whole: its end is missing. Open the original, save or print it as PDF again and send that.
invalid-file-too-deep = The parts of the document stand in each other far deeper than any word processor writes them. Copy the text into a new document, save it and send that.
invalid-file-forbidden-xml = The file holds declarations that are not allowed. Open it, save it again and send that.

# Number and symbol
invalid-symbol-other-form = This is not the form of a number and symbol. Did you mean { $offer }?
invalid-symbol-empty = Give number and symbol, such as 65-KH/ĐUK.
invalid-symbol-sign-after-so = No colon after “Số”: Số 65-KH/ĐUK.
invalid-symbol-number-missing = It must begin with a number, such as 65-KH/ĐUK.
invalid-symbol-number-out-of-range = The number must be at least 01, and not too large.
invalid-symbol-number-padding = A number under 10 has two digits (01, 02…); others have no leading zero.
invalid-symbol-hyphen-missing = Number and type are joined by a hyphen (-), as in 65-KH/ĐUK.
invalid-symbol-slash-missing = Type and organ are joined by a slash (/), as in 65-KH/ĐUK.
invalid-symbol-unknown-type = Unknown type. Use one of: NQ, QĐ, CT, KL, QC, TT, HD, TB, BC, KH, QH, CTr, ĐA, PA, TTr, CV, BB.
invalid-symbol-organ-malformed = The organ's code is in capital letters, such as ĐUK, CB, ĐH.

conflict-documents = The congress has a document of this kind. Open that one; only “other” may be there more than once.
malformed-multipart = The upload (multipart/form-data) cannot be read. Send it again; if it fails again, choose the file anew.

# Files that are not as they were kept
reason-file-missing = The file of this version is no longer on the server, though it was filed. Tell the administrator: it can be brought back from a backup (daihoi files verify names it).
reason-file-changed = The file of this version has been changed on the server since it was filed, so it is not given out. Tell the administrator: it can be brought back from a backup (daihoi files verify names it).
reason-file-unreadable = The server's disk does not give this file out. Tell the administrator, and try again later.
file-damage-missing = missing
file-damage-changed = changed
file-damage-unreadable = cannot be read
file-damage-intact = intact
files-verified = { $count ->
    [one] The one file is there and unchanged.
   *[other] All { $count } files are there and unchanged.
 }
files-damaged-one = document { $document }, version { $version }: { $damage } (SHA-256 { $sha256 })
files-damaged = { $damaged } of { $all } files are not as they were filed. Bring them back from a backup, each under its SHA-256, and check again.
