# What the pages of a congress day share.
day-places = Pages of the congress day
day-attendance = Attendance
day-programme = Programme
day-organs = Organs
day-votes = Votes
day-targets = Targets, resolution
day-elections = Elections
day-papers = Papers of the congress
day-hall = Screen in the hall
day-over = The congress is over: what was recorded on the day can only be read and printed.
day-ground = Ground
day-base-line = Line
day-base-count = Persons
day-base-summoned = Official members summoned
day-base-minus = Minus:
day-base-left = Leaves
day-base-quorum = Whether the congress may be held
day-base-ordinary-vote = Base of votes by show of hands
day-base-election = Base of elections (secret ballot)
day-needed-quorum = Must be present, at least
day-needed-ordinary-vote = More than half, at least
day-needed-election = More than half, at least
day-for = For
day-against = Against
day-abstain = Abstentions
day-not-voting = Raised no hand
day-present = Present
day-base = Base
day-needed = Needed
day-adopted = More than half
day-not-adopted = Not more than half
day-totals-lead = Record the totals as the chair announced them. Only totals are kept, never how anybody voted.
day-vote-note = Words of the chair
day-vote-note-hint = Needed when the vote is held without a quorum, or is recorded anew because it was recorded wrongly.
day-standing = Present now: { $present } official { $present ->
    [one] member
   *[other] members
 }; base { $base }; at least { $needed } must be in favour.
programme-session-preparatory = Preparatory session
programme-session-official = Official session
