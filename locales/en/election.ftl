# Elections at a congress: states, steps, ballot lists, counts, and what stands in the way.

election-state-opened = number not yet voted
election-state-seats-voted = number voted
election-state-nominating = nominations open
election-state-settling = list being settled
election-state-list-voted = list voted
election-state-voting = voting and counting
election-state-announced = ballot announced
election-state-decided = every seat filled
election-state-left-vacant = ended with a seat left vacant

election-step-vote-seats = Vote the number of seats
election-step-publish-list = Publish the convening committee's list
election-step-close-nominations = Close the nominations
election-step-reopen-nominations = Take more nominations
election-step-record-poll = Record the opinion poll
election-step-vote-list = Vote the ballot list
election-step-issue-ballots = Give out the ballots
election-step-break-off = Break the ballot off
election-step-announce = Announce the count
election-step-conclude = Declare those elected
election-step-vote-again = Vote again for the seats left
election-step-vote-on-tied = Vote again between those tied
election-step-leave-vacant = Leave vacant

candidate-state-standing = stands on the list
candidate-state-withdrawal-asked = asks to withdraw, not yet decided
candidate-state-withdrawn = withdrawn by leave of the congress
candidate-state-unsupported = not supported by enough
candidate-state-polled-out = off the list after the opinion poll
candidate-state-elected = elected

round-state-counting = being counted
round-state-differing = the two entries differ
round-state-agreed = the figures stand
round-state-announced = announced
round-state-void = broken off

ballot-columns-strike-out = names struck through
ballot-columns-four-columns = four columns

invalid-ballot-not-issued = not issued by the counting committee
invalid-ballot-too-many-names = more names kept than seats
invalid-ballot-nobody-kept = every name struck through
invalid-ballot-both-or-neither = both boxes marked or neither
invalid-ballot-marked = a name from outside the list, a signature, other writing, a sign

ballot-heading-number = No.
ballot-heading-name = Full name
ballot-heading-agree = Agree
ballot-heading-disagree = Disagree
ballot-instruction-strike-out = Strike through the names you do not choose. Leave no more than { $seats }.
ballot-instruction-four-columns = For each person, mark X in one of the two boxes: agree or disagree. Seats: { $seats }.

election-board-upper = Party committee
election-board-branch = Branch committee
election-task-appoint-secretary = Appoint a secretary for { $branch }: the congress has elected none.
election-task-elect-deputy = Elect a deputy secretary for { $branch } in a by-election: the congress left the post vacant.
election-task-elect-member = Elect the missing committee members of { $branch } in a by-election: the congress did not fill every seat.
election-task-secretary-refused = Appoint a secretary of { $branch }, or have one elected anew: the election was refused.
election-task-deputy-refused = Elect a deputy secretary of { $branch } anew: the election was refused.
election-task-member-refused = Elect a committee member of { $branch } anew: the election was refused.
election-task-secretary-left = Elect or appoint a secretary for { $branch }: the secretary has left the post.
election-task-deputy-left = Elect or appoint a deputy secretary for { $branch }: the deputy has left the post.
election-task-member-left = Elect or appoint a member of the branch committee of { $branch }: a member has left it.
result-task-filled = Filled by appointment, decision { $symbol } of { $date }.
result-task-by-elected = Filled by a by-election, recognised by decision { $symbol } of { $date }.
result-task-lapsed = The branch has held its next congress; there is nothing left to do.
result-task-appointed = A secretary was appointed by decision { $symbol } of { $date }.
result-task-void = The result of the congress is void; nothing is left to be done.

conflict-elections = The congress has an election to this post. Open that one.
conflict-count-entries = Somebody else has just entered figures for this ballot. Look again, then go on.
conflict-election-rounds = The ballots of this round have just been given out. Look again.

reason-election-congress-not-in-session = This can be done only while the congress is in session. If it has not opened, open it first; once it has closed, the elections are over.
reason-election-scheme-not-presented = The personnel scheme has not been put to the congress. Put it before electing.
reason-election-out-of-order = { $posts } must be elected first: committee, secretary, deputy, each by a ballot of its own. Conclude those first.
reason-election-committee-comes-first = The committee is elected first; the election to { $posts } has begun.
reason-election-branch-too-small = The branch has { $members } official { $members ->
    [one] member
   *[other] members
 }, fewer than { $from }: it elects no committee, only a secretary and, if needed, one deputy. Go on to the election of the secretary.
