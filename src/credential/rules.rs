//! What stands against changing how somebody proves who they are. Pure.

use chrono::TimeDelta;

use super::model::PasswordReset;
use crate::auth::permission::GROUND;
use crate::db::time::Instant;
use crate::error::Reason;
use crate::user::model::UserKind;

/// So many hours the token of a reset is good.
pub const RESET_HOURS: i64 = 24;

/// Until when the token of a reset begun now is good.
pub fn reset_until(now: Instant) -> Instant {
    now.plus(TimeDelta::hours(RESET_HOURS))
}

/// Whether the token of a reset is still good.
pub fn is_good(reset: &PasswordReset, now: Instant) -> bool {
    reset.used_at.is_none() && reset.expires_at > now
}

/// What resetting a password looks at.
#[derive(Debug, Clone, Copy)]
pub struct ResetFacts {
    /// It is the account of whoever asks.
    pub own: bool,
    /// What stands behind the account.
    pub kind: UserKind,
    /// The account is shut.
    pub disabled: bool,
}

/// Every reason against resetting this password.
pub fn against_resetting(facts: ResetFacts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if facts.own {
        reasons.push(Reason::new("own_password").on(GROUND));
    }
    reasons.extend(against_having_password(facts.kind));
    if facts.disabled {
        reasons.push(Reason::new("account_disabled").on(GROUND));
    }
    reasons
}

/// Why this account has no password at all.
pub fn against_having_password(kind: UserKind) -> Option<Reason> {
    match kind {
        UserKind::Person => None,
        UserKind::Integrator => Some(Reason::new("no_password").on(GROUND)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_administrator_resets_the_passwords_of_other_persons() {
        let other = ResetFacts {
            own: false,
            kind: UserKind::Person,
            disabled: false,
        };
        assert!(against_resetting(other).is_empty());
        let codes: Vec<_> = against_resetting(ResetFacts {
            own: true,
            kind: UserKind::Integrator,
            disabled: true,
        })
        .iter()
        .map(|reason| reason.code)
        .collect();
        assert_eq!(codes, ["own_password", "no_password", "account_disabled"]);
    }

    #[test]
    fn a_reset_is_good_once_and_for_a_day() {
        let now: Instant = "2022-05-19T01:00:00Z".parse().unwrap();
        let reset = PasswordReset {
            id: super::super::model::PasswordResetId::nil(),
            user_id: crate::user::model::UserId::nil(),
            created_at: now,
            expires_at: reset_until(now),
            used_at: None,
        };
        assert!(is_good(&reset, now));
        assert!(!is_good(&reset, now.plus(TimeDelta::hours(RESET_HOURS))));
        let used = PasswordReset {
            used_at: Some(now),
            ..reset
        };
        assert!(!is_good(&used, now));
    }
}
