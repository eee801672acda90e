member-status-official = Official member
member-status-probationary = Probationary member
member-status-exempted = Exempted from work and activities
member-status-temporarily-away = Temporarily in another branch
member-status-suspended = Suspended from activities
member-status-prosecuted = Under prosecution or detained
member-status-left = No longer of the branch

sex-male = Male
sex-female = Female

reason-probationary-with-official-date = A probationary member has no day of becoming official. Take the day away, or make the status official.
reason-admitted-too-young = Admitted before the age of { $least }. Check the date of birth and the day of admission.
reason-official-too-early = Probation lasts { $months } { $months ->
    [one] month
   *[other] months
 }; the earliest day of becoming official is { $earliest }. Check the day.
reason-members-in-branches-only = Members belong to branches, not to committees. Choose the member's branch.

invalid-born-in-future = The date of birth must lie before today.
invalid-born-too-long-ago = That date of birth is more than { $years } { $years ->
    [one] year
   *[other] years
 } ago. Check the year.
invalid-member-date-in-future = That day has not come yet. Give a day not after today.
invalid-official-before-admitted = The day of becoming official cannot be before the day of admission. Check both days.
invalid-admission-date-missing = With a day of becoming official there must be a day of admission. Add it.
invalid-transfer-to-itself = The member is in this branch already. Choose another branch.
