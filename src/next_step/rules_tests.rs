//! What is next, from facts alone.

use serde_json::{Value, json};

use super::*;
use crate::candidate::model::CandidateId;
use crate::count::model::{Columns, RoundState};
use crate::db::id::Id;
use crate::election::model::State as ElectionState;
use crate::election::rules::Step as ElectionStep;
use crate::next_step::model::{Day, ElectionAt, OrganAt, RoundAt};
use crate::organ::model::{OrganKind, State as OrganState};
use crate::personnel::model::Post;
use crate::programme::model::{Happened, Item, ItemKind};

fn offer<S>(step: S, reasons: &[&'static str]) -> crate::next_step::model::Offer<S> {
    crate::next_step::model::Offer {
        step,
        by: &[Seat::Branch],
        reasons: reasons.iter().map(|code| Reason::new(code)).collect(),
    }
}

fn facts(state: State, step: Step) -> Facts {
    Facts {
        congress: Id::new(),
        term_overdue: false,
        state,
        version: 7,
        day_and_place_set: true,
        elects: true,
        delegates: None,
        may_know_scheme: true,
        offers: vec![offer(step, &[])],
        papers: Vec::new(),
        report: Vec::new(),
        scheme: None,
        attendance: None,
        unacknowledged: Vec::new(),
        points: Vec::new(),
        programme: None,
        organs: Vec::new(),
        elections: Vec::new(),
        targets: Vec::new(),
        posts: Vec::new(),
        vacant: Vec::new(),
    }
}

fn deeds(facts: &Facts) -> Vec<String> {
    next(facts)
        .iter()
        .map(|task| match task.deed {
            Deed::Congress(step) => format!("congress.{step}"),
            Deed::Election(step) => format!("election.{step}"),
            Deed::Act(act) => act.to_string(),
        })
        .collect()
}

fn at_the_ballot(election: ElectionAt) -> Facts {
    let now = "2022-05-11T01:00:00Z".parse().unwrap();
    let facts = facts(State::InSession, Step::Close);
    let item = Item {
        id: Id::new(),
        congress_id: facts.congress,
        n: 1,
        kind: ItemKind::CommitteeBallot,
        session: crate::programme::model::Session::Official,
        title: None,
        planned_minutes: 30,
        required: true,
        begun_at: Some(now),
        ended_at: None,
    };
    Facts {
        programme: Some(Day {
            version: 3,
            items: vec![item],
            happened: Happened {
                congress: State::InSession,
                no_quorum: Vec::new(),
                elects: true,
                presidium: true,
                secretariat: true,
                counting_committee: true,
                programme_adopted: true,
                not_presented: Vec::new(),
                elections: crate::election::model::ElectionFacts {
                    opened: true,
                    open: vec![Post::BranchCommitteeMember],
                },
                targets_open: 0,
                resolution_adopted: false,
            },
        }),
        elections: vec![election],
        ..facts
    }
}

fn election(state: ElectionState, steps: &[(ElectionStep, &[&'static str])]) -> ElectionAt {
    ElectionAt {
        id: Id::new(),
        post: Post::BranchCommitteeMember,
        state,
        version: 2,
        proposed_seats: 3,
        offers: steps
            .iter()
            .map(|(step, reasons)| offer(*step, reasons))
            .collect(),
        withdrawing: Vec::new(),
        unasked: Vec::new(),
        off_roll: Vec::new(),
        polled: Vec::new(),
        counters_fit: true,
        round: None,
    }
}

#[test]
fn the_last_is_the_step_that_leads_on() {
    let mut facts = facts(State::Approved, Step::Convene);
    assert_eq!(deeds(&facts), ["draw_up_roll", "congress.convene"]);
    facts.unacknowledged = vec![Id::new()];
    assert_eq!(
        deeds(&facts),
        ["acknowledge_guidance", "draw_up_roll", "congress.convene"]
    );
    facts.state = State::Confirmed;
    facts.offers = vec![offer(Step::AppointSecretary, &[])];
    assert_eq!(deeds(&facts), ["congress.appoint_secretary"], "R-POST-05");
    facts.offers = vec![offer(Step::AppointSecretary, &["secretary_not_vacant"])];
    assert_eq!(deeds(&facts), [""; 0]);
}

#[test]
fn r_el_08_a_withdrawal_is_decided_before_the_list() {
    let steps: &[(ElectionStep, &[&'static str])] =
        &[(ElectionStep::VoteList, &["candidate_withdrawal_open"])];
    let mut settling = election(ElectionState::Settling, steps);
    settling.withdrawing = vec![(Id::new(), 1)];
    assert_eq!(
        deeds(&at_the_ballot(settling)),
        ["decide_withdrawal", "congress.close"]
    );
}

#[test]
fn r_res_02_and_03_after_a_ballot_the_table_says_what_follows() {
    use ElectionStep::{Conclude, LeaveVacant, VoteAgain, VoteOnTied};
    const NO: &[&str] = &["not_now"];
    for (open, expected) in [
        (Conclude, "election.conclude"),
        (VoteOnTied, "election.vote_on_tied"),
        (VoteAgain, "election.vote_again"),
        (LeaveVacant, "election.leave_vacant"),
    ] {
        let steps = [Conclude, VoteOnTied, VoteAgain, LeaveVacant]
            .map(|step| (step, if step == open { &[][..] } else { NO }));
        let announced = at_the_ballot(election(ElectionState::Announced, &steps));
        assert_eq!(deeds(&announced)[0], expected);
    }
    let both = [(VoteAgain, &[][..]), (LeaveVacant, &[][..])];
    let announced = at_the_ballot(election(ElectionState::Announced, &both));
    let choice = ["election.vote_again", "election.leave_vacant"];
    assert_eq!(deeds(&announced)[..2], choice, "the congress decides");
}

#[test]
fn r_og_04_counters_who_cannot_count_are_replaced_before_the_ballot() {
    let issue: &[(ElectionStep, &[&'static str])] = &[(ElectionStep::IssueBallots, &[])];
    let mut listed = election(ElectionState::ListVoted, issue);
    assert_eq!(
        deeds(&at_the_ballot(listed.clone()))[0],
        "election.issue_ballots"
    );
    listed.counters_fit = false;
    let mut facts = at_the_ballot(listed);
    let mut seen = |state, fit| {
        facts.organs = vec![OrganAt {
            id: Id::new(),
            kind: OrganKind::CountingCommittee,
            state,
            version: 4,
            fit,
        }];
        deeds(&facts)[0].clone()
    };
    assert_eq!(seen(OrganState::Elected, true), "propose_organ_anew");
    assert_eq!(seen(OrganState::Proposed, true), "vote_organ");
    assert_eq!(seen(OrganState::Proposed, false), "propose_organ_anew");
}

#[test]
fn a_count_is_the_counters_and_its_form_is_that_of_the_ballot() {
    let name: CandidateId = Id::new();
    let mut voting = election(ElectionState::Voting, &[]);
    voting.round = Some(RoundAt {
        n: 1,
        state: RoundState::Counting,
        version: 1,
        columns: Columns::FourColumns,
        names: vec![name],
        reasons: Vec::new(),
    });
    let tasks = next(&at_the_ballot(voting));
    assert_eq!(tasks[0].by, Doer::Counter);
    let row = &tasks[0].call.body["minutes"]["candidates"][0];
    assert_eq!(
        row,
        &json!({ "candidate_id": name, "agree": null, "disagree": null, "not_counted": 0 })
    );
    assert_eq!(to_fill(row), ["/agree", "/disagree"]);
    assert_eq!(to_fill(&tasks[0].call.body)[0], "/counter_id");
}

#[test]
fn every_null_is_to_be_filled_in_and_nothing_else() {
    let body = json!({ "a": null, "b": [1, null, { "c": null }], "d": "", "e": false });
    assert_eq!(to_fill(&body), ["/a", "/b/1", "/b/2/c"]);
    assert_eq!(to_fill(&Value::from(1)), [""; 0]);
}

#[test]
fn a_vacant_post_is_filled_next_once_the_result_is_confirmed() {
    let post = Id::new();
    let mut seen = facts(State::Confirmed, Step::FillVacancy);
    assert_eq!(deeds(&seen), [""; 0], "nothing is vacant");
    seen.vacant = vec![(post, Post::DeputySecretary)];
    assert_eq!(deeds(&seen), ["congress.fill_vacancy"]);
    let task = next(&seen).remove(0);
    assert_eq!(task.call.body["filling"]["post_id"], json!(post));
    assert_eq!(
        to_fill(&task.call.body),
        ["/appointee", "/decision_on", "/decision_symbol"]
    );
    seen.offers = vec![offer(Step::FillVacancy, &["term_has_ended"])];
    assert_eq!(deeds(&seen), [""; 0], "the next congress has closed");
}
