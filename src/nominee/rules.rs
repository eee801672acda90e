//! What is asked of nominees: official membership, remaining service, targets of structure.

use chrono::{Months, NaiveDate};

use super::model::{Candidacy, Nominee, ServiceLeft, StructureKind, StructureTarget};
use crate::db::search::same_name;
use crate::error::Reason;
use crate::member::model::{Member, MemberStatus, Sex};
use crate::personnel::model::Post;
use crate::plan::model::AgeTest;
use crate::regulation::{Cited, Month, Percent, Regulation, cited, months_left};

/// The most nominees of one congress, withdrawn ones included: a branch committee has at most a handful of seats.
pub const MOST_NOMINEES: usize = 100;

/// Who may stand. Charter Art. 3 (R-EL-02).
pub const WHO_MAY_STAND: &str = "Điều lệ Đảng, Điều 3";

/// The list is kept by the plan's personnel process (R §3.3).
pub const PROCESS: &str = "Quy trình nhân sự theo kế hoạch đại hội";

/// What a nomination or a correction is judged by.
#[derive(Debug)]
pub struct ListFacts<'a> {
    /// Whether the steps are still being done.
    pub in_steps: bool,
    /// Whether the congress is still to be held.
    pub congress_ahead: bool,
    /// Everybody put forward, withdrawn ones included.
    pub nominees: &'a [Nominee],
    /// What is in force on the day of the congress.
    pub regulation: &'a Regulation,
    /// Whether the plan's congresses elect delegates to the congress above.
    pub elects_delegates: bool,
}

/// Every reason why the list may not change now.
pub fn against_change(facts: &ListFacts<'_>) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if !facts.in_steps {
        reasons.push(Reason::new("personnel_not_in_steps").on(PROCESS));
    }
    if !facts.congress_ahead {
        reasons.push(Reason::new("personnel_congress_not_ahead").on(PROCESS));
    }
    reasons
}

/// Every reason against putting this person forward.
pub fn against_nomination(
    nominee: &Nominee,
    status: Option<MemberStatus>,
    facts: &ListFacts<'_>,
) -> Vec<Reason> {
    let mut reasons = against_change(facts);
    if status.is_some_and(|status| !may_stand(status)) {
        reasons.push(Reason::new("nominee_not_official").on(WHO_MAY_STAND));
    }
    if facts.nominees.len() >= MOST_NOMINEES {
        reasons.push(
            Reason::new("nominees_too_many")
                .with("most", i64::try_from(MOST_NOMINEES).unwrap_or(i64::MAX))
                .on(PROCESS),
        );
    }
    reasons.extend(against_twice(nominee, facts.nominees));
    reasons.extend(against_age(nominee, facts.regulation));
    reasons.extend(against_post(nominee, facts));
    reasons
}

/// Nobody is put forward as a delegate where the plan has none elected (R §3.1).
fn against_post(nominee: &Nominee, facts: &ListFacts<'_>) -> Option<Reason> {
    let elected = nominee.post.is_of_branch() || facts.elects_delegates;
    (!elected).then(|| {
        let reason = Reason::new("delegates_not_in_plan");
        cited(reason, facts.regulation.delegates_allocated())
    })
}

/// R-EL-02: whoever stands is an official member, so has reached the age of admission and gone through probation by
/// the day of the congress (Charter Art. 1, Art. 5).
fn against_age(nominee: &Nominee, regulation: &Regulation) -> Option<Reason> {
    let years = regulation.admission_years_least();
    let probation = regulation.probation_months();
    let months = u32::try_from(years.value * 12 + probation.value).unwrap_or(0);
    let of_age = nominee.birth_date.checked_add_months(Months::new(months));
    let is_of_age = of_age.is_some_and(|of_age| of_age <= regulation.date());
    (!is_of_age).then(|| {
        let reason = Reason::new("nominee_too_young")
            .with("name", nominee.full_name.as_str())
            .with("years", years.value)
            .with("months", probation.value)
            .with("day", regulation.date());
        cited(reason, years.ground)
    })
}

