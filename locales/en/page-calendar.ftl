# Everybody's calendar, at an address of its own.
calendar-title = Calendar on telephone and computer
calendar-name = Branch congresses
calendar-none = No address yet
calendar-since = There is an address, made on { $at }
calendar-make = Make a calendar address
calendar-make-another = Make another address
calendar-make-lead = The calendar tells the days of the congresses in your reach and by when what waits for you is due. An address that you have already ends.
calendar-is-made = The calendar address has been made
calendar-made-lead = In your calendar app, choose “Add calendar from URL” (or “Subscribe”) and paste this address.
calendar-keep-secret = Whoever has this address sees your calendar. Give it to nobody; if it gets out, revoke it.
calendar-revoke = Revoke the calendar address
calendar-revoke-lead = Calendar apps that use it will no longer be brought up to date.
calendar-is-revoked = The calendar address has been revoked.
calendar-congress = Congress of { $name }
calendar-due = Due: { $what }
audit-deed-calendar-make = Make a calendar address
audit-deed-calendar-revoke = Revoke a calendar address
