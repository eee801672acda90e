# The screen in the hall.
hall-title = Congress of { $branch }
hall-term = Term { $from } – { $to }
hall-now = Under way
hall-next = Next
hall-nothing = No item is under way
hall-begun = Begun at { $at }, { $minutes } { $minutes ->
    [one] minute
   *[other] minutes
 } planned
hall-present = Official members present
hall-of-summoned = of { $summoned } summoned
hall-quorum = Quorum reached
hall-no-quorum = No quorum: at least { $needed } needed
hall-vote = Result of the vote: { $subject }
hall-needed = At least { $needed } of { $base } needed
hall-elected = { $elected } of { $seats } elected
hall-issued = Ballots given out
hall-returned = Ballots returned
hall-valid = Valid ballots
hall-invalid = Invalid ballots
hall-lost = Connection lost, connecting again. The figures may be old.
hall-leave = To the programme
