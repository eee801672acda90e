# Offices, what they may do, accounts, sessions.
role-administrator = administrator
role-organisation-officer = Organisation Board officer
role-secretary = secretary or deputy secretary
role-committee-officer = committee officer
role-branch-committee = branch committee
role-counter = counting committee
role-observer = observer
role-integrator = integrator

action-read-units = see units
action-keep-units = keep units
action-read-accounts = see accounts
action-keep-accounts = keep accounts and offices
action-link-accounts = see names and years of birth of members, to give them accounts
action-read-members = see members
action-keep-members = keep members
action-read-congresses = see plans and congresses
action-read-documents = see congress documents
action-read-personnel = see the personnel work
action-draft-plans = draft plans and guidance
action-raise-opinions = raise opinions at pilot congresses
action-prepare-congress = prepare a branch congress
action-enter-counts = enter the counting minutes
action-read-events = follow events
action-read-audit = read the audit chain

user-kind-person = person
user-kind-integrator = another system

reason-office-needed = To "{ $action }" takes one of these offices: { $roles }. Ask somebody who holds one.
reason-password-must-change = Somebody else chose this password. Change it before you do anything else.
reason-account-beyond-reach = This account also holds { $count } { $count ->
    [one] office
   *[other] offices
 } beyond your reach. Ask an administrator above you.
reason-unit-beyond-reach = This office is held beyond your reach. Ask an administrator above you.
reason-account-needs-office = An administrator of a unit makes accounts only with at least one office in their reach. Add an office.
reason-account-of-a-system = The account of another system belongs to no member. Choose the account of a person.
reason-member-has-account = This member has another account. A member has one account: take it away from the other one first.
reason-account-member-left = This person is no longer a member of the branch. Choose another member.
reason-account-disabled = The account is disabled. Enable it first.
reason-own-account = Nobody disables their own account. Ask another administrator.
reason-own-office = Nobody gives an office to themselves or prolongs their own. Ask another administrator.
reason-own-password = Nobody resets their own password. Change it instead.
reason-last-administrator = This is the only administrator of the installation. Make somebody else one, without an end, first.
reason-role-of-integrators = The office "integrator" is for the account of another system. Choose another office, or make an account for that system.
reason-role-of-persons = The account of another system does not hold the office "{ $role }"; it is an integrator or an observer. Choose another office.
reason-role-not-at-level = The office "{ $role }" is not held at a unit of this level: { $level }. Branches have a branch committee and counters, committees have secretaries and officers. Choose another office or unit.
reason-office-over = This office ended on { $date } and stays as it is written down. Give a new one if it is needed.
reason-office-held = The account holds the office "{ $role }" there in that time already. Choose another time, or end the office it holds first.
reason-no-password = The account of another system has no password. Make a token for it.
reason-no-session = This request is made with a token, so there is no session to end. Ask an administrator to revoke the token.
reason-tokens-of-integrators = Tokens are for accounts of other systems. Make such an account, then a token.
reason-totp-on = The second factor is on. To change the device, switch it off and on again.
reason-totp-off = The second factor is off already. There is nothing to switch off.
reason-totp-not-started = No second factor is being set up. Ask for its key first, then send a code.
reason-setup-done = There is an account already. Sign in, or ask an administrator for an account.

anonymous-credentials-wrong = The user name or the password is wrong. Check the keyboard and Caps Lock and try again, or ask an administrator to reset the password.
anonymous-account-disabled = The account is disabled. Ask an administrator.
anonymous-totp-needed = The account has a second factor. Send the six digits of the authenticator app.
anonymous-totp-wrong = The code is wrong or was used before. Check the phone's clock, wait for the next code and try again.
anonymous-refresh-token-invalid = The refresh token is not valid. Sign in again.
anonymous-refresh-token-reused = This refresh token was used before, so the session has been ended for safety. Sign in again; if it was not you, change your password at once.

invalid-username = A user name is 3 to 64 plain letters, digits or . _ - @ and begins with a letter or digit.
invalid-password-unlike = The new password was not typed alike both times. Type it again.
invalid-display-name = A full name has 1 to 200 characters.
invalid-password-too-short = A password has at least { $min } { $min ->
    [one] character
   *[other] characters
 }. Four or five unrelated words are easy to remember and hard to guess.
invalid-password-too-long = A password has at most { $max } { $max ->
    [one] character
   *[other] characters
 }. Choose a shorter one.
invalid-password-common = This password is too common. Choose another.
invalid-password-contains-user-name = The password must not contain the user name. Choose another.
invalid-password-repeated = The password only repeats a few characters. Choose another.
invalid-password-sequence = The password is only neighbours on the keyboard, in the alphabet or in counting. Choose another.
invalid-password-unchanged = The new password must differ from the old one.
invalid-password-wrong = This is not the present password. Type it again.
invalid-password-of-integrator = The account of another system has no password. Leave it out, and make a token once the account is there.
invalid-office-needs-unit = This office is held at a unit; only an administrator's is for the whole installation. Choose a unit.
invalid-office-reversed = The end must be after the first day ({ $from }). Correct one of the two.
invalid-office-date = The date must be between 1930 and 2200. Check the year.
invalid-reset-token = The reset token is wrong, used or expired. Ask an administrator for a new one.
invalid-setup-token = The set-up token is wrong or expired. Restart the program for a new one.
invalid-totp-wrong = The code is wrong or was used before. Wait for the next one and try again.
invalid-token-name = Say what the token is for.

conflict-users = This user name is taken. Choose another.

secret-not-shown-again = This request was done before, and its first answer showed the secret once; it is kept nowhere. If that answer was lost, withdraw what was made and make another, with a new Idempotency-Key.
