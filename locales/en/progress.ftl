progress-elsewhere = Moved elsewhere since
progress-no-sector = Without a sector
# Overdue or soon due
overdue-not-held = The congress has not been held
overdue-not-closed = The congress has opened and not closed
overdue-report = The branch has not reported the result of the congress to the committee above
overdue-confirmation = The committee above has not decided on the result of the congress
overdue-guidance = The branch has not acknowledged the guidance
overdue-assignment = A task is not done
overdue-secretary-appointment = The committee above has not appointed a secretary of the branch
overdue-vacancy = A seat left vacant has not been filled by a by-election
