personnel-state-in-steps = In its steps
personnel-state-submitted = Scheme submitted
personnel-state-returned = Scheme returned
personnel-state-approved = Scheme approved
personnel-state-presented = Presented to the congress
personnel-state-decided = Decided by the congress

personnel-step-repeat-step = Hold a step once more
personnel-step-submit-scheme = Submit the personnel scheme
personnel-step-endorse-scheme = Endorse the scheme (sub-committee)
personnel-step-return-scheme = Return the personnel scheme
personnel-step-revise = Revise the personnel scheme
personnel-step-approve-scheme = Approve the personnel scheme
personnel-step-reopen-scheme = Reopen the agreed scheme, for the branch to revise
personnel-step-present = Present it to the congress
personnel-step-decide = Record the result of the election

personnel-step-kind-direction = Number, structure and standards are fixed
personnel-step-kind-introduction = The official members introduce nominees
personnel-step-kind-settlement = The branch committee discusses, votes and settles the list
personnel-step-kind-verification = Political standards, health and assets are verified

candidacy-re-election = Re-election
candidacy-first-time = First time

personnel-restricted = Internal personnel information: only those responsible may see it, and every reading is recorded. Do not enter state secrets.
conflict-personnel-processes = The personnel work of this congress has already begun. Open it and go on.

reason-personnel-congress-not-preparing = Personnel work begins only while the congress is being prepared. Check where the congress stands.
reason-personnel-no-election = The plan has no election of a committee, so this congress has no personnel work. If there is an election, ask the plan's committee to amend the plan.
reason-personnel-congress-not-ahead = The congress has been held or cancelled, so its personnel work cannot change. If needed, plan a new congress.
reason-personnel-congress-not-in-session = This is done only while the congress is in session. Open the congress first.
reason-personnel-not-in-steps = The personnel work is no longer in its steps. To change it, the upper committee must return the scheme; then take the step "Revise the personnel scheme".

reason-personnel-step-signed = This step is signed and never changes. To do it again, take "Hold a step once more" with a reason.
reason-personnel-step-before-unsigned = Step { $n } is not signed. Finish and sign step { $n } first.
reason-personnel-date-missing = The date of the meeting is missing. Take it from the minutes.
reason-personnel-date-in-future = { $date } has not come yet. Record the step after the meeting.
reason-personnel-summoned-over-members = { $summoned } { $summoned ->
    [one] was
   *[other] were
 } summoned, but the branch has { $members } { $members ->
    [one] member
   *[other] members
 }. Check the minutes; if the branch’s number of members has changed, update it first.
reason-personnel-date-before-plan = The meeting is dated before the plan of the congress ({ $issued }). Check the minutes.
reason-personnel-date-before-previous = The date is before that of the previous step ({ $previous }). Check the minutes.
reason-personnel-date-after-congress = The personnel steps end before the congress ({ $congress }). Check the date.
reason-personnel-attendance-missing = The numbers summoned and present are missing. Take them from the minutes.
reason-personnel-present-over-summoned = More are present ({ $present }) than were summoned ({ $summoned }). Check the figures.
reason-personnel-quorum-short = { $present } of { $summoned } summoned are present; at least { $needed } { $needed ->
    [one] is
   *[other] are
 } needed. Hold the meeting again.
reason-personnel-step-without-ballot = Nobody is voted on in this step. Leave the ballot figures out.
reason-personnel-ballots-missing = Ballots issued, returned, valid and invalid are not all there. Take them from the counting minutes.
reason-personnel-issued-over-present = More ballots were issued ({ $issued }) than members were present ({ $present }). Check the counting minutes.
reason-personnel-returned-over-issued = More ballots came back ({ $returned }) than were issued ({ $issued }). Check the counting minutes.
reason-personnel-ballots-unequal = Valid ({ $valid }) and invalid ({ $invalid }) ballots must make up those returned ({ $returned }). Check the counting minutes.
reason-personnel-total-unknown = { $count } { $count ->
    [one] total is
   *[other] totals are
 } of people who are not on the list. Add them to the list or leave these totals out.
reason-personnel-total-twice = { $count } { $count ->
    [one] person has
   *[other] people have
 } more than one total. Keep one for each.
reason-personnel-total-missing = There is no total for: { $names }. Record one for everybody.
reason-personnel-total-over-valid = Agree and disagree exceed the { $valid } valid { $valid ->
    [one] ballot
   *[other] ballots
 } for: { $names }. Check the counting minutes.
reason-personnel-minutes-missing = The minutes of this step are missing. Record them, then sign.
reason-personnel-step-kind-missing = It is not said which step is held once more. Choose it.
reason-personnel-steps-too-many = There are already { $most } { $most ->
    [one] step
   *[other] steps
 }. Ask the upper committee.
reason-personnel-steps-unsigned = Not signed: step { $steps }. Finish these steps in order.

