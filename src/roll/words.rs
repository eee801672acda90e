//! A base as sentences, for the API and for the minutes.

use super::model::{Attendance, Base, BaseKind, BaseLine};
use super::rules::CommitteeVerdict;
use crate::error::Arg;
use crate::words::Language;

/// The whole calculation, line by line: so many summoned; minus so many because of …; leaves …; more than half is ….
pub fn calculation(base: &Base, language: Language) -> Vec<String> {
    let mut lines = vec![summoned(base, language)];
    lines.extend(base.excluded.iter().map(|line| excluded(line, language)));
    lines.push(left(base, language));
    lines.push(needed(base, language));
    lines
}

fn summoned(base: &Base, language: Language) -> String {
    language.say_with("base-summoned", &[("summoned", base.summoned.into())])
}

/// One line of the calculation, with its clause.
pub fn excluded(line: &BaseLine, language: Language) -> String {
    language.say_with(
        "base-excluded",
        &[
            ("count", line.count.into()),
            ("reason", Arg::term("base-reason", line.reason)),
            ("clause", line.ground.clause.as_str().into()),
            ("regulation", line.ground.regulation.as_str().into()),
        ],
    )
}

fn left(base: &Base, language: Language) -> String {
    language.say_with(
        "base-left",
        &[
            ("kind", Arg::term("base-kind", base.kind)),
            ("base", base.base.into()),
            ("clause", base.ground.clause.as_str().into()),
            ("regulation", base.ground.regulation.as_str().into()),
        ],
    )
}

fn needed(base: &Base, language: Language) -> String {
    let key = match base.kind {
        BaseKind::Quorum => "base-quorum-needed",
        BaseKind::OrdinaryVote | BaseKind::Election => "base-more-than-half",
    };
    language.say_with(
        key,
        &[
            ("needed", base.more_than_half.into()),
            ("clause", base.majority.clause.as_str().into()),
            ("regulation", base.majority.regulation.as_str().into()),
        ],
    )
}

/// Who is here, as one sentence.
pub fn present(found: &Attendance, language: Language) -> String {
    language.say_with(
        "attendance-present",
        &[
            ("present", found.present_official.into()),
            ("summoned", found.summoned_official.into()),
        ],
    )
}

/// Whether the branch elects a committee, as one sentence.
pub fn committee(verdict: &CommitteeVerdict, language: Language) -> String {
    let key = if verdict.elects {
        "committee-elected"
    } else {
        "committee-not-elected"
    };
    language.say_with(
        key,
        &[
            ("official", verdict.official.into()),
            ("from", verdict.from.value.into()),
            ("clause", verdict.from.ground.clause.into()),
            ("regulation", verdict.from.ground.text.into()),
        ],
    )
}
