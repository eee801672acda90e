level-central-committee = central committee
level-province-committee = province committee
level-district-committee = district committee
level-bloc-committee = bloc committee
level-base-committee = base committee
level-sub-committee = sub-committee
level-base-branch = base branch
level-branch = subordinate branch

unit-succession-merge = Merge
unit-succession-split = Split
unit-succession-replace = Replace

reason-level-cannot-be-top = A { $level } stands below a committee and cannot be the top of the tree. Choose the unit above it.
reason-branch-has-nothing-below = Nothing stands below a branch (a { $level } cannot stand below a { $above }). Choose another unit above it.
reason-level-unusual-here = A { $level } does not usually stand below a { $above } (usual: { $usual }). If it was so decided, give the reason as note and send it again; it is kept.
reason-level-not-below-this = A { $level } cannot stand below a { $above }; it stands below: { $usual }. Choose another unit above it, or another level.
reason-nothing-above-branch = No committee stands above the branch to approve its congress. Ask the administrator to place the branch below its committee.
reason-unit-not-yet-there = The unit began on { $begins } and cannot be changed on { $on }. Choose a later date.
reason-unit-no-longer-there = On { $on } the unit no longer stood. Choose an earlier date, or work with its successor.
reason-unit-below-itself = From { $on } the unit would stand below itself. Choose another unit above it.
reason-upper-not-there = On { $on } the unit above does not stand (not yet, or no longer). Choose another date or another unit.
reason-installation-administrator-needed = This takes an administrator of the whole installation. Ask one.
reason-split-needs-several = A split has two successors or more. Add successors, or choose another kind.
reason-one-successor-only = { $kind } has one successor only. Keep one, or choose a split.
reason-succession-in-future = { $on } has not come yet. A merger or split is recorded from the day on which it takes effect; do it then.
reason-successor-not-there = { $count } of the successors do not stand on { $on }. Establish them first, or choose another date.
reason-heir-needed = The unit still has members or units below it. Name the successor that takes them over (heir_id), or move them first.
reason-unit-in-congress = The congress of { $branches } has been convened and has not closed, so nothing is merged, split or replaced now. Let it close first; if it has not opened, ask the Organisation Board of the plan’s committee to cancel it because of the reorganisation.
reason-members-need-branch = { $count } { $count ->
    [one] member is
   *[other] members are
 } left, and only a branch can take them over. Name a branch as heir, or transfer them first.

invalid-sector-unknown = There is no such sector. Choose one from the installation's list.
invalid-blank-name = Must not be blank. Write something here.
invalid-successor-is-itself = A unit cannot succeed itself. Choose another.
invalid-successor-repeated = The successor is named twice. Leave out one.
invalid-heir-no-successor = The heir must be one of the successors.

conflict-sectors = A sector with this code exists. Use it, or choose another code.
conflict-unit-successions = That one of these units succeeded the other has already been recorded. There is nothing to do.
