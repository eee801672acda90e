# Votes by show of hands at a congress: on what, and why a result cannot be recorded yet.
action-read-congress-day = See the day of a congress: programme, script, organs, votes

vote-subject-programme = the programme
vote-subject-working-rules = the working rules
vote-subject-organ = an organ of the congress
vote-subject-number-to-elect = the number to elect
vote-subject-ballot-list = the ballot list
vote-subject-withdrawal = a withdrawal
vote-subject-target = a target
vote-subject-document = a document
vote-subject-other = another question

reason-day-congress-not-in-session = The congress stands at “{ $state }”. This is done only while it is in session. If it has not opened, open it first.
reason-day-congress-over = The congress stands at “{ $state }”, so this can no longer change. What is found wrong afterwards stands in the report.
reason-vote-before-the-roll = There is no roll of this congress yet, so nobody can say who votes. Draw up the roll and record who is present.
reason-vote-without-quorum = { $present } of { $summoned } official members summoned are present; { $needed } { $needed ->
    [one] is
   *[other] are
 } needed for a vote. Wait for a quorum, or give the reason for voting all the same.
reason-vote-negative = A number of votes cannot be negative. Check the figures.
reason-vote-exceeds-present = { $sum } { $sum ->
    [one] vote was
   *[other] votes were
 } counted, more than the { $present } official { $present ->
    [one] member
   *[other] members
 } present. Check the figures.
reason-vote-exceeds-base = { $sum } { $sum ->
    [one] vote was
   *[other] votes were
 } counted, more than the base of { $base }. Check the figures and the roll.
reason-vote-question-missing = The question is not written. Say what the congress votes on.
reason-vote-subject-elsewhere = The vote on { $subject } is recorded with the thing itself. Open it and record the result there.
reason-vote-already-adopted = The congress has adopted { $subject }. If the totals were recorded wrongly, record them again and give the reason.
