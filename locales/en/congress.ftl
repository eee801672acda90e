# A branch's congress: states, steps, who takes them, and why one cannot be taken yet.

congress-state-preparing = Preparing
congress-state-submitted = Dossier submitted
congress-state-approved = Approved
congress-state-convened = Convened
congress-state-in-session = In session
congress-state-closed = Closed
congress-state-reported = Result reported
congress-state-confirmed = Result confirmed
congress-state-annulled = Result annulled
congress-state-cancelled = Cancelled

congress-step-designate-pilot = Designate as pilot
congress-step-submit-dossier = Submit the dossier
congress-step-return-dossier = Return the dossier
congress-step-approve = Approve the congress
congress-step-override-guidance = Let it go ahead before the guidance
congress-step-convene = Convene
congress-step-open = Open
congress-step-close = Close
congress-step-report = Report the result
congress-step-confirm = Confirm the result
congress-step-appoint-secretary = Appoint a secretary
congress-step-end-membership = Record that somebody leaves a post
congress-step-fill-vacancy = Record who fills a vacancy
congress-step-annul = Annul the result
congress-step-postpone = Change the day
congress-step-cancel = Cancel

seat-office = the Organisation Board or office of the plan's committee
seat-secretary = the Secretary (or a deputy) of the plan's committee
seat-upper = the committee above that approves the congress
seat-sub-committee = the sub-committee
seat-branch = the branch committee (where there is none: the branch secretary)

post-branch-committee-member = branch committee member
post-secretary = branch secretary
post-deputy-secretary = deputy branch secretary
post-delegate = delegate to the congress above
post-alternate-delegate = alternate delegate to the congress above

reason-wrong-state = "{ $step }" can be taken only from: { $from }. It stands at: { $state }. Take the steps that lead there first, or choose another step that is open now.
reason-wrong-office = This step belongs to: { $by }. Ask one of them to take it.

reason-plan-not-issued = Plan { $plan } has not been issued. Wait until the Secretary has signed it.
reason-plan-completed = Plan { $plan } is completed. Nothing more is done under it; draft a new plan for anything new; where the result of a congress was annulled, reopen the plan.
reason-plan-without-pilots = Plan { $plan } holds no pilots, so no branch can be chosen as one. Leave this step out; if pilots are wanted, the Secretary of the plan’s committee amends the plan first.
reason-already-pilot = This branch is a pilot already. There is nothing to do; choose another branch if there is to be one more pilot.
reason-rollout-has-begun = The roll-out of { $plan } has begun, so no more pilots are chosen. The branch goes on like the others.
reason-sector-missing = It is not known which sector this pilot stands for. Name the sector.
reason-documents-not-submitted = The branch has not submitted every document; missing: { $documents }. Submit them.
reason-scheme-not-submitted = The branch has not submitted its personnel scheme. Complete the personnel steps and submit the scheme.
reason-date-missing = The day of the congress is not fixed. Enter it.
reason-date-outside-window = The day { $date } lies outside the plan's window ({ $from } to { $to }). Choose another day, or ask the plan's committee to decide.
reason-term-early = The day { $date } is earlier than the term of { $months } { $months ->
    [one] month
   *[other] months
 } ends (the congress before closed on { $closed }, the next is due on { $due }). Up to { $tolerance } { $tolerance ->
    [one] month
   *[other] months
 } early or late take the consent of the committee above: it consents by approving the congress.
reason-term-late = The day { $date } is later than the term of { $months } { $months ->
    [one] month
   *[other] months
 } ends (the congress before closed on { $closed }, the next is due on { $due }). Up to { $tolerance } { $tolerance ->
    [one] month
   *[other] months
 } early or late take the consent of the committee above: it consents by approving the congress.
reason-term-too-early = The day { $date } is too early for a term of { $months } { $months ->
    [one] month
   *[other] months
 }: the congress before closed on { $closed }, the next is due on { $due }, at the earliest on { $bound } ({ $tolerance } { $tolerance ->
    [one] month
   *[other] months
 } at most). Choose another day.
reason-term-overdue = The { $months }-month term of the branch, begun after the congress that closed on { $closed }, ended on { $due }, and the last day that may be, { $bound }, has gone by. Write down why the congress is held late, and the consent of the committee above.
reason-term-too-late = The day { $date } is too late for a term of { $months } { $months ->
    [one] month
   *[other] months
 }: the congress before closed on { $closed }, the next is due on { $due }, at the latest on { $bound } ({ $tolerance } { $tolerance ->
    [one] month
   *[other] months
 } at most). Choose another day; where the term is longer, the plan must say so.
