# The roll-out board.
board-caption = Branches and the milestones passed
board-unit = Committee below
board-pilot = Pilot
board-due-on = Present step due
board-timing = Timing
board-timing-late = Late
board-timing-at-risk = Due soon
board-timing-on-time = On time
board-milestone-submitted = Dossier submitted
board-milestone-approved = Approved
board-milestone-acknowledged = Guidance acknowledged
board-milestone-convened = Convened
board-milestone-held = Closed
board-milestone-reported = Reported
board-milestone-confirmed = Confirmed
board-passed = done
board-open = not yet
board-csv = Download as CSV
board-xlsx = Download as Excel (XLSX)
board-title-of = Roll-out board { $plan }
board-taken-by = Taken by { $who }, { $when }. For internal use only.
board-empty = There is no such congress.
reason-board-too-long = The board has more than { $most } { $most ->
    [one] row
   *[other] rows
 }, too many for one file. Filter by committee or state and download it part by part.
