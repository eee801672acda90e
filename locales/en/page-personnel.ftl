# The page of the personnel work.
personnel-page-title = Personnel work
personnel-page-returned = The scheme was returned, the last time because:
personnel-page-steps = Steps
personnel-page-n = No.
personnel-page-step = Step
personnel-page-held = Held on
personnel-page-present = Present / summoned
personnel-page-valid = Valid / returned ballots
personnel-page-signed = Signed off
personnel-page-recorded = Recorded, not signed
personnel-page-to-do = To be done
personnel-page-later = After the step before
personnel-page-sign = Sign off
personnel-page-sign-step = Sign off: { $step }
personnel-page-signed-done = Signed off. The next step can begin.
personnel-page-record = Record the result
personnel-page-recorded-done = The result is recorded. Check it, then sign it off.
personnel-page-totals = Ballots: { $step }
personnel-page-agree = For
personnel-page-disagree = Against
personnel-page-summoned = Summoned
personnel-page-present-number = Present
personnel-page-ballots = Ballots
personnel-page-issued = Ballots issued
personnel-page-returned-ballots = Ballots returned
personnel-page-valid-ballots = Valid ballots
personnel-page-invalid-ballots = Invalid ballots
personnel-page-minutes = Minutes
personnel-page-minutes-hint = Needed before signing. Never who voted how; no state secrets.
personnel-page-seats = Numbers to be elected
personnel-page-seats-none = The numbers to be elected are not set.
personnel-page-set-seats = Set the numbers to be elected
personnel-page-seats-set = The numbers are saved.
personnel-page-nominees = Nominees
personnel-page-nominate = Put somebody forward
personnel-page-nominated = Added to the list.
personnel-page-re-election = For re-election
personnel-page-first-time = For the first time
personnel-page-withdrawn = Withdrawn
personnel-page-born = Date of birth
personnel-page-age = { $age } { $age ->
    [one] year
   *[other] years
 } on the day of the congress
personnel-page-sex = Sex
personnel-page-service = Remaining service
personnel-page-months = { $months } { $months ->
    [one] month
   *[other] months
 }
personnel-page-enough = Enough
personnel-page-short = Less than { $months } { $months ->
    [one] month
   *[other] months
 }
personnel-page-elected = Elected
personnel-page-withdraw = Withdraw the name
personnel-page-withdraw-name = Withdraw the name of { $name }
personnel-page-correct = Correct a nominee
personnel-page-corrected = Saved.
personnel-page-member = Member of the branch
personnel-page-member-hint = Chosen from the list, name, date of birth and sex need not be typed.
personnel-page-candidacy = Put forward
personnel-page-salaried = Pay
personnel-page-salaried-hint = Of an unsalaried person, remaining service is only pointed out.
personnel-page-salaried-yes = Salaried
personnel-page-salaried-no = Not salaried
personnel-page-structure = Structure
personnel-page-kind-women = Women
personnel-page-kind-young = Young cadres
personnel-page-target = { $have } of { $of }; target { $percent }%
personnel-page-met = Met
personnel-page-not-met = Not met
personnel-page-opinion = Written opinion of the upper committee
personnel-page-opinion-symbol = Number and symbol of the opinion
personnel-page-opinion-symbol-hint = For example: 12-CV/ĐU
personnel-page-opinion-on = Date of the opinion
personnel-page-opinion-text = What it says
personnel-page-opinion-text-hint = No state secrets.
personnel-page-reference = Remaining service is counted from { $month }.
personnel-page-none = The personnel work of this congress has not begun. The branch committee begins it while the congress is being prepared and elects a committee.
personnel-page-begin-lead = The steps of the personnel work are those of the plan. The branch committee sets how many are to be elected, puts people forward, then records and signs each step.
personnel-page-members-hint = The branch has { $members } official { $members ->
    [one] member
   *[other] members
 } ({ $source }).
personnel-page-begun = The personnel work has begun.
personnel-page-minutes-of = Minutes: { $step }