reason-after-committee-congress = A congress is over before the one above opens: this one ends on { $date }, the congress of the committee of plan { $plan } opens on { $opens }. Choose an earlier day.
reason-venue-missing = The venue is not fixed. Enter it.
reason-documents-not-approved = Documents not yet approved: { $documents }. Approve each of them before the congress.
reason-dossier-remarks-open = { $count } { $count ->
    [one] remark is
   *[other] remarks are
 } neither accepted nor explained. The branch must answer each of them.
reason-scheme-not-approved = The personnel scheme is not approved. Give the written opinion on it.
reason-date-gone-by = The day { $date } has gone by (today is { $today }). Choose another day.
reason-notice-missing = The day on which the opening was announced is missing. Enter it.
reason-notice-in-future = The notice of { $date } is still to come (today is { $today }). Announce first, then convene.
reason-notice-before-plan = The notice of { $date } is older than plan { $plan } of { $issued }. Give the day on which the branch really announced it.
reason-notice-too-short = Announced on { $notice }, opening on { $opens }: only { $days } working { $days ->
    [one] day
   *[other] days
 }, at least { $needed } { $needed ->
    [one] is
   *[other] are
 } needed. The notice had to be given by { $latest }; move the congress to a later day.
reason-notice-short-without-reason = Announced on { $notice }, opening on { $opens }: only { $days } working { $days ->
    [one] day
   *[other] days
 }, the rule is { $needed } (by { $latest }). Give a reason, or move the congress to a later day.
reason-members-not-listed = The roll of those summoned has not been drawn up. Draw it up.
reason-too-few-official-members = { $summoned } official { $summoned ->
    [one] member is
   *[other] members are
 } summoned; a branch needs at least { $needed }. Ask the committee above to transfer members or merge the branch.
reason-rollout-not-open = Plan { $plan } is not rolling out: its pilots and their lessons are not finished. Wait for the guidance, or ask the Secretary of the plan's committee to let you go ahead.
reason-guidance-not-acknowledged = The branch has not acknowledged the guidance: { $guidance }. Read and acknowledge it.
reason-day-not-come = The congress is convened for { $date }, today is { $today }. Wait for that day.
reason-attendance-missing = Nobody has been checked in. Record on the roll who has come.
reason-quorum-not-reached = { $present } of { $summoned } official members summoned are present; at least { $numerator }/{ $denominator }, that is { $needed }, are needed. The congress is not valid yet; wait for more members or change the day.
reason-checklist-before-opening = { $count } { $count ->
    [one] point
   *[other] points
 } of the guidance must be done before the opening. Do them and tick each.
reason-resolution-not-adopted = The congress has not adopted its resolution. Vote on it and record the vote.
reason-documents-not-presented = Documents not yet put to the congress: { $documents }. Put them to it.
reason-final-versions-missing = Approved with remarks, but without a final version that answers them: { $documents }. File the final version.
reason-elections-not-decided = The elections have not ended: { $posts }. Fill each seat, or end the election with the seat left vacant.
reason-checklist-before-closing = { $count } { $count ->
    [one] point
   *[other] points
 } of the guidance must be done before the closing. Do them and tick each.
reason-papers-missing = The report lacks: { $documents }. File them.
reason-decision-of-other-type = { $symbol } is not a decision (QĐ). A result is confirmed, refused or annulled by a decision; enter its number and symbol, for example 12-QĐ/ĐU.
reason-decision-symbol-missing = Number and symbol of the decision are missing (for example 12-QĐ/ĐU). Enter them.
reason-decision-date-missing = The date of the decision is missing. Enter it.
reason-decision-date-outside = The decision's date { $date } must lie between the report ({ $from }) and today ({ $to }). Check it.
reason-posts-not-ruled-on = Neither recognised nor refused: { $posts }. Decide on each elected post.
reason-posts-ruled-on-twice = Decided on twice: { $posts }. Decide once on each post.
reason-posts-not-elected = { $count } { $count ->
    [one] post is named that is
   *[other] posts are named that are
 } not among those elected. Check the list.
