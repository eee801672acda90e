# The programme of a congress: names of the items, the chairman's script, and why an item cannot begin or end yet.
programme-title = { $item }

programme-item-gathering = Gathering and counting of members
programme-item-opening-salute = Salute of the flag at the opening
programme-item-presidium-election = Election of chair (presidium) and clerk (secretariat)
programme-item-programme-adoption = Adoption of programme and working rules
programme-item-opening-speech = Opening speech, introduction of guests
programme-item-attendance-report = Report on the members attending
programme-item-political-report = Political report
programme-item-self-review = Self-review of the committee
programme-item-upper-drafts = Comment on the drafts of the upper congress
programme-item-discussion = Discussion
programme-item-upper-speech = Speech of the committee above
programme-item-reply = Reply of the presidium
programme-item-ballot-list = Personnel scheme, number to elect, nominations, ballot list
programme-item-counting-committee = Election of the counting committee
programme-item-committee-ballot = Ballot for the branch committee
programme-item-secretary-ballot = Ballot for the secretary
programme-item-deputy-ballot = Ballot for the deputy secretary
programme-item-committee-launch = The new committee takes office
programme-item-delegate-ballot = Ballot for delegates to the upper congress
programme-item-resolution = Votes on the targets, adoption of the resolution
programme-item-closing-speech = Closing speech
programme-item-closing-salute = Salute of the flag at the closing
programme-item-other = Another item

national-anthem-sung-by-those-present = All those present sing the national anthem over the instrumental track.
national-anthem-sung-recording = A recording of the national anthem with singing is played.
national-anthem-instrumental = Only the music of the national anthem is played.
national-anthem-left-out = By the plan, the national anthem is left out.
internationale-sung-by-those-present = All those present sing the Internationale over the instrumental track.
internationale-sung-recording = A recording of the Internationale with singing is played.
internationale-instrumental = Only the music of the Internationale is played.
internationale-left-out = By the plan, the Internationale is left out.

script-gathering = Comrades and guests are asked to take their seats, to silence their telephones and to check in. The congress of { $branch }, term { $term }, has summoned { $summoned } official and { $probationary } probationary { $probationary ->
    [one] member
   *[other] members
 }; at least { $quorum } official { $quorum ->
    [one] member
   *[other] members
 } must be present.
script-opening-salute = Please rise to salute the flag. Attention! Salute! The national anthem! { $national_anthem } The Internationale! { $internationale } At ease! Please be seated.
script-presidium-election = Comrades, for the convening committee I put forward who is to conduct the congress. In the chair: { $presidium }. Clerks: { $secretariat }. Who agrees with the number and the names, please raise a hand. Who disagrees? Who abstains? The base is { $base }; it takes at least { $more_than_half } for. I invite { $chair } to take the chair and { $clerk } to keep the minutes.
script-programme-adoption = The draft programme and working rules were sent to you. Who wishes to add something may speak. If there is nothing more, the congress votes: for, against, abstaining. It takes at least { $more_than_half } of { $base } for.
script-opening-speech = For the presidium I declare the congress of { $branch }, term { $term }, open, state its purpose, and introduce the guests.
script-opening-speech-after-preparatory = We ask the presidium, { $presidium }, and the clerk, { $secretariat }, elected in the preparatory session, to take their places. On behalf of the presidium I declare open the congress of { $branch } for the term { $term }, and present its purpose and our guests.
script-attendance-report = For the convening committee I report on the members attending. { $present } of the { $summoned } official { $summoned ->
    [one] member summoned is
   *[other] members summoned are
 } present, { $percent }; { $absent } { $absent ->
    [one] is
   *[other] are
 } absent. Of { $probationary } probationary { $probationary ->
    [one] member
   *[other] members
 } { $probationary_present } { $probationary_present ->
    [one] is
   *[other] are
 } present. At least { $quorum } must be present.
script-political-report = I invite the comrade appointed to present the political report of { $branch } for the term { $term }, in summary and within the time allotted.
script-self-review = I invite the comrade appointed to present the committee's review of itself.
script-upper-drafts = Comrades are invited to comment on the drafts of the upper congress. The clerk writes every comment down to be sent upward.
script-discussion = Comrades are invited to discuss the political report, the self-review and the draft resolution with its { $targets } { $targets ->
    [one] target
   *[other] targets
 }. Please be short and to the point; the clerk gathers the opinions.
script-upper-speech = I invite the representative of the committee above to speak.
script-reply = For the congress, the presidium takes up what the committee above has asked; it will enter the resolution and the action programme.
script-ballot-list = The congress turns to the elections. The presidium presents the personnel scheme; the congress votes on the number to elect{ $seats ->
    [0] {""}
    [one] {" "}(the committee proposes { $seats } member of the branch committee)
   *[other] {" "}(the committee proposes { $seats } members of the branch committee)
 }. After the convening committee's list is announced, comrades may stand and nominate; the congress decides on withdrawals and then votes on the ballot list.
script-counting-committee = The presidium puts forward a counting committee of { $counters_count }: { $counters }; it is led by { $head_counter }. None of them is on the ballot list. Please vote by raising a hand; it takes at least { $more_than_half } of { $base } for.
script-committee-ballot = I invite the counting committee to explain the ballot, to check and seal the box, and to hand out the ballots for the branch committee. { $seats } { $seats ->
    [one] is
   *[other] are
 } to be elected. Please vote; the counting committee announces the result.
