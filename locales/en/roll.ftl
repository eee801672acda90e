# The roll of a congress, attendance, and the bases of votes.
action-read-roll = Read the roll of a congress

roll-status-official = Official member
roll-status-probationary = Probationary member
roll-status-exempted = Member exempted from work and activities
roll-status-temporarily-away = Member temporarily in another branch
roll-status-temporarily-attending = Member temporarily attending this branch
roll-status-suspended = Member suspended from activities
roll-status-prosecuted = Member under prosecution or detained

roll-mark-awaited = Not yet recorded
roll-mark-present = Present
roll-mark-late = Came late, is here
roll-mark-left-early = Left early
roll-mark-excused = Asked to be excused
roll-mark-absent = Absent without being excused

roll-change-drawn-up = Roll drawn up
roll-change-added = Put down by hand
roll-change-refreshed = Brought in line with the members
roll-change-corrected = Corrected
roll-change-marked = Attendance recorded
roll-change-reset = Attendance awaited again, the congress was postponed

base-kind-quorum = the official members of whom enough must be present
base-kind-ordinary-vote = the base of ordinary votes
base-kind-election = the base of elections

base-reason-temporarily-away = temporarily in another branch and not here
base-reason-exempted = exempted from work and activities and not here
base-reason-suspended = suspended from activities
base-reason-prosecuted = under prosecution or detained
base-reason-absence-accepted = absent throughout for a good reason that the convening committee has accepted

base-summoned = Official members summoned: { $summoned }.
base-excluded = Minus { $count }: { $reason } ({ $clause }, { $regulation }).
base-left = Leaves { $base }: { $kind } ({ $clause }, { $regulation }).
base-more-than-half = More than half is { $needed } { $needed ->
    [one] vote
   *[other] votes
 } ({ $clause }, { $regulation }).
base-quorum-needed = At least { $needed } must be present ({ $clause }, { $regulation }).
attendance-present = Present: { $present } of { $summoned } official members summoned.
committee-elected = The branch has { $official } official { $official ->
    [one] member
   *[other] members
 }, { $from } or more: it elects a committee, then secretary and deputy from it ({ $clause }, { $regulation }).
committee-not-elected = The branch has { $official } official { $official ->
    [one] member
   *[other] members
 }, fewer than { $from }: it elects no committee, but a secretary and, where needed, a deputy ({ $clause }, { $regulation }).

reason-roll-may-not-vote = { $status }: does not vote. Count no vote of theirs.
reason-roll-may-not-stand = { $status }: cannot be put on a ballot list. Choose an official member of the branch.
reason-roll-may-not-nominate = { $status }: takes no part in nominating. Let another member nominate.
reason-roll-entry-struck-off = This person has been struck off the roll. Put the person back on it, with the reason.
reason-roll-person-twice = { $name } (same name and birth date) is on the roll already. Each person is put down once; if the birth date is wrong, correct it.
reason-roll-person-struck-off = { $name } (same name and birth date) is on the roll, struck off. Put that entry back on the roll instead of adding another.
reason-roll-namesake-unclear = Somebody called { $name } is on the roll, and a birth date is missing to tell them apart. If it is one person, add nobody; if they are two namesakes, give both birth dates.
reason-roll-member-unclear = The branch has a member called { $name } who is not on the roll. Give the birth date to link the member, or draw the roll up again from the members of the branch.
reason-roll-not-drawn-up-now = The congress is “{ $state }”. The roll is drawn up after the congress has been approved and before it opens. Do it then.
reason-roll-not-corrected-now = The congress is “{ $state }”. Roll and attendance are recorded from the approval of the congress to its closing. What is found wrong afterwards stands in the minutes.
reason-roll-day-not-come = The day for which the congress is called has not come. Record attendance on that day.
reason-roll-was-here-at-a-vote = { $name } was there when the congress voted, so was not absent throughout and stays in the base. If gone since, record that the person left early.
reason-roll-left-without-coming = This person is not recorded as having come, so cannot have left early. Record the arrival first.
reason-roll-correction-without-reason = This changes what was recorded. Give the reason for the correction.
reason-exempted-not-summoned = { $count } { $count ->
    [one] member exempted from activities or temporarily elsewhere is
   *[other] members exempted from activities or temporarily elsewhere are
 } not on the roll. Call them; they count only if they come.
reason-roll-entry-on-ballot = { $name } stands on a ballot being cast ({ $post }). Break the ballot off, correct the roll, and let the congress vote the list again.
reason-roll-entry-elected = { $name } has been elected ({ $post }) and stays on the roll as they are. If they may not hold the post, report it to the committee above, which rules on the result.

invalid-roll-absence-reason-missing = Give the reason for the absence.
invalid-roll-accepted-without-excuse = Whether it is accepted is said of an excuse only. Leave it out, or mark the member as excused.
invalid-roll-time-in-future = That time has not come yet. Check the hour.
invalid-roll-time-before-day = That time lies before the day of the congress. Check it.
invalid-roll-left-before-arrived = Nobody can leave before arriving. Check both times.
invalid-roll-time-without-coming = A time is given only for somebody who came or left early. Leave the time out, or correct the mark.
invalid-roll-nothing-corrected = Say what is to be corrected.