reason-election-seats-missing = The number of seats is missing. Say the number the congress voted.
reason-election-seats-not-voted = The congress has not voted how many are elected. Vote on the number before the list is published.
reason-delegates-not-voted = The committee above allocates the delegates to its congress, and the congress does not vote on their number. Publish the list of delegates.
reason-delegates-not-allocated = The committee above has not allocated the delegates. Ask it to put down how many there are.
reason-delegates-not-in-plan = The plan has no delegates to the congress above elected. If they are, ask the plan's committee to amend the plan.
reason-delegates-congress-over = The congress is “{ $state }”: no delegates are allocated any more.
reason-delegates-election-begun = The congress has published the list of delegates, so their number stays.
reason-candidate-is-delegate = { $names } has been elected a delegate and cannot be an alternate too. Choose somebody else.
election-task-delegate = Elect the missing delegates of { $branch } to the congress above.
reason-election-seats-outside = { $seats } { $seats ->
    [one] seat
   *[other] seats
 }; there must be 1 to { $most }. Correct the number.
reason-election-one-secretary = A branch elects one secretary. Say 1.
reason-election-vote-missing = How the congress voted is missing. Say how many were for, against and neither.
reason-election-motion-lost = { $for } in favour of { $base }; at least { $needed } { $needed ->
    [one] is
   *[other] are
 } needed (more than half). The motion is lost, and nothing has changed; record this vote among the other questions so that the minutes tell of it, then discuss and vote again.
reason-election-not-at-candidates = The election stands at "{ $state }"; this is done only at: { $from }. The committee's list is published first, then the congress nominates.
reason-election-quorum-lost = { $present } of { $summoned } official members summoned are still present; { $needed } { $needed ->
    [one] is
   *[other] are
 } needed. Call them back, or say why the ballot is held all the same.
reason-election-not-secret = Committee, secretary and deputy are elected by secret ballot, never by show of hands. Give out secret ballots.
reason-election-not-separate = The ballot cannot also decide { $posts }. Each post has a ballot of its own.
reason-election-ballots-used-up = { $most } { $most ->
    [one] ballot has
   *[other] ballots have
 } elected no secretary. There is no other; end the election so that the committee above appoints.
reason-election-count-open = The figures do not stand yet. Two counters enter them separately and settle what differs.
reason-election-count-stands = The figures stand, so the ballot can no longer be broken off. Announce it.
reason-election-seats-unfilled = { $filled } of { $seats } seats are filled; it takes more than half to be elected. Vote again, or leave vacant.
reason-election-nothing-vacant = Every seat is filled. Declare those elected.
reason-election-nobody-tied = Nobody is tied for the last seat, so there is nothing to decide again. Conclude the election, or look at what is next at the congress.
reason-election-tie-first = Some are tied for the last seat. Vote between them first.
reason-election-going-on-undecided = { $ballots } { $ballots ->
    [one] ballot has
   *[other] ballots have
 } not filled the seats. The congress decides whether there is another; record its vote.
reason-election-tied-again = Tied again. The congress decides whether there is another ballot; record its vote.

reason-elections-not-opened = Nothing has been elected: the personnel scheme has not been put to the congress. Put it.

reason-candidate-nominator-barred = Whoever nominates is of the convening committee and may not nominate outside its list. If no longer of it, correct the roll and say why; otherwise the chair proposes to take the name off.
reason-candidate-convener-barred = A member of the convening committee may not stand or accept a nomination without being on its list. If the person is no longer of it, correct the roll and say why.
reason-candidate-twice = This person has been put forward already ({ $state }). Nobody is put forward twice; look at the name that is there.
reason-candidate-other-person = { $name } of the ballot list and { $entry } of the roll are not one person (another name, date of birth or member’s record). Choose the right person; if the roll is wrong, correct the roll with a reason.
reason-candidate-entry-taken = This person of the roll is matched with { $name } in this election already. Each person stands under one name: match the right person, or let { $name } ask to withdraw and the congress decide.
reason-candidate-not-in-writing = This person is not in the hall: nominating and standing is done in writing to the presidium. Say that it was written, or why it was not.
reason-candidate-nominator-absent = { $name } is not in the hall and nominates nobody by word of mouth. Say that it was in writing to the presidium, or name who nominated in the hall.
reason-candidate-without-consent = Whoever is nominated is not in the hall and has not said yes. Ask for their consent, or say why it is missing.
reason-candidates-too-many = There are { $most } { $most ->
    [one] name
   *[other] names
 }; no more can be added. Take a name off before adding another.
