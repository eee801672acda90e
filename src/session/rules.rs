//! Who is let in, and who stays in. Pure.

use chrono::TimeDelta;

use crate::db::time::Instant;

/// A session that is not refreshed for so many hours ends.
pub const IDLE_HOURS: i64 = 12;

/// A session ends after so many days, however often it was refreshed.
pub const MOST_DAYS: i64 = 30;

/// Until when a session holds that was refreshed now.
pub fn holds_until(created_at: Instant, now: Instant) -> Instant {
    let idle = now.plus(TimeDelta::hours(IDLE_HOURS));
    idle.min(created_at.plus(TimeDelta::days(MOST_DAYS)))
}

/// A session used in a browser is prolonged after so many minutes, not at every page.
const PROLONG_MINUTES: i64 = 5;

/// Whether a session that is being used should be prolonged now.
pub fn is_to_be_prolonged(last_used_at: Instant, now: Instant) -> bool {
    now >= last_used_at.plus(TimeDelta::minutes(PROLONG_MINUTES))
}

/// The second factor of a sign-in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactor {
    /// The account has none.
    Off,
    /// It has one, and no code was given.
    Missing,
    /// A code was given that is not right, or was used before.
    Wrong,
    /// The code of this step.
    Right(i64),
}

/// What a sign-in looks at.
#[derive(Debug, Clone, Copy)]
pub struct SignInFacts {
    /// There is such an account and the password is its own.
    pub knows_password: bool,
    /// The account is shut.
    pub disabled: bool,
    /// The second factor.
    pub second_factor: SecondFactor,
}

/// Why somebody is not let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Refusal {
    /// No such account, or not its password; which of the two is not told.
    CredentialsWrong,
    /// The account is shut. Told only to whoever knows its password.
    AccountDisabled,
    /// The password is right, and a code is needed too.
    TotpNeeded,
    /// The code is not right, or was used before.
    TotpWrong,
}

impl Refusal {
    /// A stable code; its words come from `locales/`.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Whether this is a failed proof that counts towards the lock-out. Being asked for the code is not.
    pub fn counts(self) -> bool {
        match self {
            Self::CredentialsWrong | Self::AccountDisabled | Self::TotpWrong => true,
            Self::TotpNeeded => false,
        }
    }
}

/// Whether somebody is let in; with the step of the second factor, if there is one.
pub fn judge(facts: SignInFacts) -> Result<Option<i64>, Refusal> {
    if !facts.knows_password {
        return Err(Refusal::CredentialsWrong);
    }
    if facts.disabled {
        return Err(Refusal::AccountDisabled);
    }
    match facts.second_factor {
        SecondFactor::Off => Ok(None),
        SecondFactor::Missing => Err(Refusal::TotpNeeded),
        SecondFactor::Wrong => Err(Refusal::TotpWrong),
        SecondFactor::Right(step) => Ok(Some(step)),
    }
}

/// What refreshing a session looks at.
#[derive(Debug, Clone, Copy)]
pub struct RefreshFacts {
    /// The token has been used before.
    pub used: bool,
    /// The token has run out.
    pub token_over: bool,
    /// The session has ended or run out, or its account is shut.
    pub session_over: bool,
}

/// What becomes of a session that somebody wants to refresh.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// It goes on.
    GoesOn,
    /// It is over already.
    IsOver,
    /// It ends now: two parties have the same token.
    EndsNow,
}

/// What becomes of it.
pub fn judge_refresh(facts: RefreshFacts) -> Refresh {
    if facts.session_over {
        return Refresh::IsOver;
    }
    if facts.used {
        return Refresh::EndsNow;
    }
    if facts.token_over {
        return Refresh::IsOver;
    }
    Refresh::GoesOn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_knows_the_password_learns_what_else_is_wrong() {
        use SecondFactor::*;
        for (knows_password, disabled, second_factor, verdict) in [
            (false, false, Off, Err(Refusal::CredentialsWrong)),
            (false, true, Right(7), Err(Refusal::CredentialsWrong)),
            (true, true, Right(7), Err(Refusal::AccountDisabled)),
            (true, false, Missing, Err(Refusal::TotpNeeded)),
            (true, false, Wrong, Err(Refusal::TotpWrong)),
            (true, false, Right(7), Ok(Some(7))),
            (true, false, Off, Ok(None)),
        ] {
            let facts = SignInFacts {
                knows_password,
                disabled,
                second_factor,
            };
            assert_eq!(judge(facts), verdict);
        }
        assert_eq!(Refusal::TotpNeeded.code(), "totp_needed");
    }

    #[test]
    fn a_token_used_twice_ends_a_session_that_still_holds() {
        for (used, token_over, session_over, becomes) in [
            (false, false, false, Refresh::GoesOn),
            (true, false, false, Refresh::EndsNow),
            (true, true, false, Refresh::EndsNow),
            (true, false, true, Refresh::IsOver),
            (false, true, false, Refresh::IsOver),
            (false, false, true, Refresh::IsOver),
        ] {
            let facts = RefreshFacts {
                used,
                token_over,
                session_over,
            };
            assert_eq!(judge_refresh(facts), becomes);
        }
    }

    #[test]
    fn a_session_holds_while_it_is_used_and_never_for_ever() {
        let began: Instant = "2022-05-01T00:00:00Z".parse().unwrap();
        assert_eq!(
            holds_until(began, began).to_string(),
            "2022-05-01T12:00:00.000Z"
        );
        let last_day: Instant = "2022-05-30T20:00:00Z".parse().unwrap();
        assert_eq!(
            holds_until(began, last_day).to_string(),
            "2022-05-31T00:00:00.000Z"
        );
    }
}
