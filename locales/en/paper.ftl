# The papers of a congress and of guidance.
paper-kind-run-sheet = Chairman's script
paper-kind-ballot = Ballot
paper-kind-counting-form = Form of the counting minutes (without figures)
paper-kind-counting-minutes = Counting minutes
paper-kind-elected-list = List of those elected
paper-kind-resolution = Resolution
paper-kind-congress-minutes = Congress minutes

reason-paper-before-session = The congress has not opened (it stands at: { $state }). This paper can be made from its opening. Make it then.
reason-paper-without-programme = The congress has no programme. Build it, then print the script.
reason-paper-without-ballot-list = The congress has voted no ballot list. Put the list to the vote, then print ballots.
reason-paper-without-count = No ballot has been counted. The counting committee enters its totals, then the minutes are printed.
reason-paper-without-draft = There is no draft resolution. File it.
reason-paper-resolution-not-adopted = The congress has not adopted the resolution (the draft stands at: { $state }). Record the vote on the resolution first.
reason-paper-without-text = The text of the draft resolution cannot be read. File it as DOCX, ODT or plain text.
reason-paper-without-elected = The congress has held no election. Present the personnel scheme, then elect.
reason-paper-elections-open = Not every election has ended: { $posts }. End them, then make the list of those elected.
reason-paper-election-not-named = Every election has ended ({ $posts }). Say of which election the paper is to be.
reason-paper-without-round = No ballots have been given out for { $post }. Give them out, vote and count, then make the minutes.
reason-paper-count-incomplete = There are no figures for { $post }, ballot { $round }: { $entries } of 2 entries are in. Two counters enter them, each alone; then the minutes are made.
reason-paper-count-differs = The two entries for { $post }, ballot { $round }, differ. The counting committee compares them with the signed minutes and settles the difference; then the minutes are made.
reason-paper-round-broken-off = Ballot { $round } for { $post } was broken off and has no result, so it has no counting minutes. Name another ballot.
reason-paper-guidance-not-issued = The guidance has not been issued (it stands at: { $state }). Issue it, then make the letter.
