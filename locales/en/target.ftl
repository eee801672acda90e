# Targets of the draft resolution.
target-direction-increase = increase
target-direction-decrease = decrease
target-direction-hold = hold

reason-target-adopted = The congress has adopted this target; it is not changed. If the totals were recorded wrongly, record them again and give the reason.
reason-target-rejected = The congress has voted this target down; that stays on record. Change the target before it is voted on again; if the totals were recorded wrongly, record them again and give the reason.
reason-target-resolution-adopted = The congress has adopted the resolution; targets are no longer added, changed or voted on. A change is for a meeting of the branch to decide.
reason-target-too-many = A resolution has { $most } { $most ->
    [one] target
   *[other] targets
 } at most. Merge some or leave some out.
reason-target-against-baseline = The target says “{ $direction }”, but its value of { $value } { $unit } does not fit the baseline of { $baseline } { $unit }. The branch should look at it; nothing is changed by the program.
reason-targets-contradict = Another target is for the same “{ $indicator }”: this one is to { $direction } to { $value } { $unit }, the other to { $other_direction } to { $other } { $unit }. The branch should settle on one figure.
reason-target-differs-from-document = { $document } states “{ $indicator }” as { $stated } { $unit }, not { $value } { $unit } as the target does. The branch should compare the two.