reason-candidate-not-of-committee = { $names } was not elected to the committee. Secretary and deputy come from those elected to it. Choose one of those.
reason-candidate-is-secretary = { $names } has been elected secretary and cannot be deputy too. Choose somebody else.
reason-candidate-off-roll = { $names } is not found on the roll. Say which entry it is, or take the name off.
reason-candidate-on-roll = The name was put forward from the roll. There is nothing to match.
reason-candidate-support-missing = Those attending have not been asked about { $names }. It takes more than { $percent }% of them to enter the list.
reason-candidate-of-committee-list = The name is on the convening committee's list and needs no support. Go on to the next step.
reason-candidate-support-under-attending = The number attending was entered as { $attending }, but of official members alone there { $present ->
    [one] is { $present }
   *[other] are { $present }
 } here. Support counts against everybody who attends; enter that number again.
reason-candidate-support-over-attending = { $support } in support of { $attending } attending; { $present } { $present ->
    [one] is
   *[other] are
 } here. Count again.
reason-candidate-not-standing = This cannot be done: the candidate { $state }. Look at the list again.
reason-candidate-withdrawal-open = The congress has not decided whether { $names } may withdraw. Put it to the vote.
reason-poll-without-presidium = The opinion poll is run by the presidium with the secretariat; not elected yet: { $organs }. Elect them before the poll is taken.

reason-list-too-short = { $listed } on the list for { $seats } { $seats ->
    [one] seat
   *[other] seats
 }. Nominate, or leave vacant.
reason-list-without-surplus = A committee's list must exceed its seats: { $seats } { $seats ->
    [one] seat
   *[other] seats
 }, { $listed } on the list. Nominate more.
reason-list-surplus-too-large = The list is too long: { $seats } { $seats ->
    [one] seat
   *[other] seats
 }, { $listed } on the list, at most { $most } allowed. Take an opinion poll to bring it down.
reason-poll-over-attending = Somebody is entered with more voices than there are people here ({ $attending }). Check the minutes again.
reason-poll-not-needed = { $listed } on the list for { $seats } { $seats ->
    [one] seat
   *[other] seats
 }: not too many, so no poll is needed. Vote on the list.
reason-poll-incomplete = Give the votes of each person polled, one row each: { $names }.
reason-poll-tied = { $names } have { $votes } { $votes ->
    [one] vote
   *[other] votes
 } each and there is room for { $room }. Poll again and record that.

reason-counters-missing = There is no counting committee. Name its members.
reason-counters-not-official = { $count } of the counting committee { $count ->
    [one] is not an official member
   *[other] are not official members
 } of the branch. Name others.
reason-ballot-list-not-voted = The congress has not voted the list, so there is no ballot yet. Vote on the list first.
reason-counters-not-elected = Not on the counting committee that the congress elected: { $names }. Name nobody, so that the committee elected counts, or elect another.
reason-counters-absent = Not here, of the counting committee: { $names }. Elect somebody else to it, or record their coming.

reason-counter-without-committee = The congress has elected no counting committee, so nobody counts yet. Elect one first.
reason-counter-not-of-committee = Whoever is named as having counted is not on the counting committee that the congress elected. Name one of its members: { $names }.
reason-counter-not-official = { $name } is no official member who may vote, and does not count. Name another member.
reason-counter-absent = { $name } is not here. Name another member of the counting committee, or record the member's coming.
reason-counter-entered-already = There is an entry in the name of { $name }. The two entries are those of two members of the counting committee: name another.
reason-counter-of-another-account = This account belongs to another member, and enters nothing in the name of { $name }. Enter in your own name; { $name } enters with an account of their own, or with one lent out for the day that belongs to nobody.
reason-counter-has-an-account = { $name } has an account of their own, and enters nothing with this one. Let { $name } sign in with it; where it does not hold the office of a counter of this branch, ask an administrator to give it.
reason-counter-account-not-of-committee = This account belongs to a member who is not on the counting committee that the congress elected, and enters no figures. Let a member of the committee enter with an account of their own, or with one lent out for the day.
reason-counters-have-accounts = Every member of the counting committee has an account of their own. Let each sign in with it; an account lent out for the day enters for none of them.
reason-organ-one-counter = A counting committee has two members at least, for two of them enter the figures apart. Put one more forward.

