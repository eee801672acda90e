//! What stands against keeping an account. Pure.

use crate::auth::permission::GROUND;
use crate::error::Reason;

/// What a change of an account looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeepFacts {
    /// It is the account of whoever asks.
    pub own: bool,
    /// Offices of the account that lie outside the reach of whoever asks.
    pub offices_beyond_reach: i64,
}

/// What shutting an account looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct DisableFacts {
    /// It is the account of whoever asks.
    pub own: bool,
    /// It administers the installation.
    pub administers_installation: bool,
    /// How many other accounts administer the installation.
    pub other_administrators: i64,
}

/// What giving an account to a member looks at.
#[derive(Debug, Clone, Copy, Default)]
pub struct LinkFacts {
    /// Another system stands behind the account.
    pub of_a_system: bool,
    /// The member has another account.
    pub has_another: bool,
    /// The member has left the branch.
    pub has_left: bool,
}

/// Why the account does not belong to this member: one account for one member, and a person behind both.
pub fn against_linking(facts: &LinkFacts) -> Vec<Reason> {
    [
        (facts.of_a_system, "account_of_a_system"),
        (facts.has_another, "member_has_account"),
        (facts.has_left, "account_member_left"),
    ]
    .into_iter()
    .filter(|(stands_against, _)| *stands_against)
    .map(|(_, code)| Reason::new(code).on(GROUND))
    .collect()
}

/// Why whoever asks may not keep this account at all.
pub fn against_keeping(facts: &KeepFacts) -> Vec<Reason> {
    if facts.own || facts.offices_beyond_reach == 0 {
        return Vec::new();
    }
    vec![
        Reason::new("account_beyond_reach")
            .with("count", facts.offices_beyond_reach)
            .on(GROUND),
    ]
}

/// Why this account may not be shut.
pub fn against_disabling(facts: &DisableFacts) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if facts.own {
        reasons.push(Reason::new("own_account").on(GROUND));
    }
    if facts.administers_installation && facts.other_administrators == 0 {
        reasons.push(Reason::new("last_administrator").on(GROUND));
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(reasons: &[Reason]) -> Vec<&'static str> {
        reasons.iter().map(|reason| reason.code).collect()
    }

    #[test]
    fn an_administrator_keeps_no_account_with_an_office_beyond_their_reach() {
        let mut facts = KeepFacts::default();
        assert!(against_keeping(&facts).is_empty());
        facts.offices_beyond_reach = 1;
        assert_eq!(codes(&against_keeping(&facts)), ["account_beyond_reach"]);
        facts.own = true;
        assert!(against_keeping(&facts).is_empty(), "one's own is in reach");
    }

    #[test]
    fn a_member_has_one_account_and_a_system_none() {
        assert!(against_linking(&LinkFacts::default()).is_empty());
        let facts = LinkFacts {
            of_a_system: true,
            has_another: true,
            has_left: true,
        };
        assert_eq!(
            codes(&against_linking(&facts)),
            [
                "account_of_a_system",
                "member_has_account",
                "account_member_left"
            ]
        );
    }

    #[test]
    fn the_installation_keeps_an_administrator() {
        let facts = DisableFacts {
            own: true,
            administers_installation: true,
            other_administrators: 0,
        };
        assert_eq!(
            codes(&against_disabling(&facts)),
            ["own_account", "last_administrator"]
        );
        let facts = DisableFacts {
            own: false,
            other_administrators: 1,
            ..facts
        };
        assert!(against_disabling(&facts).is_empty());
    }
}