reason-nominee-not-official = Only an official member who is neither suspended nor prosecuted can be nominated. Check the membership.
reason-nominee-twice = This person is already on the list for this post. Use the name that is there.
reason-personnel-list-to-mend = Something on the list of nominees stands in the way. See who and why in the personnel work of the congress, then withdraw or add names.
reason-nominee-unlike-member = Name, date of birth and sex of { $name } are those of the member’s own record in the branch. Correct that record first, or withdraw the name with a reason and nominate the right person.
reason-nominee-too-young = On { $day } { $name } will not have reached { $years } { $years ->
    [one] year
   *[other] years
 } and { $months } { $months ->
    [one] month
   *[other] months
 } of probation, so cannot be an official member. Check the date of birth, or nominate somebody else.
reason-nominee-withdrawn = This name has been withdrawn and cannot be changed. If needed, nominate again.
reason-nominee-voted-on = This person has been voted on, so post and list cannot change. Withdraw the name with a reason, nominate again and vote again.
reason-nominees-too-many = The list already has { $most } { $most ->
    [one] person
   *[other] people
 }. Check the list.

reason-personnel-seats-missing = The numbers to be elected are not set. Set one for each post.
reason-personnel-one-secretary = A branch elects one secretary. Set the number of secretaries to 1.
reason-personnel-branch-too-small = The branch has { $members } official { $members ->
    [one] member
   *[other] members
 }, fewer than { $from }: it elects no committee, only a secretary and, if needed, one deputy. Leave the committee out.
reason-personnel-committee-too-large = A branch committee has at most { $most } { $most ->
    [one] member
   *[other] members
 }; { $seats } { $seats ->
    [one] is
   *[other] are
 } set. Lower the number.
reason-personnel-deputies-too-many = A branch has at most { $most } deputy secretary; { $seats } { $seats ->
    [one] is
   *[other] are
 } set. Lower the number.
reason-personnel-nominees-missing = { $post }: { $seats } to be elected, { $listed } on the list. Nominate more.
reason-personnel-nominees-without-seats = There are nominees for posts without seats: { $posts }. Set the seats or withdraw the names.
reason-personnel-surplus-missing = The list for the branch committee must exceed the seats: { $seats } { $seats ->
    [one] seat
   *[other] seats
 }, { $listed } on the list. Nominate more.
reason-personnel-surplus-too-large = The list for the branch committee is too long: { $seats } { $seats ->
    [one] seat
   *[other] seats
 }, { $listed } on the list, at most { $most } allowed. Withdraw names.
reason-personnel-head-off-committee-list = Secretary and deputy come from the branch committee, but these are not on its list: { $names }. Nominate them for the committee.
reason-personnel-nominee-not-voted-on = Not voted on in the last ballot: { $names }. Hold the ballot once more or withdraw the names.
reason-personnel-service-short = { $name } has { $months } { $months ->
    [one] month
   *[other] months
 } of service left; { $needed } { $needed ->
    [one] is
   *[other] are
 } asked for. Reconsider, or ask the upper committee.

reason-personnel-opinion-symbol-missing = Number and symbol of the opinion are missing. Give them.
reason-personnel-opinion-date-missing = The date of the opinion is missing. Give it.
reason-personnel-opinion-date-in-future = The date of the opinion, { $date }, has not come yet. Check it.
reason-personnel-opinion-date-too-early = The opinion is dated { $date }, before the scheme was ready ({ $since }). Check the date.
reason-personnel-opinion-text-missing = The opinion itself is missing. Write it down.
reason-scheme-not-endorsed = The plan asks the sub-committee first, and it has not endorsed this scheme. Wait for it.
reason-scheme-already-endorsed = The sub-committee has endorsed this scheme. Wait for the approving committee.


reason-personnel-committee-even = The committee has { $seats } { $seats ->
    [one] seat
   *[other] seats
 }; an odd number (3, 5 or 7) is usual. Consider it.
reason-personnel-committee-expected = The branch has { $members } official { $members ->
    [one] member
   *[other] members
 }; from { $from } on a branch elects a committee. Consider setting its seats.
reason-personnel-surplus-over-prepared = A prepared surplus is usually { $least }% to { $most }%; the list exceeds the seats by { $surplus }. Consider it.
reason-personnel-women-below-target = { $have } of { $of } on the list are women; the target is { $percent }%. It is a target: consider nominating more.
reason-personnel-young-below-target = { $have } of { $of } on the list are young; the target is { $percent }%. It is a target: consider nominating more.

invalid-personnel-post-twice = One row of seats for each post.
invalid-personnel-seats-of-delegates = The scheme has no seats of delegates: the committee above allocates them, and the congress decides how many alternates there are. Leave the row out.
invalid-nominee-name-blank = Write the full name.
invalid-nominee-field-missing = Fill this in, or choose a member of the branch.
invalid-nominee-field-of-member = A member of the branch is chosen, so this is taken from the record. Leave it out.
