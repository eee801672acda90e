# The record of who did what, notices, events.
audit-verdict-whole = The record is whole: { $chains } { $chains ->
    [one] chain
   *[other] chains
 }, { $entries } { $entries ->
    [one] entry
   *[other] entries
 }, { $checkpoints } { $checkpoints ->
    [one] checkpoint
   *[other] checkpoints
 }. Hash of the last checkpoint: { $head }. Write it down elsewhere, to compare later.
audit-verdict-whole-unsealed = The record is whole: { $chains } { $chains ->
    [one] chain
   *[other] chains
 }, { $entries } { $entries ->
    [one] entry
   *[other] entries
 }. There is no checkpoint yet, so there is no hash to write down; while the program serves, it makes one every minute in which something was recorded. Check again then to get the hash.
audit-known-head-stands = The hash { $head } is still in the record.
audit-verdict-broken = The record is not whole: { $what }
audit-verdict-broken-entry = The record is not whole; the first place is entry { $seq } in the chain of { $kind } { $id }: { $what }
audit-verdict-broken-checkpoint = The record is not whole; the first place is checkpoint { $seq }: { $what }

audit-fault-entry-unreadable = the entry holds what the program cannot have written; it was changed in the database itself.
audit-fault-entry-changed = the content does not match the hash; the entry was changed or moved.
audit-fault-entry-unlinked = the entry does not follow from the one before it; that one was exchanged.
audit-fault-entry-missing = the entry is not there; it was removed.
audit-fault-entry-inserted = the entry stands after the recorded end of its chain; it was inserted.
audit-fault-chain-vanished = no entry of the chain is left; the chain was removed.
audit-fault-head-missing = the mark of the chain's end is not there; it was removed.
audit-fault-head-changed = the mark of the chain's end does not match the chain; it was changed.
audit-fault-seal-contradicted = the entry is not the one that was sealed; the chain was written anew.
audit-fault-seal-missing = a seal that the chain's end tells of is not there; it was removed.
audit-fault-seal-inserted = there is a seal that no checkpoint made; it was inserted.
audit-fault-seals-changed = the seals do not match the checkpoint; one was changed, removed or inserted.
audit-fault-checkpoint-missing = the checkpoint is not there; it was removed.
audit-fault-checkpoint-changed = the checkpoint's content does not match its hash; it was changed.
audit-fault-checkpoint-unlinked = the checkpoint does not follow from the one before it; that one was exchanged.
audit-fault-known-head-absent = the hash that was written down elsewhere is not in the record; the record was written anew, or the hash was mistyped.

reason-audit-subject-needed = You may read the record of single plans, congresses and units in your reach. Name subject_kind and subject_id; for anything else ask the administrator.
invalid-audit-subject-incomplete = Both subject_kind and subject_id are needed.
invalid-hash = A hash has 16 to 64 hexadecimal digits, with hyphens as on the minutes if you like.

subject-kind-installation = Installation
subject-kind-unit = Unit
subject-kind-user = Account
subject-kind-plan = Plan
subject-kind-congress = Congress
subject-kind-document = Document
subject-kind-personnel = Personnel work
subject-kind-election = Election
subject-kind-opinion = Opinion
subject-kind-guidance = Guidance
subject-kind-assignment = Assignment

notice-your-turn = { $what } stands at “{ $state }”: it is your turn.
