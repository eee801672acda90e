# The papers of a congress and of guidance.
paper-kind-run-sheet = Chairman's script
paper-kind-ballot = Ballot
paper-kind-counting-minutes = Counting minutes
paper-kind-elected-list = List of those elected
paper-kind-resolution = Resolution
paper-kind-congress-minutes = Congress minutes

reason-paper-before-session = The congress has not opened (it stands at: { $state }). This paper can be made from its opening.
reason-paper-without-programme = The congress has no programme. Build it, then print the script.
reason-paper-without-ballot-list = The congress has voted no ballot list. Put the list to the vote, then print ballots.
reason-paper-without-count = No ballot has been counted. The counting committee enters its totals, then the minutes are printed.
reason-paper-without-draft = There is no draft resolution. File it.
reason-paper-resolution-not-adopted = The congress has not adopted the resolution (the draft stands at: { $state }).
reason-paper-without-text = The text of the draft resolution cannot be read. File it as DOCX, ODT or plain text.
reason-paper-without-elected = Nobody has been elected.
reason-paper-guidance-not-issued = The guidance has not been issued (it stands at: { $state }). Issue it, then make the letter.
