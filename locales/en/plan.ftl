plan-state-draft = Draft
plan-state-issued = Issued
plan-state-rolling-out = Rolling out
plan-state-completed = Completed
plan-step-issue = Issue the plan
plan-step-amend = Amend the plan
plan-step-open-rollout = Open the roll-out
plan-step-complete = Complete the plan
plan-step-reopen = Reopen the plan

reason-symbol-missing = The document has no number and symbol (such as 65-KH/ĐUK). Give them.
reason-issue-date-missing = The date of issue is missing. Give it.
reason-windows-outside-term = The congresses are to be held from { $from } to { $to }, which does not go with the term { $begins } - { $ends }. Check the years of the periods, or of the term.
reason-windows-too-long = The congresses are to be held from { $from } to { $to }, longer than { $months } { $months ->
    [one] month
   *[other] months
 }. Check the years.
reason-issue-date-in-future = The date of issue, { $date }, has not come yet (today is { $today }). Give the day it is signed, or wait for that day.
reason-windows-missing = The time for the pilots and the time for the other branches are not both set. Add them to the plan.
reason-window-reversed = One of the periods begins after it ends. Correct the dates.
reason-pilots-not-first = The pilots must be over before the others begin: the pilots end on { $pilots_end }, the others begin on { $rest_begin }. Correct the dates.
reason-windows-after-committee-congress = The windows of the branches end on { $to }, but the congress of the committee opens on { $opens }. Lower congresses come first; change the windows or the day.
reason-lower-plans-left-outside = The new windows no longer cover those of plans below that are under way: { $plans }. Let the committees below amend their plans first, or choose wider windows.
reason-outside-upper-windows = The dates must lie inside those of the upper plan ({ $from } to { $to }). Correct the dates.
reason-upper-plan-not-issued = The upper plan that this one implements has not been issued. Wait for it.
reason-scope-empty = No branch is in the plan's scope. Choose the scope again or add branches.
reason-documents-not-named = The plan does not name the documents a branch must prepare. Add them.
reason-personnel-steps-missing = The congresses elect, but the plan names no steps of the personnel work. Put them down in order.
reason-plan-delegates-alone = The plan has delegates elected and no committee. A congress of two contents elects nobody: take the delegates out, or have the committee elected too.
reason-pilots-there-already = { $count } { $count ->
    [one] branch has
   *[other] branches have
 } been chosen as pilots, so the plan cannot turn to “without pilots”. Keep the pilots; their lessons must be concluded and become guidance.
reason-scope-cuts-off-congresses = The new scope leaves out { $count } { $count ->
    [one] congress
   *[other] congresses
 } that the plan has already. Keep their branches in the scope, or cancel those congresses (with a reason) before narrowing it.
reason-amendment-empty = This amendment changes nothing of the plan. Say what changes, or leave the plan as it is.
reason-reason-missing = No reason is given. Write the reason.
reason-no-pilots = There is no pilot congress. Choose branches as pilots and hold their congresses.
reason-pilots-open = The pilot is not over at: { $branches }. Wait until these congresses have closed.
reason-sectors-without-pilot = No pilot represents: { $sectors }. Choose a pilot of that sector.
reason-opinions-open = { $count } { $count ->
    [one] opinion raised at the pilots is
   *[other] opinions raised at the pilots are
 } not concluded. The Secretary must conclude each of them.
reason-guidance-not-issued = The guidance drawn from the pilots has not been issued. The Organisation Board must issue it.
reason-no-result-annulled = No result of a congress of this plan was annulled without another being held, so the plan stays completed. Draft a new plan for anything new.
reason-congresses-unfinished = { $count } { $count ->
    [one] congress is
   *[other] congresses are
 } neither confirmed nor cancelled with a reason. Wait for their confirmation, or cancel, with a reason, those that will not be held.
reason-branches-without-congress = { $count } { $count ->
    [one] branch in scope has
   *[other] branches in scope have
 } no congress. Plan one for each.
reason-lower-plans-open = { $count } { $count ->
    [one] plan that implements this one is
   *[other] plans that implement this one are
 } not completed. Wait until the committees below have completed them.
reason-plan-issued = An issued plan is not changed directly. Take the step "Amend the plan" and give the reason.

invalid-plan-not-above = The upper plan must be that of a committee above.
invalid-scope-outside = The scope must consist of units under the committee that issues the plan.
invalid-term-reversed = The first year of the term must come before the last.