/// A nominee who is a member of the branch is called, born and written down as the member's own record says.
fn against_record(nominee: &Nominee, record: &Member) -> Option<Reason> {
    let is_alike = same_name(&nominee.full_name, &record.full_name)
        && (nominee.birth_date, nominee.sex) == (record.birth_date, record.sex);
    (!is_alike).then(|| {
        Reason::new("nominee_unlike_member")
            .with("name", record.full_name.as_str())
            .on(PROCESS)
    })
}

/// Whether somebody who stands so in the Party is an official member with all rights (R-EL-02).
fn may_stand(status: MemberStatus) -> bool {
    match status {
        MemberStatus::Official | MemberStatus::Exempted | MemberStatus::TemporarilyAway => true,
        MemberStatus::Probationary
        | MemberStatus::Suspended
        | MemberStatus::Prosecuted
        | MemberStatus::Left => false,
    }
}

/// Every reason against correcting a nominee into `corrected`; `record` is the member's own, where the nominee is a
/// member of the branch.
pub fn against_correction(
    now: &Nominee,
    corrected: &Nominee,
    voted_on: bool,
    record: Option<&Member>,
    facts: &ListFacts<'_>,
) -> Vec<Reason> {
    let mut reasons = against_change(facts);
    if !now.is_active() {
        reasons.push(Reason::new("nominee_withdrawn").on(PROCESS));
    }
    // Those who voted on a person for one post did not vote on the same person for another.
    let other_ballot = (now.post, now.candidacy) != (corrected.post, corrected.candidacy);
    if voted_on && other_ballot {
        reasons.push(Reason::new("nominee_voted_on").on(PROCESS));
    }
    if corrected.is_active() {
        reasons.extend(against_twice(corrected, facts.nominees));
        reasons.extend(against_age(corrected, facts.regulation));
        reasons.extend(against_post(corrected, facts));
        reasons.extend(record.and_then(|record| against_record(corrected, record)));
    }
    reasons
}

fn against_twice(nominee: &Nominee, others: &[Nominee]) -> Option<Reason> {
    others
        .iter()
        .any(|other| {
            other.id != nominee.id
                && other.is_active()
                && other.post == nominee.post
                && other.is_same_person(nominee)
        })
        .then(|| Reason::new("nominee_twice").on(PROCESS))
}

/// How much working time a nominee has left on the day of the congress (R-AGE-01).
pub fn service_left(nominee: &Nominee, regulation: &Regulation) -> ServiceLeft {
    let needed = months_needed(nominee.candidacy, regulation);
    let day = regulation.date();
    ServiceLeft {
        age: age_on(nominee.birth_date, day),
        months_left: months_left(Month::of(day), nominee.birth_date, nominee.sex.into()),
        months_needed: needed.value,
        ground: needed.ground,
    }
}

fn months_needed(candidacy: Candidacy, regulation: &Regulation) -> Cited<i64> {
    match candidacy {
        Candidacy::ReElection => regulation.re_election_months_left(),
        Candidacy::FirstTime => regulation.first_time_months_left(),
    }
}

fn age_on(birth_date: NaiveDate, day: NaiveDate) -> i64 {
    day.years_since(birth_date).map_or(0, i64::from)
}

/// The nominees whose working time is too short: those that stop the scheme, and those that are pointed out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgeFindings {
    /// Reasons against submitting the scheme.
    pub refusing: Vec<Reason>,
    /// Warnings.
    pub warning: Vec<Reason>,
}