script-secretary-ballot = I invite the counting committee to hand out the ballots for the secretary. Please vote in secret; the counting committee announces the result.
script-deputy-ballot = I invite the counting committee to hand out the ballots for the deputy secretary. Please vote in secret; the counting committee announces the result.
script-committee-launch = I invite those elected to come forward and take office. The new committee works from this moment.
script-delegate-ballot = I invite the counting committee to hand out the ballots for the delegates to the upper congress, in the number allotted. Please vote in secret; the counting committee announces the result.
script-resolution = I invite { $clerk } to present the draft resolution. The congress votes on each of the { $targets } { $targets ->
    [one] target
   *[other] targets
 }, then on the whole. The base is { $base }; it takes at least { $more_than_half } for. For the resolution: { $resolution_for }.
script-closing-speech = Comrades, the congress of { $branch }, term { $term }, has completed its programme under plan { $plan }. For the presidium I thank guests and members and declare the congress closed.
script-closing-salute = Please rise to salute the flag at the closing. Attention! Salute! The national anthem! { $national_anthem } The Internationale! { $internationale } At ease! The congress has ended.
script-other = The congress turns to the next item of its programme.

reason-programme-built = The programme has been built. Arrange the one that is there.
reason-programme-not-built = The congress has no programme. Build it from the plan's template.
reason-programme-not-done = Required items of the programme are not done: { $items }. Begin and end each in its turn.
reason-programme-congress-opened = The congress stands at “{ $state }”. A programme is arranged before the opening only. What comes up now stands in the minutes.
reason-programme-item-required = “{ $item }” is required and stays in the programme. Leave it in.
reason-programme-item-twice = “{ $item }” stands twice in the programme. Keep one.
reason-programme-item-not-in-plan = “{ $item }” is not among the contents that the plan lays down. Leave it out, or have the plan amended.
reason-programme-scheme-without-committee = The personnel scheme elects no committee. Leave the ballot for the committee out of the programme, or set the seats of the scheme anew.
reason-programme-no-committee = The branch has { $members } official { $members ->
    [one] member
   *[other] members
 }, fewer than { $needed }, so it elects no committee: only a secretary and, where needed, a deputy. Take the election of the committee out of the programme.
reason-programme-item-untitled = An item that the branch adds needs a title. Name it.
reason-programme-item-before = “{ $item }” comes after “{ $before }”. End “{ $before }” first.
reason-programme-item-after = The congress has gone on to “{ $after }”, which comes after “{ $item }”.
reason-programme-item-begun = “{ $item }” has begun. End it when it is done.
reason-programme-item-not-begun = “{ $item }” has not begun. Begin it first.
reason-programme-item-ended = “{ $item }” has ended. Go on to the next item.
reason-programme-item-not-reached = The programme has not come to “{ $item }”. Begin that item first.
reason-programme-election-not-decided = The election of the { $post } is not decided. Announce and conclude its result, or let the congress leave the seat vacant, before ending this item.
reason-programme-elections-not-decided = The elections are not decided. The resolution is adopted after them, or after the posts are recorded as vacant. Finish the elections first.
reason-programme-presidium-not-elected = The congress has not elected its chair (presidium). Record the vote.
reason-programme-secretariat-not-elected = The congress has not elected its clerk (secretariat). Record the vote.
reason-programme-not-adopted = The congress has not adopted its programme. Record the vote.
reason-programme-counting-committee-not-elected = The congress has not elected its counting committee. Record the vote.
reason-programme-document-not-presented = { $document } has not been put to the congress. Record that it was.
reason-programme-targets-open = { $count } { $count ->
    [one] target has
   *[other] targets have
 } not been voted on. The congress votes on each before it adopts the resolution.
reason-programme-resolution-not-adopted = The congress has not adopted the resolution. Record the vote.
reason-programme-too-long = { $planned } { $planned ->
    [one] minute is
   *[other] minutes are
 } planned, more than the { $most } { $most ->
    [one] minute
   *[other] minutes
 } of the plan's { $half_days } { $half_days ->
    [one] half-day
   *[other] half-days
 }. Shorten the programme.
reason-programme-preparatory-too-long = The preparatory session is planned for { $planned } { $planned ->
    [one] minute
   *[other] minutes
 }, more than { $half_days } { $half_days ->
    [one] half-day
   *[other] half-days
 } ({ $most } { $most ->
    [one] minute
   *[other] minutes
 }). Shorten its items.
reason-programme-anthems-not-sung = Recent guidance asks that those present sing both anthems over an instrumental track, at opening and closing; the plan has chosen otherwise.
reason-programme-report-over-time = “{ $item }” has taken { $taken } { $taken ->
    [one] minute
   *[other] minutes
 }, more than the { $planned } planned. Ask for the summary.

duty-keep-minutes = Keep the minutes of the congress.
duty-synthesise-opinions = Gather what was said in the discussion for the presidium and the congress.
duty-draft-resolution = Draft the resolution, take in what was said, and put it to the congress.
duty-explain-ballot = Explain how to vote.
duty-seal-box = Check the ballot box and seal it before the congress.
duty-hand-out-ballots = Hand each voter the ballot.
duty-report-ballots = Count the ballots given out and those that came back, and report both to the congress.
duty-count-votes = Count the votes.
duty-rule-on-ballots = Rule on invalid ballots, and on complaints where there are any.
duty-write-minutes = Make up the minutes of the count.
duty-announce-result = Announce the result.
duty-sign-minutes = Sign the minutes of the count.
duty-hand-over-ballots = Seal the ballots and hand them to the presidium, which hands them to the new committee for the archive.
duty-call-technicians = Where a computer is used, technicians who are no delegates may be called to help.
programme-duties = What { $organ } has to do
