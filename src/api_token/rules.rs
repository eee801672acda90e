//! What stands against a token. Pure.

use crate::auth::permission::GROUND;
use crate::error::Reason;
use crate::user::model::UserKind;

/// Every reason against making a token for this account.
pub fn against_making(kind: UserKind, disabled: bool) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match kind {
        UserKind::Integrator => (),
        UserKind::Person => reasons.push(Reason::new("tokens_of_integrators").on(GROUND)),
    }
    if disabled {
        reasons.push(Reason::new("account_disabled").on(GROUND));
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_signs_in_and_a_system_has_tokens() {
        let codes = |reasons: Vec<Reason>| reasons.iter().map(|r| r.code).collect::<Vec<_>>();
        assert!(against_making(UserKind::Integrator, false).is_empty());
        assert_eq!(
            codes(against_making(UserKind::Person, true)),
            ["tokens_of_integrators", "account_disabled"]
        );
    }
}