/// Tests the remaining service of everybody on the list for a post of the branch, whose term they are to serve, as the plan
/// says (R-AGE-01). Unsalaried work is only
/// pointed out: branches of retirees and villages follow local guidance.
pub fn test_of_age(nominees: &[Nominee], test: AgeTest, regulation: &Regulation) -> AgeFindings {
    let mut findings = AgeFindings::default();
    for (index, nominee) in nominees.iter().enumerate() {
        let told_before = nominees.iter().take(index).any(|other| {
            other.is_same_person(nominee)
                && other.post.is_of_branch()
                && (other.candidacy, other.salaried) == (nominee.candidacy, nominee.salaried)
        });
        let left = service_left(nominee, regulation);
        if left.is_enough() || told_before || nominee.post.is_for_congress_above() {
            continue;
        }
        let reason = cited(Reason::new("personnel_service_short"), left.ground)
            .with("name", nominee.full_name.as_str())
            .with("months", left.months_left.max(0))
            .with("needed", left.months_needed);
        match test {
            AgeTest::None => (),
            AgeTest::Refuse if nominee.salaried => findings.refusing.push(reason),
            AgeTest::Refuse | AgeTest::Warn => findings.warning.push(reason),
        }
    }
    findings
}

/// The targets a plan sets, in percent; where it sets none, the directive's hold.
#[derive(Debug, Clone, Copy, Default)]
pub struct PlanTargets {
    /// Share of women.
    pub women: Option<i64>,
    /// Share of young members.
    pub young: Option<i64>,
}

/// The persons whose structure counts: the list of the branch committee; where none is elected, everybody but delegates.
/// Each person once.
pub fn persons(nominees: &[Nominee]) -> Vec<&Nominee> {
    let committee = nominees
        .iter()
        .any(|nominee| nominee.post == Post::BranchCommitteeMember);
    let mut persons: Vec<&Nominee> = Vec::new();
    for nominee in nominees {
        let counts = if committee {
            nominee.post == Post::BranchCommitteeMember
        } else {
            nominee.post.is_of_branch()
        };
        if counts && !persons.iter().any(|other| other.is_same_person(nominee)) {
            persons.push(nominee);
        }
    }
    persons
}

/// How the list stands to the targets of structure (R §3.5); nothing for an empty list.
pub fn structure(
    nominees: &[Nominee],
    targets: PlanTargets,
    regulation: &Regulation,
) -> Vec<StructureTarget> {
    let persons = persons(nominees);
    if persons.is_empty() {
        return Vec::new();
    }
    let day = regulation.date();
    let young_under = regulation.young_age_under().value;
    let women = persons.iter().filter(|person| person.sex == Sex::Female);
    let young = persons
        .iter()
        .filter(|person| age_on(person.birth_date, day) < young_under);
    let of = count(persons.iter());
    vec![
        target(
            StructureKind::Women,
            targets.women,
            regulation.women_percent(),
            count(women),
            of,
        ),
        target(
            StructureKind::Young,
            targets.young,
            regulation.young_percent(),
            count(young),
            of,
        ),
    ]
}

fn target(
    kind: StructureKind,
    of_plan: Option<i64>,
    of_directive: Cited<Percent>,
    have: i64,
    of: i64,
) -> StructureTarget {
    let percent = of_plan.map_or(of_directive.value, Percent::new);
    let ground = of_directive.ground;
    StructureTarget {
        kind,
        percent: percent.hundredths(),
        have,
        of,
        met: percent.at_least(have, of),
        ground: of_plan.map_or(ground.clause, |_| PROCESS),
        regulation: of_plan.map_or(Some(ground.text), |_| None),
    }
}

/// A warning for each target that is not met.
pub fn structure_warnings(targets: &[StructureTarget]) -> Vec<Reason> {
    let missed = targets.iter().filter(|target| !target.met);
    missed
        .map(|target| {
            let code = match target.kind {
                StructureKind::Women => "personnel_women_below_target",
                StructureKind::Young => "personnel_young_below_target",
            };
            let mut reason = Reason::new(code)
                .with("percent", target.percent)
                .with("have", target.have)
                .with("of", target.of)
                .on(target.ground);
            reason.regulation = target.regulation.map(str::to_owned);
            reason
        })
        .collect()
}

fn count<T>(items: impl Iterator<Item = T>) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