reason-count-complete = This ballot is “{ $state }” and takes no more figures. Look at its result; if the minutes are wrong, the presidium tells the congress and the ballot is held again.
reason-count-entered-already = You have entered the figures of this ballot. The second entry is another counter's.
reason-count-by-the-branch = Whoever acts for the convening committee does not enter counts, even as a member of the counting committee. Leave it to another counter, or ask the administrator to end one of the two offices.
reason-count-nothing-to-settle = There is nothing to settle ({ $state }). Look at the result of the ballot.
reason-count-settlement-departs = The third entry departs in { $count } { $count ->
    [one] figure
   *[other] figures
 } from what both entries say. Keep what agrees.
reason-count-negative = No figure may be negative. Compare with the minutes.
reason-count-issued-over-present = { $issued } { $issued ->
    [one] ballot
   *[other] ballots
 } issued, more than the { $present } official { $present ->
    [one] member
   *[other] members
 } present then. Compare with the minutes.
reason-count-returned-over-issued = { $returned } { $returned ->
    [one] ballot
   *[other] ballots
 } returned, more than the { $issued } issued. Compare with the minutes.
reason-count-ballots-unequal = Valid ({ $valid }) and invalid ({ $invalid }) ballots must make up those returned ({ $returned }). Compare with the minutes.
reason-count-names-missing = The figures of { $count } { $count ->
    [one] person
   *[other] people
 } on the ballot are missing. Give them all.
reason-count-names-unknown = There are figures of { $count } { $count ->
    [one] person who is
   *[other] people who are
 } not on the ballot. Leave them out.
reason-count-names-twice = Somebody stands twice. One row for each.
reason-count-votes-of-other-form = The figures are not of this ballot's form ({ $form }). Where names are struck through, give votes; with four columns, agree, disagree and not counted.
reason-count-votes-over-valid = { $count } { $count ->
    [one] person has
   *[other] people have
 } more votes than the { $valid } valid { $valid ->
    [one] ballot
   *[other] ballots
 }. Compare with the minutes.
reason-count-votes-over-seats = { $votes } { $votes ->
    [one] vote
   *[other] votes
 } in all, more than { $most } ({ $valid } valid { $valid ->
    [one] ballot
   *[other] ballots
 } with { $seats } { $seats ->
    [one] name
   *[other] names
 } at most). Compare with the minutes.
reason-count-votes-under-valid = { $votes } { $votes ->
    [one] vote
   *[other] votes
 } in all, fewer than the { $valid } valid { $valid ->
    [one] ballot
   *[other] ballots
 }; a ballot without a name is invalid. Compare with the minutes.
reason-count-boxes-unequal = For { $count } { $count ->
    [one] person
   *[other] people
 }, agree, disagree and not counted must make up the { $valid } valid { $valid ->
    [one] ballot
   *[other] ballots
 }. Compare with the minutes.
reason-count-single-uncounted = { $count } { $count ->
    [one] ballot
   *[other] ballots
 } not counted for the only candidate; such a ballot is invalid. Count it there.
reason-count-invalid-of-other-form = Reasons that a ballot of this form ({ $form }) cannot have: { $reasons }. Compare with the minutes.

# What the congress votes by hand in an election
election-question-seats = Number to elect, { $post }: { $seats }
election-question-list = Ballot list, { $post }
election-question-reopen = Further nominations, { $post }
election-question-again = Another ballot, { $post }
election-question-tied = Another ballot between those tied: { $post }
election-question-vacant = Leaving the seat vacant: { $post }
election-question-withdrawal = Letting { $name } withdraw from the list, { $post }
