# The organs of a congress: presidium, secretariat, counting committee.
organ-presidium = the presidium (the chair)
organ-secretariat = the secretariat (the clerk)
organ-counting-committee = the counting committee
organ-credentials-committee = a credentials committee

reason-organ-no-credentials-committee = An all-member congress elects no credentials committee. The convening committee reports on the members attending. Leave it out.
reason-organ-empty = Nobody is put forward for { $organ }. Choose from the roll.
reason-organ-member-twice = Somebody is put forward twice for { $organ }. Name each person once.
reason-organ-chair-and-clerk = { $names }: in the chair and keeping the minutes as well. Nobody is both; put somebody else forward.
reason-organ-two-heads = Only one person leads { $organ }. Choose one.
reason-organ-without-head = Somebody must lead { $organ }, which has several members. Choose one.
reason-organ-member-not-on-roll = { $count } of those put forward for { $organ } { $count ->
    [one] is
   *[other] are
 } not on the roll of the congress. Choose from the roll.
reason-organ-member-not-official = Not official members entitled to vote: { $names }. Only official members attending may be in { $organ }; put others forward.
reason-organ-member-absent = Not present at the congress now: { $names }. Record their coming, or put others forward for { $organ }.
reason-organ-counter-on-list = On the counting committee and on the ballot list as well: { $names }. Put others on the counting committee and vote again.
reason-organ-elected = The congress has elected { $organ }. To change it, put members forward anew and vote; if the totals were recorded wrongly, record them again and give the reason.
reason-organ-rejected = The congress has voted down { $organ }. Put members forward anew and vote; if the totals were recorded wrongly, record them again and give the reason.
