//! What stops nothing but should be seen: shown with the congress, with the figures and the ground.

use chrono::NaiveDate;

use super::beside::Beside;
use super::model::{Congress, State};
use super::rules::{PLAN, PRACTICE};
use crate::error::Reason;
use crate::plan::model::Plan;
use crate::regulation::{CongressLevel, Regulation, add_working_days, cited, working_days_between};

/// Every warning about a congress as it stands.
pub fn warnings(
    congress: &Congress,
    plan: &Plan,
    beside: &Beside,
    today: NaiveDate,
) -> Vec<Reason> {
    let regulation = Regulation::on(congress.day(today));
    [
        half_days(congress, plan),
        half_days_of_the_base(congress, &regulation),
        outside_window(congress, plan),
        short_notice(congress, &regulation),
        older_notice(congress, &regulation),
        overridden(congress),
    ]
    .into_iter()
    .flatten()
    .chain(beside.remarks.iter().cloned())
    .collect()
}

/// R-TIME-02.
fn half_days(congress: &Congress, plan: &Plan) -> Option<Reason> {
    let most = plan.content.0.most_half_days;
    (congress.half_days > most).then(|| {
        Reason::new("too_many_half_days")
            .with("half_days", congress.half_days)
            .with("most", most)
            .on(PLAN)
    })
}

/// R-TIME-02: no branch meets longer than a base organisation may.
fn half_days_of_the_base(congress: &Congress, regulation: &Regulation) -> Option<Reason> {
    let most = regulation.base_congress_half_days_most();
    (congress.half_days > most.value).then(|| {
        let reason = Reason::new("too_many_half_days")
            .with("half_days", congress.half_days)
            .with("most", most.value);
        cited(reason, most.ground)
    })
}

/// How many members were summoned; none before they were.
pub fn members(congress: &Congress) -> i64 {
    congress.summoned_official.unwrap_or(0) + congress.summoned_probationary.unwrap_or(0)
}

/// A branch so large that it should be organised, or meet, in another way: from so many members a base organisation has
/// branches of its own (R-ORG-02), from still more it meets by delegates (R-DEL-01). The program holds congresses of all
/// members.
pub fn size(members: i64, level: CongressLevel, regulation: &Regulation) -> Option<Reason> {
    let delegates = regulation.delegate_congress_from();
    let branches = regulation.base_organisation_from();
    let (code, figure) = match level {
        _ if members >= delegates.value => ("delegate_congress_due", delegates),
        CongressLevel::Base if members >= branches.value => ("base_organisation_due", branches),
        CongressLevel::Base | CongressLevel::SubordinateBranch => return None,
    };
    let reason = Reason::new(code)
        .with("members", members)
        .with("from", figure.value);
    Some(cited(reason, figure.ground))
}

fn outside_window(congress: &Congress, plan: &Plan) -> Option<Reason> {
    let (from, to) = plan.window_for(congress.pilot)?;
    let day = congress.planned_on?;
    let open = !congress.state.is_held() && !congress.state.is_finished();
    (open && !(from..=to).contains(&day)).then(|| {
        Reason::new("date_outside_window")
            .with("date", day)
            .with("from", from)
            .with("to", to)
            .on(PLAN)
    })
}

/// R-CONV-02: where a shorter notice would have been refused, there is none to warn of.
fn short_notice(congress: &Congress, regulation: &Regulation) -> Option<Reason> {
    let needed = regulation.notice_working_days(CongressLevel::SubordinateBranch);
    let (notice, opens) = (congress.notice_given_on?, congress.planned_on?);
    let days = working_days_between(notice, opens);
    (days < needed.value).then(|| {
        Reason::new("short_notice")
            .with("days", days)
            .with("needed", needed.value)
            .on(needed.ground.clause)
            .under(needed.ground.text)
    })
}

/// R-CONV-02: what is announced is the day. A notice from before the day was put down here may have announced another;
/// or the day was decided on paper first. Which, only the branch knows: it stops nothing.
fn older_notice(congress: &Congress, regulation: &Regulation) -> Option<Reason> {
    let (notice, fixed) = (congress.notice_given_on?, congress.date_fixed_on?);
    let ground = regulation
        .notice_working_days(CongressLevel::SubordinateBranch)
        .ground;
    (notice < fixed).then(|| {
        Reason::new("notice_older_than_date")
            .with("notice", notice)
            .with("fixed", fixed)
            .on(ground.clause)
            .under(ground.text)
    })
}

fn overridden(congress: &Congress) -> Option<Reason> {
    congress
        .guidance_override
        .as_ref()
        .map(|_| Reason::new("guidance_overridden").on(PRACTICE))
}

/// Whether the result was reported after its day (R-POST-02); nothing before it is reported.
pub fn reported_late(congress: &Congress, today: NaiveDate) -> Option<bool> {
    let days = Regulation::on(congress.day(today)).report_working_days();
    let due = add_working_days(congress.closed_on?, days.value);
    Some(congress.reported_on? > due)
}

/// Whether the result was confirmed after its day (R-POST-03); nothing before it is confirmed.
pub fn confirmed_late(congress: &Congress, today: NaiveDate) -> Option<bool> {
    if congress.state != State::Confirmed {
        return None;
    }
    let days = Regulation::on(congress.day(today)).confirmation_working_days();
    let due = add_working_days(congress.reported_on?, days.value);
    Some(congress.decision_on? > due)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r_org_02_and_r_del_01_a_large_branch_is_told_that_it_should_meet_or_be_organised_otherwise()
    {
        use CongressLevel::{Base, SubordinateBranch};
        let regulation = Regulation::on("2022-05-11".parse().unwrap());
        for (members, level, expected) in [
            (29, Base, None),
            (30, Base, Some("base_organisation_due")),
            (30, SubordinateBranch, None),
            (199, SubordinateBranch, None),
            (200, SubordinateBranch, Some("delegate_congress_due")),
            (200, Base, Some("delegate_congress_due")),
        ] {
            let said = size(members, level, &regulation);
            let code = said.as_ref().map(|reason| reason.code);
            assert_eq!(code, expected, "{members} {level:?}");
            assert!(
                said.is_none_or(|reason| reason.regulation.is_some() && !reason.ground.is_empty())
            );
        }
    }
}
