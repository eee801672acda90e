# The lessons of the pilots: opinions, guidance, checklists, tasks.
theme-backdrop-layout = Uniform stage layout
theme-anthems = Singing the two anthems at opening and closing
theme-congress-documents = Issuing of the congress documents
theme-presidium = How the presidium conducts
theme-counting-committee = How the counting committee works
theme-other = Anything else

opinion-state-raised = Raised, waiting for an answer
opinion-state-answered = Answered, waiting for the conclusion
opinion-state-concluded = Concluded
opinion-state-in-guidance = In guidance
opinion-step-answer = Answer the opinion
opinion-step-conclude = Conclude the opinion
opinion-step-carry-into-guidance = Carry into guidance

guidance-state-draft = Draft
guidance-state-issued = Issued, in force
guidance-state-superseded = Superseded
guidance-step-revise = Change the draft
guidance-step-issue = Issue the guidance
guidance-step-supersede = Supersede by a newer one

checklist-none = Not on the checklist
checklist-before-opening = Done before the opening
checklist-before-closing = Done before the closing

assignment-state-open = To be done
assignment-state-done = Done
assignment-step-complete = Report done

reason-opinion-not-at-pilot = Lessons are drawn only at pilot congresses; this congress is not a pilot. What comes up elsewhere goes into the report of that congress.
reason-opinion-before-session = The pilot has not been held (it is: { $state }). Write opinions down while it is in session or after it has closed.
reason-plan-not-underway = The plan must be issued and not completed (it is: { $state }). Wait until it is issued; a completed plan no longer changes.
reason-answer-missing = The opinion has no answer yet. Answer it; then the Secretary concludes.
reason-carried-by-issuing-guidance = An opinion is carried into guidance when the guidance is issued. Write a clause that rests on it and issue the guidance.
reason-result-not-reported = Nothing is said of the result. Say what was done, such as the symbol of the document issued.
reason-seat-filled-by-congress-step = This task ends by itself when the committee above records the appointment or the by-election on the page of the congress. Report to the committee above.

reason-guidance-dated-ahead = The date on the guidance ({ $date }) is still to come. Give today's date or wait for that day.
reason-guidance-dated-before-plan = The date on the guidance ({ $date }) is before that of the plan ({ $issued }). Check the date.
reason-clauses-missing = The guidance has no clause. Write at least one from the Secretary's conclusions.
reason-clauses-without-conclusion = These clauses do not rest on concluded opinions: { $numbers }. Tie each of them to opinions that are concluded.
reason-clauses-too-many = Guidance has at most { $most } { $most ->
    [one] clause
   *[other] clauses
 }. Join some of them.
reason-superseded-by-issuing-newer = Guidance is superseded only by issuing a newer one. Draft and issue the newer one.
reason-opinions-not-covered = { $count } concluded { $count ->
    [one] opinion is
   *[other] opinions are
 } not in this guidance. Add clauses, or issue it if they are left out on purpose.

reason-guidance-not-in-force = The guidance is not in force (it is: { $state }). Acknowledge the one in force.
reason-guidance-not-for-congress = This guidance is not meant for the branch's congress. Check which plan the congress belongs to.
reason-acknowledged-too-late = The congress has opened or will not be held, so guidance can no longer be acknowledged. There is nothing left to do.
reason-conclusions-to-take-in = { $count ->
    [one] { $count } conclusion waits
   *[other] { $count } conclusions wait
 } to be taken into it.
reason-guidance-acknowledged = The branch has acknowledged this guidance; nothing more is needed.
reason-checklist-closed = The checklist of this congress no longer changes (it is: { $state }). Say in the report what was left undone.
reason-ticked-before-opening = This was confirmed before the opening and the congress has opened, so it cannot be taken back. If it was confirmed by mistake, say so in the minutes and tell the committee above.

invalid-conclusion-too-short = A conclusion must be concrete and clear: at least { $min } { $min ->
    [one] character
   *[other] characters
 }.
invalid-assignment-outside = The task must go to the committee of the plan or a unit below it.
invalid-assignment-due-past = The due date must not be in the past. Choose today or a later day.