reason-head-without-seat = Where the seat of { $names } in the branch committee is refused, the post of secretary or deputy secretary cannot be recognised: both are held by members of the committee. Recognise both, or refuse both.
reason-refusal-reason-missing = A refusal is without its reason. Say why, for each.
reason-secretary-not-vacant = The post of secretary is not vacant. A secretary is appointed where the congress elected none, or where the election was refused. Look at the result of the election and at the decision.
reason-secretary-appointed-already = A secretary has been appointed. Look at the result of the congress.
reason-appointee-missing = It is not said who is appointed. Choose somebody on the roll of the congress.
reason-appointee-off-roll = Whoever was chosen is not on the roll of this congress. Choose again.
reason-appointee-not-official = { $name } ({ $status }) cannot be appointed secretary. Choose an official member of the branch.
reason-appointee-not-in-committee = { $name } was not elected to the branch committee. Where there is a committee, the secretary is appointed from among its members.
reason-term-has-ended = The branch's next congress closed on { $date }, so posts of this term are no longer filled. Fill those of the next congress.
reason-no-post-vacant = No post is vacant that a by-election or an appointment would fill.
reason-post-not-vacant = This post is not vacant, or is that of a secretary who must be appointed. Look at the result of the congress.
reason-filling-missing = It is not said which post is filled, and how. Choose the post, the way, and who fills it.
reason-filler-missing = It is not said who fills the post. Choose somebody on the roll of the congress, or write the name of whoever joined the branch since.
reason-filler-not-official = { $name } ({ $status }) cannot fill the post. Choose an official member of the branch.
reason-filler-not-in-committee = { $name } is not on the branch committee. Secretary and deputy come from among its members; fill the seat on the committee first.
reason-filler-in-committee-already = { $name } is on the branch committee. Choose somebody else.
reason-by-election-day-missing = The day of the by-election is missing. Give the day on which the branch elected.
reason-by-election-day-outside = The day of the by-election { $date } must lie between { $from } and { $to }. Check it.
reason-by-election-totals-missing = The votes and the base of the by-election are missing. Give them as the counting minutes have them.
reason-by-election-not-elected = { $votes } { $votes ->
    [one] vote does
   *[other] votes do
 } not elect on a base of { $base }: it takes more than half, at least { $needed }, and no more than the base. Check the counting minutes.
reason-leaving-missing = It is not said who leaves, why, and by which decision. Give all of it.
reason-post-not-held = Nobody holds this post now. Look at the result of the congress.
reason-temporary-transfer-keeps-post = A temporary transfer ends no membership of a committee: the post is kept. Record it when there is a decision on retirement, transfer or resignation.
reason-leaving-day-ahead = The day { $date } has not come (today is { $today }). Record it when the decision takes effect.
reason-ground-missing = The ground (the clause that was broken) is missing. Name it.
reason-new-date-missing = The new day is missing. Enter it.
reason-congress-exists = { $branch } has a congress in this round already. Use that one.
reason-congress-not-preparing = The dossier has been submitted, so it is not changed directly. To change the day, take the step "Change the day".

reason-too-many-half-days = The congress is planned to take { $half_days } { $half_days ->
    [one] half-day
   *[other] half-days
 }, the plan allows { $most }. Shorten the programme.
reason-short-notice = The notice was given { $days } working { $days ->
    [one] day
   *[other] days
 } before, the rule is { $needed }; the reason is kept in the history.
reason-base-organisation-due = { $members } { $members ->
    [one] member is
   *[other] members are
 } summoned: from { $from } { $from ->
    [one] member
   *[other] members
 } on, a base branch becomes a base organisation with branches of its own. Report it to the committee above.
reason-delegate-congress-due = { $members } { $members ->
    [one] member is
   *[other] members are
 } summoned: from { $from } { $from ->
    [one] member
   *[other] members
 } on, a delegate congress is held. This one is a congress of all members; ask the committee above.
reason-first-meeting-by-head = The first meeting of the new committee is convened by the secretary or deputy of the term before who was elected again.
reason-first-meeting-by-delegate = Neither secretary nor deputy of the term before was elected again: the first meeting of the new committee is convened by somebody whom the committee above delegates. The committee above should delegate somebody.
reason-guidance-overridden = The Secretary of the plan's committee let it go ahead before the guidance; the reason stands with this congress.

invalid-unit-outside-scope = This unit is not in the plan's scope. Choose one in scope, or have the scope of the plan amended.
invalid-unit-not-branch = Only a branch (base branch or subordinate branch) holds a congress. Choose a branch.
invalid-hour = The hour must be written HH:MM, such as 07:30.
